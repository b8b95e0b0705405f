import { expect, it } from 'vitest';
import { projectorView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { pageNeeded, pagesAhead, pictureOf } from './picture.ts';

const viewOf = (...given: Parameters<typeof scenario>) => projectorView(scenario(...given).state);
const pageIn = (url: string | undefined) => /page\/(.+)\/(\d+)\/\d+\.webp$/.exec(url ?? '')?.slice(1);

it('needs a page where one is shown, and where there is a deck', () => {
  const view = viewOf('talk');
  expect(pageIn(pageNeeded(view, 1920))).toEqual([view.deck?.deck, String(view.deck?.page)]);
  expect(pageNeeded({ ...view, scene: { kind: 'remote', layout: 'beside' } }, 1920)).toBeDefined();
  expect(pageNeeded({ ...view, scene: { kind: 'remote', layout: 'video' } }, 1920)).toBeUndefined();
  expect(pageNeeded(viewOf('talk', { decks: 0 }), 1920)).toBeUndefined();
  expect(pageNeeded(viewOf('message'), 1920)).toBeUndefined();
});

it('loads the next page and the next deck’s first one, and nothing that a reveal has yet to say', () => {
  const view = viewOf('talk');
  const ahead = pagesAhead({ ...view, deck: { ...view.deck!, page: 0 } }, 1920).map(pageIn);
  expect(ahead).toEqual([
    [view.deck?.deck, '0'],
    [view.deck?.deck, '1'],
    [view.nextDeck?.deck, '0'],
  ]);
  expect(
    pagesAhead({ ...view, deck: { ...view.deck!, page: view.deck!.pages - 1 } }, 1920).map(pageIn),
  ).not.toContainEqual([view.deck?.deck, String(view.deck?.pages)]);
});

it('takes a page turn for the same picture and another question for another', () => {
  const view = viewOf('talk');
  expect(pictureOf({ ...view, deck: { ...view.deck!, page: 3 } })).toBe(pictureOf(view));
  const asked = (question: string) => pictureOf({ ...view, scene: { kind: 'question', question } });
  expect(asked('a')).not.toBe(asked('b'));
});
