import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createFollower } from './follower.ts';

/** A list that can be read like a stream: element n has revision n + 1. */
function source() {
  const log: number[] = [];
  const reported: unknown[] = [];
  let broken = false;
  return {
    log,
    reported,
    break: (now: boolean) => void (broken = now),
    follow: (after: number, listener: (events: number[]) => void) =>
      createFollower<number>({
        after,
        read: async (from, limit) => {
          if (broken) throw new Error('down');
          return log.slice(from, from + limit);
        },
        cursorOf: (event) => event,
        listener,
        report: (error) => reported.push(error),
        pageSize: 3,
        retryMs: 5,
      }),
  };
}

it('hands over everything once and in order, however the wake-ups fall', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat(4), { maxLength: 12 }),
      fc.nat(5),
      async (scheduler, steps, after) => {
        const log = Array.from({ length: 5 }, (_, n) => n + 1);
        const seen: number[] = [];
        const follower = createFollower<number>({
          after,
          read: scheduler.scheduleFunction(async (from: number, limit: number) => log.slice(from, from + limit)),
          cursorOf: (event) => event,
          listener: (events) => seen.push(...events),
          report: (error) => expect.fail(String(error)),
          pageSize: 2,
        });
        const writing = scheduler.scheduleSequence(
          steps.map((count) => async () => {
            for (let n = 0; n < count; n += 1) log.push(log.length + 1);
            if (count !== 1) follower.wake();
            follower.wake();
          }),
        );
        await scheduler.waitFor(writing.task);
        await scheduler.waitIdle();
        expect(seen).toEqual(log.slice(after));
        follower.close();
      },
    ),
  );
});

it('reads on by itself after a failure, from where it was', async () => {
  const { log, reported, follow, ...rest } = source();
  const seen: number[] = [];
  log.push(1, 2);
  const follower = follow(0, (events) => seen.push(...events));
  await vi.waitFor(() => expect(seen).toEqual([1, 2]));
  rest.break(true);
  log.push(3, 4);
  follower.wake();
  await vi.waitFor(() => expect(reported.length).toBeGreaterThan(1));
  rest.break(false);
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4]));
  follower.close();
});

it('hands over nothing once closed, not even what it was reading', async () => {
  const { log, follow } = source();
  log.push(1);
  const seen: number[] = [];
  follow(0, (events) => seen.push(...events)).close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toEqual([]);
});
