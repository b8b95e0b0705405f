import { describe, expect, it } from 'vitest';
import { SYSTEM } from './testing/context.ts';
import { HOST, OTHER, prepared, running, SPEAKER } from './testing/events.ts';
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
