import { audienceView, type MeView, type VoteView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import type { Answer } from '@rostrum/protocol';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Toasts } from '#lib/design/toasts.svelte.ts';
import { FixtureConnection } from '#lib/sync/fixture.svelte.ts';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';
import VotesHarness from './testing/VotesHarness.svelte';

const { state, talks, guests } = scenario('talk');
const base = audienceView(state);
const [first, second, third] = talks as [string, string, string];
const hall: VoteView = {
  panel: 'hall',
  name: '现场投票',
  fill: 'crowd',
  who: 'all',
  kind: 'list',
  status: 'open',
  least: 2,
  most: 2,
  talks,
};
const criterion = { id: 'all', name: '总体', min: '0', max: '10', step: '0.5', weight: '1' };
const me = (more: Partial<MeView> = {}): MeView => ({
  participant: guests[0]!,
  roles: { audience: true },
  questions: {},
  votes: {},
  ballots: {},
  ...more,
});
const open = (
  vote: Partial<VoteView> = {},
  options: { me?: Partial<MeView>; pending?: readonly PendingCommand[]; answer?: Answer; participant?: string } = {},
) => {
  const connection = new FixtureConnection({
    role: 'audience',
    view: { ...base, votes: { hall: { ...hall, ...vote } } },
    me: me(options.me),
    participant: options.participant ?? guests[0]!,
    answer: () => options.answer ?? { ok: true, revision: 1 },
  });
  if (options.pending) {
    connection.pending = options.pending;
    connection.status = 'offline';
  }
  const toasts = new Toasts();
  render(VotesHarness, { connection: connection as never, toasts });
  return { connection, toasts };
};
const titled = (talk: string): HTMLElement => screen.getByRole('button', { name: new RegExp(base.order[talk]!.title) });
const isPressed = (talk: string): boolean => titled(talk).getAttribute('aria-pressed') === 'true';

describe('a vote on a phone', () => {
  it('numbers the talks as the wall does, leaves the voter’s own out, and sends a whole list only', async () => {
    const { connection } = open({}, { participant: base.order[second]!.speaker!.participant });
    expect(screen.queryByText(base.order[second]!.title)).toBeNull();
    expect(titled(third).textContent).toContain('3 · ');
    await fireEvent.click(titled(first));
    await fireEvent.click(screen.getByText('提交'));
    expect(connection.sent).toEqual([]);
    expect(screen.getByText('已选 1 / 2')).toBeTruthy();
    await fireEvent.click(titled(third));
    await fireEvent.click(screen.getByText('提交'));
    expect(connection.sent).toEqual([{ type: 'vote.cast', panel: 'hall', talks: [first, third] }]);
  });

  it('takes no more than the list holds, and says so', async () => {
    const { toasts } = open({}, { me: { ballots: { hall: { talks: [first, second] } } } });
    expect([first, second, third].map(isPressed)).toEqual([true, true, false]);
    await fireEvent.click(titled(third));
    expect(isPressed(third)).toBe(false);
    expect(toasts.all.map((one) => one.text)).toEqual(['最多 2 项，先取消一项']);
  });

  it('shows what waits for the network as the voter’s own, after a reload too', () => {
    const command = { type: 'vote.cast' as const, panel: 'hall', talks: [second, third] };
    open({}, { pending: [{ id: 'a', command, delivery: 'kept', state: 'waiting', since: 0 }] });
    expect([first, second, third].map(isPressed)).toEqual([false, true, true]);
    expect(screen.getByText('已存在手机里，连上网络就送出。')).toBeTruthy();
    expect(screen.queryByText('已投。结束前可以改。')).toBeNull();
  });

  it('does not count what was refused as the voter’s own', () => {
    const command = { type: 'vote.cast' as const, panel: 'hall', talks: [second, third] };
    open({}, { pending: [{ id: 'a', command, delivery: 'kept', state: 'refused', since: 0, code: 'vote-not-open' }] });
    expect([first, second, third].map(isPressed)).toEqual([false, false, false]);
  });

  it('[VO1] says why a phone has no ballot, and what cures it', async () => {
    const { connection } = open({ who: 'hall' });
    expect(screen.queryByText('提交')).toBeNull();
    await fireEvent.click(screen.getByText('我在会场'));
    expect(connection.sent).toEqual([{ type: 'self.describe', place: 'hall' }]);
    connection.me = me({ place: 'hall' });
    await tick();
    expect(screen.getByText('提交')).toBeTruthy();
  });

  it('keeps the order of places, and closes up when one is taken back', async () => {
    const { connection } = open({ kind: 'places', least: 2, most: 2 });
    for (const talk of [third, first, third, second]) await fireEvent.click(titled(talk));
    await fireEvent.click(screen.getByText('提交'));
    expect(connection.sent).toEqual([{ type: 'vote.cast', panel: 'hall', talks: [first, second] }]);
  });

  it('rates a talk by criteria, and says how many are rated', async () => {
    const rated = { ballots: { hall: { rates: { [first]: { all: '8.5' } } } } };
    const { connection } = open({ kind: 'rates', criteria: [criterion] }, { me: rated });
    expect(screen.getByText(`已评 1 / ${talks.length}`)).toBeTruthy();
    await fireEvent.click(screen.getAllByLabelText('加 总体')[1]!);
    await fireEvent.click(screen.getAllByText('评这一讲')[0]!);
    expect(connection.sent).toEqual([{ type: 'vote.rate', panel: 'hall', talk: second, marks: { all: '0.5' } }]);
  });

  it('gives no mark that nobody has set; a short scale is tapped', async () => {
    const stars = { ...criterion, min: '1', max: '5', step: '1' };
    const { connection } = open({ kind: 'rates', criteria: [stars] });
    await fireEvent.click(screen.getAllByText('评这一讲')[0]!);
    expect(connection.sent).toEqual([]);
    await fireEvent.click(screen.getAllByRole('button', { name: '4' })[0]!);
    await fireEvent.click(screen.getAllByText('评这一讲')[0]!);
    expect(connection.sent).toEqual([{ type: 'vote.rate', panel: 'hall', talk: first, marks: { all: '4' } }]);
  });

  it('has the marks of a scale of tenths exactly', async () => {
    const { connection } = open({ kind: 'rates', criteria: [{ ...criterion, max: '1', step: '0.1' }] });
    const third = screen.getAllByRole('button', { name: '0.3' })[0]!;
    await fireEvent.click(third);
    expect(third.getAttribute('aria-pressed')).toBe('true');
    await fireEvent.click(screen.getAllByText('评这一讲')[0]!);
    expect(connection.sent).toEqual([{ type: 'vote.rate', panel: 'hall', talk: first, marks: { all: '0.3' } }]);
  });

  it('shows nothing but one’s own once it is closed', () => {
    open({ status: 'closed' }, { me: { ballots: { hall: { talks: [third] } } } });
    expect(screen.getByText('投票已结束')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText(base.order[third]!.title)).toBeTruthy();
    expect(screen.queryByText(base.order[first]!.title)).toBeNull();
  });
});
