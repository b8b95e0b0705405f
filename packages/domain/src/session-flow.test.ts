import { describe, expect, it } from 'vitest';
import { phase } from './countdown.ts';
import { inOrder, thresholds } from './running-order.ts';
import type { SessionEvent } from './session.ts';
import { DAWN, MINUTE, SYSTEM } from './testing/context.ts';
import { HOST, OTHER, prepared, REMOTE, running, SPEAKER, started } from './testing/events.ts';
import { given } from './testing/given.ts';
import { audienceView } from './views/audience.ts';
import { speakerView } from './views/speaker.ts';

const deck = (name: string, talk = 't1') => ({
  deck: name,
  talk,
  name: 'Two.pdf',
  kind: 'pdf' as const,
  pages: 3,
  bytes: 10,
  shapes: [1778],
});

describe('session', () => {
  it('starts and ends once', () => {
    const begun = given(...prepared())
      .when({ type: 'session.start' }, HOST)
      .then({ type: 'session.started' });
    begun.when({ type: 'session.start' }, HOST).thenNothing();
    given(...prepared())
      .when({ type: 'session.end' }, HOST)
      .thenRefused('session-not-live');
    const ended = given(...running()).when({ type: 'session.end' }, HOST, { now: DAWN + 13 * MINUTE });
    ended.thenKinds('session.ended', 'countdown.ended', 'deduction.proposed');
    ended.when({ type: 'session.end' }, HOST).thenNothing();
    ended.when({ type: 'session.start' }, HOST).thenRefused('session-ended');
  });
  it('[ST6] its end empties the stage and takes back invitations', () => {
    const stage: SessionEvent[] = [
      { type: 'stage.entered', participant: 'rey', airAt: DAWN },
      { type: 'stage.invited', participant: 'ana' },
    ];
    const ended = given(...started(), ...stage)
      .when({ type: 'session.end' }, HOST)
      .thenKinds('session.ended', 'stage.removed', 'stage.uninvited');
    ended.when({ type: 'stage.invite', participant: 'rey' }, HOST).thenRefused('session-ended');
    ended.when({ type: 'stage.accept' }, REMOTE).thenRefused('session-ended');
  });
});

