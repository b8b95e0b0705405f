import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from './connection.ts';
import { RedisAway } from './connection.ts';

export interface Eraser {
  /**
   * To be called after something was deleted or overwritten that must not be found on disk any more: has Redis write its
   * files anew from what it holds, and resolves once the old ones are gone. Callers at the same time share one rewrite.
   * Where Redis refuses (providers do), it rejects. Replicas, backups and disks that write changes elsewhere are beyond it.
   */
  erase(): Promise<void>;
}

const LOOK_EVERY = 50;
const GIVES_UP_AFTER = 60_000;

/** How deleting becomes erasing: append-only file and dump still hold what was there, until they are written anew. */
export const createEraser = (redis: Redis): Eraser => {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const persistence = async (): Promise<(name: string) => string> => {
    const info = String(await redis.call(['INFO', 'persistence']));
    const lines = new Map(info.split('\r\n').map((line) => line.split(':', 2) as [string, string]));
    return (name) => lines.get(name) ?? '';
  };
  /** Waits until nothing of the kind is under way, then until one begun after that has ended. */
  const rewrite = async (command: string, busy: readonly string[], status: string): Promise<void> => {
    const until = performance.now() + GIVES_UP_AFTER;
    const idle = async (): Promise<(name: string) => string> => {
      for (;;) {
        const of = await persistence();
        if (busy.every((name) => of(name) === '0')) return of;
        if (performance.now() > until) throw new RedisAway('busy', `${command} takes too long`);
        await sleep(LOOK_EVERY);
      }
    };
    for (let begun = false; !begun;) {
      await idle();
      begun = await redis.call([command]).then(
        () => true,
        (error: unknown) => {
          // Another node was quicker; what it writes may have been read before this was deleted.
          if (/in progress|child process/.test(String(error))) return false;
          throw error;
        },
      );
    }
    const after = await idle();
    if (after(status) !== 'ok') throw new RedisAway('io-error', `${command} failed`);
  };
  const round = async (): Promise<void> => {
    const of = await persistence();
    const busy = ['aof_rewrite_in_progress', 'aof_rewrite_scheduled', 'rdb_bgsave_in_progress'];
    if (of('aof_enabled') === '1') await rewrite('BGREWRITEAOF', busy, 'aof_last_bgrewrite_status');
    // Without a save there is no dump, unless somebody once asked for one.
    if (of('rdb_last_save_time') !== '0' && (await saves())) await rewrite('BGSAVE', busy, 'rdb_last_bgsave_status');
  };
  const saves = async (): Promise<boolean> => {
    const reply = await redis.call(['CONFIG', 'GET', 'save']).catch(() => ['save', 'unknown']);
    return Array.isArray(reply) && reply[1] !== '';
  };

  return {
    erase: () => {
      // One that has begun may have read what was deleted since: whoever comes meanwhile waits for the next.
      if (running === undefined) {
        running = round().finally(() => (running = undefined));
        return running;
      }
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          running = round().finally(() => (running = undefined));
          return running;
        });
      return next;
    },
  };
};
