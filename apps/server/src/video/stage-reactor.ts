import type { ParticipantInfo, RoomServiceClient } from 'livekit-server-sdk';
import type { Log } from './status.ts';
import { participantOf, permissionOf, RIGHTS_ATTRIBUTE, type Permission } from './tokens.ts';
import { trackKind, type TrackKind } from './webhooks.ts';

/** What LiveKit is to look like for one run of a session. The sets hold participants, not identities: all devices of a person. */
export interface DesiredStage {
  /** From `videoRoom`. */
  readonly room: string;
  readonly onStage: ReadonlySet<string>;
  /** Removed, and removed again whenever they come back: LiveKit keeps no memory of it, and a token may still be good. */
  readonly expelled: ReadonlySet<string>;
  /** On stage, but silenced by the host. */
  readonly muted?: ReadonlySet<string>;
}

/** The part of LiveKit's API that is used; `RoomServiceClient` is one. */
export type StageClient = Pick<
  RoomServiceClient,
  'createRoom' | 'deleteRoom' | 'listParticipants' | 'updateParticipant' | 'removeParticipant' | 'mutePublishedTrack'
>;

interface ReactorClock {
  /** Calls `callback` after so many milliseconds, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
}

interface Retry {
  readonly firstMs: number;
  readonly longestMs: number;
}

export interface ReactorOptions {
  /** Undefined while LiveKit is not there; desires are kept until it is. */
  readonly client: () => StageClient | undefined;
  readonly log: Log;
  readonly clock: ReactorClock;
  readonly retry: Retry;
}

export interface StageReactor {
  /** Makes LiveKit follow; returns at once. The last call for a room counts, calls in between may be left out. */
  follow(desired: DesiredStage): void;
  /** Looks again: after a webhook (`room`) or when LiveKit has started (every room). */
  reconcile(room?: string): void;
  /** Waits until what was asked for the room is so; false when LiveKit refused or is not there (it goes on trying). */
  settled(room: string): Promise<boolean>;
  /** Silences a person's tracks of one kind now, all devices; once, while `muted` of `follow` holds. Rejects when LiveKit does. */
  mute(room: string, participant: string, kind: TrackKind): Promise<void>;
  /** The run has ended: everyone out, room gone. */
  end(room: string): void;
  /** Another node sees to the room from now on: nothing more is done there, and what was wished for is forgotten. */
  leave(room: string): void;
  close(): void;
}

const WEEK = 7 * 24 * 3600;
const has = (info: ParticipantInfo, due: Permission) => {
  const now = info.permission;
  if (now === undefined) return false;
  const sources = [...now.canPublishSources].sort().join() === [...due.canPublishSources].sort().join();
  return (
    sources &&
    now.canPublish === due.canPublish &&
    now.canSubscribe === due.canSubscribe &&
    now.hidden === due.hidden &&
    now.canPublishData === due.canPublishData &&
    now.canUpdateMetadata === due.canUpdateMetadata
  );
};

/** A person who was visible stays so: LiveKit tells the others nothing when someone becomes hidden. */
const duePermission = (info: ParticipantInfo, onStage: boolean): Permission => {
  if (onStage) return permissionOf('stage');
  return { ...permissionOf('watch'), hidden: info.permission?.hidden ?? true };
};

const isScreen = (info: ParticipantInfo) => {
  const rights = info.attributes[RIGHTS_ATTRIBUTE];
  return rights === 'projector' || rights === 'preview';
};

const notFound = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'not_found';
/** They left while we looked: as good as done. */
const orGone = async (work: Promise<unknown>) => {
  await work.catch((error: unknown) => {
    if (!notFound(error)) throw error;
  });
};

const silence = async (client: StageClient, room: string, info: ParticipantInfo, kind: TrackKind) => {
  for (const track of info.tracks) {
    if (track.muted || trackKind(track.source, track.type) !== kind) continue;
    await orGone(client.mutePublishedTrack(room, info.identity, track.sid, true));
  }
};