describe('running order', () => {
  const order = (one: ReturnType<typeof given>['state']) => inOrder(one.order.items).map((item) => item.item);
  it('[RO1] moves behind an item or to the front', () => {
    expect(order(given(...prepared()).when({ type: 'item.move', item: 'b3', after: 't1' }, HOST).state)).toEqual([
      't1',
      'b3',
      't2',
    ]);
    expect(order(given(...prepared()).when({ type: 'item.move', item: 'b3' }, HOST).state)).toEqual(['b3', 't1', 't2']);
    given(...prepared())
      .when({ type: 'item.move', item: 't1' }, HOST)
      .thenNothing();
    given(...prepared())
      .when({ type: 'item.move', item: 't1', after: 'x' }, HOST)
      .thenRefused('unknown-item');
    given(...prepared())
      .when({ type: 'item.move', item: 'x' }, HOST)
      .thenRefused('unknown-item');
  });
  it('[RO2] [RO3] [RO4] opens what the pressed screen meant', () => {
    given(...prepared())
      .when({ type: 'item.open', to: 't1' }, HOST)
      .thenRefused('session-not-live');
    given(...running(), { type: 'session.ended' })
      .when({ type: 'item.open', from: 't1', to: 't2' }, HOST)
      .thenRefused('session-ended');
    given(...running())
      .when({ type: 'item.open', from: 't1', to: 'x' }, HOST)
      .thenRefused('unknown-item');
    given(...running())
      .when({ type: 'item.open', from: 't2', to: 't1' }, HOST)
      .thenNothing();
    given(...running())
      .when({ type: 'item.open', from: 't2', to: 'b3' }, HOST)
      .thenRefused('changed-meanwhile');
    given(...running())
      .when({ type: 'item.open', from: 't1', to: 't2', show: false }, HOST)
      .thenKinds('item.opened', 'judging.opened');
    given(...running({ rules: { opens: 'by-host' } }))
      .when({ type: 'item.open', from: 't1', to: 't2' }, HOST)
      .thenKinds('item.opened', 'scene.shown');
  });
  it('[RO5] removing', () => {
    given(...running())
      .when({ type: 'item.remove', item: 't1' }, HOST)
      .thenRefused('item-is-current');
    const sheet: SessionEvent = { type: 'sheet.sent', talk: 't2', judge: 'j1', marks: {}, comment: '' };
    given(...running(), sheet)
      .when({ type: 'item.remove', item: 't2' }, HOST)
      .thenRefused('item-has-marks');
    const { state } = given(...prepared()).when({ type: 'item.remove', item: 't1' }, HOST);
    expect([state.decks.decks, Object.keys(state.countdown.clocks)]).toEqual([{}, ['t2', 'b3']]);
  });
  it('[RO6] adds with thresholds; the clock follows the plan until it has run', () => {
    expect([thresholds(10 * MINUTE), thresholds(MINUTE)]).toEqual([
      { warnAt: 2 * MINUTE, finalAt: MINUTE / 2 },
      { warnAt: MINUTE / 2, finalAt: MINUTE / 4 },
    ]);
    given(...prepared())
      .when({ type: 'item.add', kind: 'talk', title: 'New', planned: MINUTE, speaker: 'x' }, HOST)
      .thenRefused('unknown-participant');
    given(...prepared())
      .when({ type: 'item.change', item: 't1', speaker: 'x' }, HOST)
      .thenRefused('unknown-participant');
    expect(
      given(...prepared()).when({ type: 'item.change', item: 't1', planned: MINUTE }, HOST).state.countdown.clocks['t1']
        ?.limit,
    ).toBe(MINUTE);
    expect(
      given(...running()).when({ type: 'item.change', item: 't1', planned: MINUTE }, HOST).state.countdown.clocks['t1']
        ?.limit,
    ).toBe(10 * MINUTE);
  });
  it('[RO9] the last words come after the warning and both within the time; a new length alone brings its own', () => {
    const add = { type: 'item.add', kind: 'talk', title: 'New', planned: 10 * MINUTE } as const;
    const set = (more: object) => given(...prepared()).when({ type: 'item.change', item: 't1', ...more }, HOST);
    for (const bad of [
      { warnAt: MINUTE, finalAt: MINUTE },
      { warnAt: MINUTE, finalAt: 2 * MINUTE },
      { warnAt: 11 * MINUTE },
      { finalAt: 2 * MINUTE },
      { warnAt: MINUTE / 2 },
      { planned: MINUTE, warnAt: 2 * MINUTE },
    ])
      set(bad).thenRefused('bad-thresholds');
    for (const bad of [{ warnAt: MINUTE, finalAt: MINUTE }, { warnAt: 11 * MINUTE }])
      given(...prepared())
        .when({ ...add, ...bad }, HOST)
        .thenRefused('bad-thresholds');
    const changed = set({ warnAt: 3 * MINUTE, finalAt: MINUTE }).state;
    expect(audienceView(changed).order['t1']).toMatchObject({ warnAt: 3 * MINUTE, finalAt: MINUTE });
    expect(changed.countdown.clocks['t1']).toMatchObject({ warnAt: 3 * MINUTE, finalAt: MINUTE });
    expect(phase(changed.countdown.clocks['t1']!, 0)).toBe('normal');
    expect(set({ planned: MINUTE }).state.order.items['t1']).toMatchObject(thresholds(MINUTE));
    expect(set({ planned: 5 * MINUTE }).state.order.items['t1']).toMatchObject(thresholds(10 * MINUTE));
  });
  it('[RO7] leaving a talk over its time proposes; going back takes it back', () => {
    const left = given(...running()).when({ type: 'item.open', from: 't1', to: 'b3' }, HOST, {
      now: DAWN + 12 * MINUTE,
    });
    left.thenKinds('item.opened', 'deduction.proposed', 'scene.shown');
    left
      .when({ type: 'item.open', from: 'b3', to: 't1' }, HOST)
      .thenKinds('item.opened', 'deduction.withdrawn', 'scene.shown');
  });
  it('[RO8] at most a hundred items', () => {
    const many = Array.from({ length: 97 }, (_one, index): SessionEvent => ({
      type: 'item.added',
      item: `x${index}`,
      key: index + 4,
      kind: 'break',
      title: 'Tea',
      planned: MINUTE,
      warnAt: 0,
      finalAt: 0,
    }));
    given(...prepared(), ...many)
      .when({ type: 'item.add', kind: 'break', title: 'Tea', planned: MINUTE }, HOST)
      .thenRefused('too-many-items', { limit: 100 });
  });
});

