import { describe, expect, it } from 'vitest';
import { given } from '../testing/given.ts';
import { running } from '../testing/events.ts';
import { scenario } from '../testing/index.ts';
import { audienceView } from './audience.ts';
import { projectorView } from './projector.ts';

describe('the projector in a ranking', () => {
  const after = (step: number) => projectorView(scenario('reveal-ranking', { step }).state).reveal;

  it('names the talks whose rank has been shown, and no other', () => {
    expect(after(0)?.ranked).toEqual({});
    const two = after(2);
    expect(Object.values(two?.ranked ?? {})).toEqual([1, 2]);
    expect(two?.ranked?.[two.latest ?? '']).toBe(2);
  });

  it('has none in a reveal of one talk', () => {
    expect(projectorView(scenario('reveal-talk').state).reveal?.ranked).toBeUndefined();
  });
});

describe('the deck of the next item', () => {
  it('[VI9] is known to the projector alone, so that it stands there when the item is opened', () => {
    const { state } = given(...running(), {
      type: 'deck.accepted',
      deck: 'd2',
      talk: 't2',
      name: 'Two.pdf',
      kind: 'pdf',
      pages: 1,
      bytes: 1,
      shapes: [1],
    });
    const projector = projectorView(state);
    expect([projector.deck?.deck, projector.nextDeck?.deck]).toEqual(['d1', 'd2']);
    expect(audienceView(state).deck?.deck).toBe('d1');
    expect(JSON.stringify(audienceView(state))).not.toContain('"d2"');
  });
});
