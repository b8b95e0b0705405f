import { describe, expect, it } from 'vitest';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';
import { unacknowledged } from './unacknowledged.ts';

const message = (id: string, sentAt: number, acknowledged?: true) => ({
  message: id,
  text: id,
  sentAt,
  ...(acknowledged ? { acknowledged } : {}),
});
const answer = (id: string, state: PendingCommand['state']): PendingCommand => ({
  id: `c-${id}`,
  command: { type: 'message.acknowledge', message: id },
  delivery: 'kept',
  state,
  since: 0,
});

describe("the host's messages", () => {
  const all = { a: message('a', 1), b: message('b', 2), c: message('c', 3, true) };
  it('ask until acknowledged, the newest first', () => {
    expect(unacknowledged(all, []).map((one) => one.message)).toEqual(['b', 'a']);
  });
  it('ask no more once the answer is on its way, and again when it is refused', () => {
    expect(unacknowledged(all, [answer('b', 'waiting')]).map((one) => one.message)).toEqual(['a']);
    expect(unacknowledged(all, [answer('b', 'refused')]).map((one) => one.message)).toEqual(['b', 'a']);
  });
});
