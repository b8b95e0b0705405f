import { STAGE_HOLD, type SessionCommand, type SessionEvent, type SessionState } from '@rostrum/domain';
import type { DesiredStage, StageReactor } from '../video/stage-reactor.ts';
import { videoRoom } from '../video/tokens.ts';
import type { VideoFact } from '../video/webhooks.ts';
import type { Room, RoomListener } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';

export interface StageFollowerTools {
  readonly sessions: { onCommit(listener: RoomListener): void };
  /** Whether this node sees to the run; else another one does all this. */
  mine(room: Room): boolean;
  /** Asks the node that sees to the run to make the video room follow from now on. */
  wanted(room: Room): void;
  /** Makes the video room follow. */
  readonly stage: Pick<StageReactor, 'follow' | 'settled' | 'end' | 'leave'>;
  /** Whether somebody's screen is connected. */
  isHere(session: string, run: number, participant: string): boolean;
  now(): number;
  /** Calls once after so many milliseconds; answers how to call it off. */
  after(milliseconds: number, run: () => void): () => void;
  report(error: unknown, what: string): void;
}

interface Followed {
  readonly room: Room;
  /** Identities that the video room has reported as there, by participant; kept, when empty, for who has been there. */
  readonly seen: Map<string, Set<string>>;
  /** Since when somebody on stage is without network. */
  readonly lost: Map<string, number>;
  cancel?: () => void;
}

/** Whom a session has put out: all of their links are revoked. Guests came without one. */
const expelled = ({ people }: SessionState): Set<string> => {
  const links = new Map<string, boolean>();
  for (const { participant, revokedAt } of Object.values(people.links))
    links.set(participant, (links.get(participant) ?? true) && revokedAt !== undefined);
  return new Set(Array.from(links).flatMap(([participant, gone]) => (gone ? [participant] : [])));
};

/** ST2: what the video room is to look like at `now`; nobody sends anything before they are on air. */
export const desiredStage = (room: string, state: SessionState, now: number): DesiredStage => {
  const onAir = Object.entries(state.stage.onStage).filter(([, place]) => place.airAt <= now);
  return {
    room,
    onStage: new Set(onAir.map(([participant]) => participant)),
    expelled: expelled(state),
    muted: new Set(onAir.flatMap(([participant, place]) => (place.muted ? [participant] : []))),
  };
};

const over = ({ info }: SessionState): boolean => info.status === 'ended' || info.status === 'closed';
const concerns = ({ type }: SessionEvent): boolean =>
  type.startsWith('stage.') ||
  type === 'undone' ||
  type === 'link.revoked' ||
  type === 'link.issued' ||
  type === 'session.ended' ||
  type === 'run.closed';

/** The domain says who is on stage, the video room follows; and who loses the network there keeps the place for a while. */
export class StageFollower {
  readonly #tools: StageFollowerTools;
  readonly #followed = new Map<string, Followed>();

  constructor(tools: StageFollowerTools) {
    this.#tools = tools;
    tools.sessions.onCommit((room, events) => {
      if (!tools.mine(room)) return;
      const known = this.#followed.has(nameOf(room));
      const staged = Object.keys(room.runtime.state.stage.onStage).length > 0;
      if ((known || staged) && events.some(concerns)) this.#follow(room);
    });
  }

  /** Makes the video room of a run; false when it cannot be made now, or the session is over. */
  async ensure(room: Room): Promise<boolean> {
    if (over(room.runtime.state)) return false;
    const name = nameOf(room);
    if (this.#tools.mine(room)) {
      if (!this.#followed.has(name)) this.#follow(room);
      return this.#tools.stage.settled(name);
    }
    // Once, and then no more: what happens there from now on is another node's.
    this.#tools.wanted(room);
    this.#tools.stage.follow(desiredStage(name, room.runtime.state, this.#tools.now()));
    const made = await this.#tools.stage.settled(name);
    if (!this.#tools.mine(room)) this.#tools.stage.leave(name);
    return made;
  }

  /** Another node asks, or has left this one the run: the video room is compared with what the session says. */
  takeOn(room: Room): void {
    if (this.#tools.mine(room) && !over(room.runtime.state)) this.#follow(room);
  }
  /** It does so no more; the video room stays as it is. */
  lost(session: string, run: number): void {
    const name = videoRoom(session, String(run));
    this.#followed.get(name)?.cancel?.();
    this.#followed.delete(name);
    this.#tools.stage.leave(name);
  }

  /** Who is there, as the video room reports it. */
  heard(fact: VideoFact): void {
    const followed = this.#followed.get(fact.room);
    if (!followed) return;
    if (fact.type === 'room-finished') followed.seen.clear();
    else if (fact.type === 'left') followed.seen.get(fact.participant)?.delete(fact.identity);
    else {
      const identities = followed.seen.get(fact.participant) ?? new Set<string>();
      followed.seen.set(fact.participant, identities.add(fact.identity));
    }
    if (fact.type === 'left' && this.#tools.mine(followed.room)) this.#lookAt(followed);
  }

  /** ST7: mutes at once who has lost the network, and gives the place up after two minutes. To be called every second. */
  look(): void {
    for (const followed of this.#followed.values()) if (this.#tools.mine(followed.room)) this.#lookAt(followed);
  }

  close(): void {
    for (const { cancel } of this.#followed.values()) cancel?.();
    this.#followed.clear();
  }

  #follow(room: Room): void {
    const name = nameOf(room);
    const { state } = room.runtime;
    const followed: Followed = this.#followed.get(name) ?? { room, seen: new Map(), lost: new Map() };
    followed.cancel?.();
    delete followed.cancel;
    if (over(state)) {
      this.#followed.delete(name);
      this.#tools.stage.end(name);
      return;
    }
    this.#followed.set(name, followed);
    const now = this.#tools.now();
    this.#tools.stage.follow(desiredStage(name, state, now));
    const next = Math.min(...Object.values(state.stage.onStage).map((one) => (one.airAt > now ? one.airAt : Infinity)));
    if (Number.isFinite(next)) followed.cancel = this.#tools.after(next - now + 1, () => this.#follow(room));
  }

  #lookAt({ room, seen, lost }: Followed): void {
    const { onStage } = room.runtime.state.stage;
    const now = this.#tools.now();
    for (const participant of Array.from(lost.keys())) if (!onStage[participant]) lost.delete(participant);
    for (const [participant, place] of Object.entries(onStage)) {
      const identities = seen.get(participant);
      const there = identities ? identities.size > 0 : this.#tools.isHere(room.session, room.run, participant);
      if (there) {
        lost.delete(participant);
        continue;
      }
      const since = lost.get(participant);
      if (since === undefined) {
        lost.set(participant, now);
        if (!place.muted) this.#submit(room, { type: 'stage.mute', participant }, `lost-${participant}-${now}`);
      } else if (now - since >= STAGE_HOLD) {
        lost.delete(participant);
        this.#submit(room, { type: 'stage.remove', participant }, `gone-${participant}-${since}`);
      }
    }
  }

  #submit(room: Room, command: SessionCommand, id: string): void {
    room.runtime.submit(systemJob(command, id)).catch((error: unknown) => this.#tools.report(error, 'stage'));
  }
}

const nameOf = (room: Room): string => videoRoom(room.session, String(room.run));
