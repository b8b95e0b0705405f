import type { DeckView } from '@rostrum/domain';

/** The pages of a deck that somebody in the audience may look at, ascending: those already shown, or all with `lookAhead`. */
export const pagesOpen = (deck: Pick<DeckView, 'pages' | 'page' | 'shown'>, lookAhead: boolean): number[] => {
  if (lookAhead) return Array.from({ length: deck.pages }, (_, page) => page);
  const open: number[] = [];
  for (const [from, to] of deck.shown) for (let page = from; page <= to; page++) open.push(page);
  if (open.indexOf(deck.page) < 0) open.push(deck.page);
  return open.sort((a, b) => a - b);
};

/** The open page before and after one of them; undefined at the ends. */
export const neighbours = (open: readonly number[], page: number): { before?: number; after?: number } => {
  const before = open.filter((one) => one < page).pop();
  const after = open.find((one) => one > page);
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
};

/** The last few open pages up to and around one, for the film under the page. */
export const filmOf = (open: readonly number[], page: number, length: number): number[] => {
  const at = Math.max(0, open.indexOf(page));
  const from = Math.max(0, Math.min(at - Math.ceil(length / 2), open.length - length));
  return open.slice(from, from + length);
};