/** One comparison of LiveKit with what is wanted; idempotent. Answers how many changes it made. */
const apply = async (client: StageClient, desired: DesiredStage): Promise<number> => {
  const { room } = desired;
  await client.createRoom({ name: room, emptyTimeout: WEEK, departureTimeout: WEEK });
  let changes = 0;
  for (const info of await client.listParticipants(room)) {
    const participant = participantOf(info.identity);
    if (desired.expelled.has(participant)) {
      changes++;
      await orGone(client.removeParticipant(room, info.identity));
      continue;
    }
    const onStage = desired.onStage.has(participant) && !isScreen(info);
    const due = isScreen(info) ? permissionOf('projector') : duePermission(info, onStage);
    if (!has(info, due)) {
      changes++;
      await orGone(client.updateParticipant(room, info.identity, { permission: { ...due } }));
    }
    if (onStage && desired.muted?.has(participant)) await silence(client, room, info, 'microphone');
  }
  return changes;
};

interface Work {
  desired: DesiredStage | 'gone';
  dirty: boolean;
  running: boolean;
  pause: number;
  cancel?: () => void;
  waiters: ((done: boolean) => void)[];
}

/** Makes LiveKit follow the domain: one loop a room, the newest wish wins, retried with back-off while it fails. */
export const createStageReactor = ({ client, log, clock, retry }: ReactorOptions): StageReactor => {
  const rooms = new Map<string, Work>();
  let closed = false;

  const answer = (work: Work, done: boolean) => {
    for (const waiter of work.waiters.splice(0)) waiter(done);
  };

  const pass = async (room: string, work: Work) => {
    work.running = true;
    work.cancel?.();
    delete work.cancel;
    while (work.dirty && !closed) {
      work.dirty = false;
      const api = client();
      try {
        if (api === undefined) throw new Error('LiveKit is not there');
        if (work.desired === 'gone') await orGone(api.deleteRoom(room));
        else {
          const changes = await apply(api, work.desired);
          if (changes > 0) log.debug({ room, changes }, 'LiveKit follows the stage');
        }
        work.pause = retry.firstMs;
      } catch (error) {
        if (api !== undefined) log.warn({ room, reason: String(error) }, 'LiveKit does not follow; trying again');
        work.dirty = true;
        work.cancel = clock.after(work.pause, () => start(room, work));
        work.pause = Math.min(work.pause * 2, retry.longestMs);
        break;
      }
    }
    work.running = false;
    answer(work, !work.dirty);
    if (work.desired === 'gone' && !work.dirty) rooms.delete(room);
  };
  const start = (room: string, work: Work) => {
    if (!work.running && !closed) void pass(room, work);
  };
  const want = (room: string, desired: DesiredStage | 'gone') => {
    const work = rooms.get(room) ?? { desired, dirty: true, running: false, pause: retry.firstMs, waiters: [] };
    Object.assign(work, { desired, dirty: true });
    rooms.set(room, work);
    start(room, work);
  };

  return {
    follow: (desired) => want(desired.room, desired),
    end: (room) => want(room, 'gone'),
    leave: (room) => {
      const work = rooms.get(room);
      if (!work) return;
      rooms.delete(room);
      work.cancel?.();
      work.dirty = false;
      answer(work, false);
    },
    reconcile: (only) => {
      for (const [room, work] of rooms) {
        if (only !== undefined && only !== room) continue;
        work.dirty = true;
        work.pause = retry.firstMs;
        start(room, work);
      }
    },
    settled: (room) => {
      const work = rooms.get(room);
      if (work === undefined || closed) return Promise.resolve(!closed);
      if (!work.running) return Promise.resolve(!work.dirty);
      return new Promise((resolve) => work.waiters.push(resolve));
    },
    mute: async (room, participant, kind) => {
      const api = client();
      if (api === undefined) throw new Error('LiveKit is not there');
      const people = await api.listParticipants(room);
      for (const info of people) if (participantOf(info.identity) === participant) await silence(api, room, info, kind);
    },
    close: () => {
      closed = true;
      for (const work of rooms.values()) {
        work.cancel?.();
        answer(work, false);
      }
      rooms.clear();
    },
  };
};
