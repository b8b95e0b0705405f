import { describe, expect, it } from 'vitest';
import { phase } from './clock.ts';
import { inOrder, thresholds } from './order-figures.ts';
import type { SessionEvent } from './session.ts';
import { DAWN, MINUTE } from './testing/context.ts';
import { HOST, prepared, running } from './testing/events.ts';
import { given } from './testing/given.ts';
import { audienceView } from './views/audience.ts';

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
