import { expect, test } from 'vitest';
import { settleWhileIdle } from './settling.ts';

test('[CL1] the clock is settled while no session is live, and left alone while one is', async () => {
  let settled = 0;
  const look = (...status: ('prepared' | 'live' | 'ended')[]): Promise<void> =>
    settleWhileIdle({
      clock: { settle: () => void (settled += 1) },
      catalogue: { summaries: () => Promise.resolve(status.map((one) => ({ status: one }))) },
    });
  await look('ended', 'live', 'prepared');
  expect(settled).toBe(0);
  await look('ended', 'prepared');
  expect(settled).toBe(1);
  await look();
  expect(settled).toBe(2);
});
