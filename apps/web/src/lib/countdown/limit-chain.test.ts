import type { ClockView, SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';
import { LimitChain } from './limit-chain.ts';

const MINUTE = 60_000;
const clock: ClockView = {
  item: 't',
  status: 'running',
  limit: 10 * MINUTE,
  elapsed: 0,
  startedAt: 0,
  warnAt: 0,
  finalAt: 0,
};
const setUp = (answer: Answer) => {
  const sent: SessionCommand[] = [];
  const pending: PendingCommand[] = [];
  const refused = vi.fn();
  const send = (command: SessionCommand) => (sent.push(command), Promise.resolve(answer));
  return { chain: new LimitChain({ send, pending }, refused), sent, pending, refused };
};

describe('minutes given and taken', () => {
  it('[CD6] add up when pressed in a row, also while the view has yet to catch up', async () => {
    const { chain, sent, pending } = setUp({ ok: true, revision: 1 });
    chain.add(clock, MINUTE);
    chain.add(clock, MINUTE);
    await Promise.resolve();
    pending.push({ id: '1', command: sent[1]!, delivery: 'live', state: 'acknowledged', since: 0 });
    chain.add(clock, -10_000);
    expect(sent.map((command) => (command.type === 'countdown.limit' ? command.to : 0))).toEqual([
      11 * MINUTE,
      12 * MINUTE,
      12 * MINUTE - 10_000,
    ]);
  });
  it('start again from what the view shows after a refusal', async () => {
    const { chain, sent, refused } = setUp({ ok: false, code: 'changed-meanwhile' });
    chain.add(clock, MINUTE);
    await Promise.resolve();
    await Promise.resolve();
    chain.add({ ...clock, limit: 5 * MINUTE }, MINUTE);
    expect(refused).toHaveBeenCalledWith('changed-meanwhile', undefined);
    expect(sent[1]).toMatchObject({ from: 5 * MINUTE, to: 6 * MINUTE });
  });
  it('leave the shortest countdown that there is, and then send nothing', () => {
    const { chain, sent } = setUp({ ok: true, revision: 1 });
    chain.add({ ...clock, limit: 20_000 }, -MINUTE);
    chain.add({ ...clock, limit: 20_000 }, -MINUTE);
    expect(sent).toEqual([{ type: 'countdown.limit', item: 't', from: 20_000, to: 10_000 }]);
  });
});
