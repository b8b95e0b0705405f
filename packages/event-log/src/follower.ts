import type { Following } from './event-log.ts';

export interface Follower extends Following {
  /** There may be something new. */
  wake(): void;
}

/**
 * Reads on from a cursor whenever it is woken and hands over what it finds, one reading at a time. Order and
 * completeness come from the reading alone, so a lost, late or superfluous wake-up can delay but never reorder.
 */
export function createFollower<E>(options: {
  after: number;
  read: (after: number, limit: number) => Promise<E[]>;
  cursorOf: (event: E) => number;
  listener: (events: E[]) => void;
  report: (error: unknown) => void;
  /** After a reading that found so many there may be more. */
  pageSize?: number;
  retryMs?: number;
}): Follower {
  const { read, cursorOf, listener, report, pageSize = 500, retryMs = 250 } = options;
  let after = options.after;
  let closed = false;
  let reading = false;
  let woken = false;
  let retry: NodeJS.Timeout | undefined;

  // Asked anew after each wait: it may have been closed meanwhile.
  const isClosed = (): boolean => closed;
  const deliver = (events: E[]) => {
    try {
      listener(events);
    } catch (error) {
      report(error);
    }
  };

  const run = async (): Promise<void> => {
    reading = true;
    try {
      while (woken && !closed) {
        woken = false;
        const events = await read(after, pageSize);
        const last = events.at(-1);
        if (isClosed() || last === undefined) continue;
        after = cursorOf(last);
        if (events.length >= pageSize) woken = true;
        deliver(events);
      }
    } catch (error) {
      if (closed) return;
      report(error);
      retry = setTimeout(wake, retryMs);
      retry.unref();
    } finally {
      reading = false;
    }
  };

  const wake = (): void => {
    woken = true;
    if (!reading && !closed) void run();
  };

  wake();
  return {
    wake,
    close: () => {
      closed = true;
      clearTimeout(retry);
    },
  };
}
