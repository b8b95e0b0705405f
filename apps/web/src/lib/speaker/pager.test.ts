import type { DeckView, SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';
import { Pager } from './pager.svelte.ts';

const deck = (page: number): DeckView => ({ deck: 'd', talk: 't', pages: 5, page, shown: [], shape: 1.778, ready: 5 });

/** A server that answers when told to. */
const setUp = () => {
  const sent: { command: SessionCommand; answer: (answer: Answer) => void }[] = [];
  const pending: PendingCommand[] = [];
  const server = { deck: deck(0) };
  const refused = vi.fn();
  const connection = {
    pending,
    send: (command: SessionCommand) => new Promise<Answer>((answer) => sent.push({ command, answer })),
  };
  const pager = new Pager(connection, () => server.deck, refused);
  return { pager, sent, pending, server, refused };
};
const ok: Answer = { ok: true, revision: 1 };
const settle = () => new Promise<void>((done) => setTimeout(done));

describe('turning pages', () => {
  it('chains two quick presses on the page that is seen, so that they go two pages', () => {
    const { pager, sent } = setUp();
    pager.next();
    pager.next();
    expect(sent.map(({ command }) => command)).toEqual([
      { type: 'page.show', talk: 't', from: 0, to: 1 },
      { type: 'page.show', talk: 't', from: 1, to: 2 },
    ]);
    expect(pager.page).toBe(2);
  });
  it('keeps the page aimed at until the view has caught up', async () => {
    const { pager, sent, pending, server } = setUp();
    pager.next();
    const { command } = sent[0]!;
    pending.push({ id: '1', command, delivery: 'live', state: 'acknowledged', since: 0 });
    sent[0]!.answer(ok);
    await settle();
    expect(pager.page).toBe(1);
    server.deck = deck(1);
    pending.pop();
    expect(pager.page).toBe(1);
  });
  it('snaps back when refused, and says so once for the whole chain', async () => {
    const { pager, sent, server, refused } = setUp();
    pager.next();
    pager.next();
    server.deck = deck(3);
    sent[0]!.answer({ ok: false, code: 'changed-meanwhile' });
    sent[1]!.answer({ ok: false, code: 'changed-meanwhile' });
    await settle();
    expect(pager.page).toBe(3);
    expect(refused).toHaveBeenCalledTimes(1);
  });
  it('says it again for a later press', async () => {
    const { pager, sent, refused } = setUp();
    pager.next();
    sent[0]!.answer({ ok: false, code: 'offline' });
    await settle();
    pager.next();
    sent[1]!.answer({ ok: false, code: 'offline' });
    await settle();
    expect(refused).toHaveBeenCalledTimes(2);
  });
  it('sends nothing beyond either end, nor for the page that is there', () => {
    const { pager, sent } = setUp();
    pager.previous();
    pager.first();
    pager.show(5);
    expect(sent).toEqual([]);
    pager.last();
    pager.next();
    expect(sent).toHaveLength(1);
  });
  it('forgets its aim when another deck has taken the place', () => {
    const { pager, server } = setUp();
    pager.show(4);
    server.deck = { ...deck(0), deck: 'other' };
    expect(pager.page).toBe(0);
  });
});
