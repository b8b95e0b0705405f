import type { EventLog, PositionedEvent, StoredEvent } from './event-log.ts';
import { createFollower, type Follower } from './follower.ts';

/** All who follow a log, by what they follow: one stream, or the whole. */
export interface Followers extends Pick<EventLog, 'follow' | 'followAll'> {
  /** There may be something new in this stream, or, without one, in any. */
  wake(stream?: string): void;
  closeAll(): void;
}

export const createFollowers = (options: {
  read: EventLog['read'];
  readAll: EventLog['readAll'];
  report: (error: unknown) => void;
  /** Called when somebody has begun to follow. */
  onFollow?: () => void;
}): Followers => {
  const { read, readAll, report, onFollow } = options;
  const followers = new Map<Follower, string | undefined>();
  const following = (follower: Follower, stream?: string) => {
    followers.set(follower, stream);
    onFollow?.();
    return {
      close: () => {
        followers.delete(follower);
        follower.close();
      },
    };
  };
  return {
    follow: (stream, after, listener) =>
      following(
        createFollower<StoredEvent>({
          after,
          read: (cursor, limit) => read(stream, cursor, limit),
          cursorOf: (event) => event.revision,
          listener,
          report,
        }),
        stream,
      ),
    followAll: (after, listener) =>
      following(
        createFollower<PositionedEvent>({
          after,
          read: readAll,
          cursorOf: (event) => event.position,
          listener,
          report,
        }),
      ),
    wake: (stream) => {
      for (const [follower, of] of followers)
        if (stream === undefined || of === undefined || of === stream) follower.wake();
    },
    closeAll: () => {
      for (const follower of followers.keys()) follower.close();
      followers.clear();
    },
  };
};