describe('decks', () => {
  it('[DK1] [DK5] accepted once, replaced by the next; a failed upload stays beside it', () => {
    const next = given(...prepared()).when({ type: 'deck.accept', ...deck('d2') }, SYSTEM);
    next.when({ type: 'deck.accept', ...deck('d2') }, SYSTEM).thenNothing();
    expect(next.state.decks.decks['t1']).toMatchObject({ deck: 'd2', page: 0, shown: [], ready: [] });
    given(...prepared())
      .when({ type: 'deck.accept', ...deck('d2', 'x') }, SYSTEM)
      .thenRefused('unknown-item');
    given(...prepared())
      .when({ type: 'deck.reject', talk: '__proto__', name: 'a', problem: 'empty' }, SYSTEM)
      .thenRefused('unknown-item');
    given(...prepared())
      .when({ type: 'deck.progress', deck: 'gone', ready: [[0, 1]] }, SYSTEM)
      .thenNothing();
    const failed = given(...prepared()).when(
      { type: 'deck.reject', talk: 't1', name: 'Bad.pdf', problem: 'too-many-pages', detail: '500' },
      SYSTEM,
    );
    expect(failed.state.decks.decks['t1']?.deck).toBe('d1');
    expect(speakerView(failed.state, 'ana').talks['t1']?.problem).toMatchObject({
      name: 'Bad.pdf',
      problem: 'too-many-pages',
      detail: '500',
    });
    expect(failed.when({ type: 'deck.accept', ...deck('d2') }, SYSTEM).state.decks.problems).toEqual({});
  });
  it('[DK2] [DK4] pages turn from what was shown', () => {
    const turned = given(...running())
      .when({ type: 'page.show', talk: 't1', from: 0, to: 2 }, SPEAKER)
      .then({ type: 'page.shown', talk: 't1', from: 0, to: 2, deck: 'd1', command: 'press-0000001' });
    turned.when({ type: 'page.show', talk: 't1', from: 0, to: 2 }, SPEAKER).thenNothing();
    turned.when({ type: 'page.show', talk: 't1', from: 0, to: 1 }, HOST).thenRefused('changed-meanwhile');
    turned.when({ type: 'page.show', talk: 't1', from: 2, to: 5 }, HOST).thenRefused('no-such-page', { pages: 5 });
    turned.when({ type: 'page.show', talk: 't2', from: 0, to: 1 }, HOST).thenRefused('no-deck');
    expect(audienceView(turned.state).deck).toMatchObject({
      page: 2,
      shown: [
        [0, 0],
        [2, 2],
      ],
      shape: 1.333,
    });
    expect(
      given(...prepared()).when({ type: 'page.show', talk: 't1', from: 0, to: 2 }, SPEAKER).state.decks.decks['t1']
        ?.shown,
    ).toEqual([]);
  });
  it('[DK3] only one’s own, and not while on air', () => {
    given(...running())
      .when({ type: 'page.show', talk: 't1', from: 0, to: 1 }, OTHER)
      .thenRefused('not-your-talk');
    given(...running())
      .when({ type: 'deck.remove', talk: 't1', deck: 'd1' }, SPEAKER)
      .thenRefused('deck-on-air');
    given(...prepared())
      .when({ type: 'deck.remove', talk: 't1', deck: 'd0' }, SPEAKER)
      .thenRefused('changed-meanwhile');
    given(...prepared())
      .when({ type: 'deck.remove', talk: 't1', deck: 'd1' }, SPEAKER)
      .thenKinds('deck.removed');
  });
});
