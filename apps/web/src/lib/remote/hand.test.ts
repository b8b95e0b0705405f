import type { AudienceView, MeView, SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { ConnectionStatus } from '#lib/sync/screen-connection.ts';
import { RemoteHand } from './hand.svelte.ts';

const setUp = (status: ConnectionStatus, given: { hand?: number; session?: string; answer?: Answer } = {}) => {
  const sent: SessionCommand['type'][] = [];
  const refused = vi.fn();
  const connection = {
    status,
    me: { ...(given.hand === undefined ? {} : { hand: given.hand }) } as MeView,
    view: { session: { status: given.session ?? 'live' } } as AudienceView,
    send: (command: SessionCommand): Promise<Answer> => {
      sent.push(command.type);
      return Promise.resolve(given.answer ?? { ok: true, revision: 1 });
    },
  };
  return { hand: new RemoteHand(connection, refused), connection, sent, refused };
};

describe('[ST8] a hand raised without a connection', () => {
  it('is shown as meant, sent nowhere, and raised once connected, once', async () => {
    const { hand, connection, sent } = setUp('offline');
    await hand.press('raise');
    hand.settle();
    expect(hand.wish).toBe('raise');
    expect(sent).toEqual([]);
    connection.status = 'live';
    hand.settle();
    hand.settle();
    expect(sent).toEqual(['hand.raise']);
    expect(hand.wish).toBeUndefined();
  });
  it('is forgotten when its person thinks better of it', async () => {
    const { hand, connection, sent } = setUp('offline');
    await hand.press('raise');
    hand.forget();
    connection.status = 'live';
    hand.settle();
    expect(sent).toEqual([]);
  });
  it('needs no press where it changes nothing any more: it is up already, or the session is over', async () => {
    for (const given of [{ hand: 5 }, { session: 'ended' }]) {
      const { hand, connection, sent, refused } = setUp('offline', given);
      await hand.press('raise');
      connection.status = 'live';
      hand.settle();
      expect(sent).toEqual([]);
      expect(refused).not.toHaveBeenCalled();
    }
  });
  it('under whose press the connection broke is still meant; any other refusal is told', async () => {
    const broken = setUp('live', { answer: { ok: false, code: 'offline', detail: { sent: 1 } } });
    const press = broken.hand.press('raise');
    broken.connection.status = 'offline';
    await press;
    expect(broken.hand.wish).toBe('raise');
    expect(broken.refused).not.toHaveBeenCalled();
    const refused = setUp('live', { answer: { ok: false, code: 'session-not-live' } });
    await refused.hand.press('raise');
    expect(refused.hand.wish).toBeUndefined();
    expect(refused.refused).toHaveBeenCalledWith('session-not-live', undefined);
  });
});
