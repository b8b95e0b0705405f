import type { ProjectorView } from '@rostrum/domain';
import { pageImageUrl, type PageWidth } from '#lib/sync/page-images.ts';

const addressOf = (view: ProjectorView, width: PageWidth, deck: string, index: number): string =>
  pageImageUrl({ session: view.session.session, role: 'projector', deck, index, width });

/** The page image that a picture needs, if it needs one. */
export const pageNeeded = (view: ProjectorView, width: PageWidth): string | undefined => {
  const { scene, deck } = view;
  const shows = scene.kind === 'talk' || (scene.kind === 'remote' && scene.layout === 'beside');
  return shows && deck !== undefined && deck.ready > 0 ? addressOf(view, width, deck.deck, deck.page) : undefined;
};

/** The pages that may be needed next, the likeliest first: this deck's next and last ones, the next deck's first. */
export const pagesAhead = (view: ProjectorView, width: PageWidth): string[] => {
  const { deck, nextDeck } = view;
  const own = deck
    ? [deck.page, deck.page + 1, deck.page - 1]
        .filter((page) => page >= 0 && page < deck.pages)
        .map((page) => addressOf(view, width, deck.deck, page))
    : [];
  return nextDeck ? [...own, addressOf(view, width, nextDeck.deck, nextDeck.page)] : own;
};

/** Changes when one picture gives way to another; stays while a picture only moves on. */
export const pictureOf = ({ scene, reveal }: ProjectorView): string => {
  switch (scene.kind) {
    case 'question':
      return `question ${scene.question}`;
    case 'live':
    case 'judging':
      return `${scene.kind} ${scene.talk}`;
    case 'remote':
      return `remote ${scene.layout}`;
    case 'reveal':
      return `reveal ${reveal?.talk ?? reveal?.what ?? ''}`;
    case 'vote':
      return `vote ${scene.panel}`;
    case 'message':
      return `message ${scene.text}`;
    default:
      return scene.kind;
  }
};
