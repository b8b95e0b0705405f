import type { EventLog, Head, StoredEvent } from './event-log.ts';
import { createFollower, type Follower } from './follower.ts';

/** All who follow a log, by what they follow: one stream, or the whole. */
export interface Followers extends Pick<EventLog, 'follow' | 'followHead' | 'followHeads'> {
  /** There may be something new in this stream, or, without one, in any. */
  wake(stream?: string): void;
  closeAll(): void;
}

export const createFollowers = (options: {
  read: EventLog['read'];
  head: EventLog['head'];
  /** Where each stream stands that has grown since; empty once nothing is left. */
  heads: (afterPosition: number) => Promise<Head[]>;
  report: (error: unknown) => void;
  /** Called when somebody has begun to follow. */
  onFollow?: () => void;
}): Followers => {
  const { read, head, heads, report, onFollow } = options;
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
    followHead: (stream, after, listener) =>
      following(
        createFollower<number>({
          after,
          read: async (cursor) => {
            const revision = await head(stream);
            return revision > cursor ? [revision] : [];
          },
          cursorOf: (revision) => revision,
          listener: (revisions) => revisions.forEach(listener),
          report,
        }),
        stream,
      ),
    followHeads: (after, listener) =>
      following(
        createFollower<Head>({
          after,
          read: heads,
          cursorOf: ({ position }) => position,
          listener,
          report,
          // However few streams have grown, there may be more events of them than are looked at in one go.
          pageSize: 1,
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
