import { describe, expect, it } from 'vitest';
import { projectorView } from '@rostrum/domain';
import { MINUTE, scenario } from '@rostrum/domain/testing';
import { runningOrder } from './running-order.ts';

describe('the running order', () => {
  const at = (name: 'welcome' | 'talk' | 'talk-ended' | 'ended', later = 0) => {
    const found = scenario(name);
    const view = projectorView(found.state);
    return { ...found, view, plan: runningOrder(view, found.now + later) };
  };

  it('expects each talk after the planned time of the one before', () => {
    const { plan, talks, view } = at('welcome');
    expect(plan.now).toBeUndefined();
    expect(plan.ahead.map(({ item }) => item.item)).toEqual(talks);
    const start = view.session.startsAt;
    expect(plan.ahead.map((one) => one.at)).toEqual([
      start,
      start + 8 * MINUTE,
      start + 16 * MINUTE,
      start + 26 * MINUTE,
    ]);
    expect(plan.end).toBe(start + 34 * MINUTE);
  });

  it('expects nothing in the past when a session begins late', () => {
    const { plan, view, now } = at('welcome', 60 * MINUTE);
    expect(view.session.startsAt).toBeLessThan(now + 60 * MINUTE);
    expect(plan.ahead[0]?.at).toBe(now + 60 * MINUTE);
  });

  it('tells the talk that is being given from those to come', () => {
    const { plan, talks } = at('talk');
    expect(plan.now?.item.item).toBe(talks[0]);
    expect(plan.ahead[0]?.item.item).toBe(talks[1]);
    expect(plan.ahead[0]?.at).toBe((plan.now?.at ?? 0) + 8 * MINUTE);
  });

  it('goes on from now when a talk is over, and is empty once all are', () => {
    const { plan, talks, now } = at('talk-ended');
    expect(plan.ahead[0]).toMatchObject({ item: { item: talks[1] }, at: now });
    expect(at('ended').plan.ahead).toEqual([]);
  });
});
