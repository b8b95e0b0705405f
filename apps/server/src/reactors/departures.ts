import type { SessionEvent, WorkspaceEvent } from '@rostrum/domain';
import type { EventLog, StoredEvent } from '@rostrum/event-log';
import type { Room, Sessions } from '../runtime/sessions.ts';
import { fromStored } from '../runtime/stored.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import { WORKSPACE_STREAM, type WorkspaceRuntime } from '../runtime/workspace.ts';
import { tracesOf, type Traces } from './traces.ts';

const CURSOR = 'departures';
/** After a failure it is tried again, in milliseconds. */
const AGAIN_AFTER = 30_000;
/** Nobody waits longer, in milliseconds: a log of years is read within seconds. */
const PATIENCE = 60_000;

export interface DeparturesTools {
  readonly log: EventLog;
  readonly workspace: Pick<WorkspaceRuntime, 'state'>;
  readonly sessions: Pick<Sessions, 'open' | 'onCommit'>;
  /** Destroys these keys for good, in the vault and in memory. */
  forgetKeys(names: readonly string[]): Promise<void>;
  /** Drops whatever was computed from the log and may hold a name. */
  forgetSummaries(): void;
  /** Ends the connections of a participant. */
  ended(session: string, run: number, participant: string): void;
  report(error: unknown, what: string): void;
}

/**
 * Follows the workspace. Who was taken off the list can no longer open a link of theirs; of who was erased, no name is
 * left anywhere once `reached` resolves. All of it may be repeated: a crash in the middle is made good at the next start.
 */
export class Departures {
  readonly #tools: DeparturesTools;
  #following: { close(): void } | undefined;
  #chain: Promise<void> = Promise.resolve();
  #seen = 0;
  #pending: StoredEvent[] = [];
  #again: NodeJS.Timeout | undefined;
  #waiting: { revision: number; run: (carriedOut: boolean) => void }[] = [];

  constructor(tools: DeparturesTools) {
    this.#tools = tools;
  }

  async start(): Promise<void> {
    this.#seen = await this.#tools.log.loadCursor(CURSOR);
    this.#following = this.#tools.log.follow(WORKSPACE_STREAM, this.#seen, (events) => {
      this.#pending.push(...events);
      this.#run();
    });
    this.#tools.sessions.onCommit((room, events) => this.#erasedHere(room, events));
  }

  /** Whether all that the workspace decided up to this revision has been carried out: false when it has to be tried again. */
  async reached(revision: number): Promise<boolean> {
    if (this.#seen >= revision) return true;
    return new Promise((done) => {
      const timer = setTimeout(() => done(false), PATIENCE);
      this.#waiting.push({
        revision,
        run: (carriedOut) => {
          clearTimeout(timer);
          done(carriedOut);
        },
      });
    });
  }

  async close(): Promise<void> {
    this.#following?.close();
    clearTimeout(this.#again);
    await this.#chain;
  }

  #run(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#chain = this.#chain.then(() => this.#work());
  }

  async #work(): Promise<void> {
    try {
      for (let one = this.#pending[0]; one; one = this.#pending[0]) {
        const event = fromStored<WorkspaceEvent>(one);
        if (event.type === 'member.removed') await this.#remove(event.member, one.revision);
        if (event.type === 'member.erased') await this.#erase(event.member, one.revision);
        await this.#tools.log.saveCursor(CURSOR, one.revision);
        this.#seen = one.revision;
        this.#pending.shift();
        this.#answer(({ revision }) => revision <= this.#seen, true);
      }
    } catch (error) {
      this.#tools.report(error, 'departures');
      this.#again = setTimeout(() => this.#run(), AGAIN_AFTER);
      this.#answer(() => true, false);
    }
  }

  #answer(whom: (one: { revision: number }) => boolean, carriedOut: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter((one) => !whom(one));
    for (const one of waiting) if (whom(one)) one.run(carriedOut);
  }

  async #remove(member: string, cause: number): Promise<void> {
    for (const { room, participants } of await this.#present(await tracesOf(this.#tools.log, member))) {
      const open = Object.values(room.runtime.state.people.links).filter(
        (link) => participants.has(link.participant) && link.revokedAt === undefined,
      );
      for (const { link } of open)
        await room.runtime.submit(systemJob({ type: 'link.revoke', link }, `departed-${cause}-${link}`));
    }
  }

  async #erase(member: string, cause: number): Promise<void> {
    const { log, forgetKeys, forgetSummaries } = this.#tools;
    const traces = await tracesOf(log, member);
    // First the states in memory, so that no snapshot of one with the name is saved after the last was dropped.
    for (const { room, participants } of await this.#present(traces))
      for (const participant of participants)
        await room.runtime.submit(
          systemJob({ type: 'participant.erase', participant }, `erase-${cause}-${participant}`),
        );
    await forgetKeys([member, ...traces.participants, ...traces.talks, ...traces.decks]);
    await log.forgetSnapshots();
    forgetSummaries();
  }

  /** The present runs in which they take part. */
  async #present(traces: Traces): Promise<{ room: Room; participants: Set<string> }[]> {
    const found: { room: Room; participants: Set<string> }[] = [];
    for (const { session, run } of Object.values(this.#tools.workspace.state.sessions)) {
      const participants = traces.byStream.get(`session/${session}/${run}`);
      if (participants) found.push({ room: await this.#tools.sessions.open(session, run), participants });
    }
    return found;
  }

  #erasedHere(room: Room, events: readonly SessionEvent[]): void {
    for (const event of events)
      if (event.type === 'participant.erased') this.#tools.ended(room.session, room.run, event.participant);
  }
}
