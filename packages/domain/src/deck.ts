import * as v from 'valibot';
import {
  count,
  decided,
  entry,
  ERASED,
  id,
  personal,
  type Instant,
  refuse,
  text,
  type Context,
  type Decision,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

/** Runs of page numbers, both ends included, ascending and apart: [[0, 6], [9, 9]]. */
export type Ranges = readonly (readonly [number, number])[];
const ranges = v.array(v.tuple([count, count]));

/** Ranges with one more page. */
export const withPage = (pages: Ranges, page: number): Ranges => {
  if (hasPage(pages, page)) return pages;
  const sorted = [...pages, [page, page] as const].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};
export const hasPage = (pages: Ranges, page: number): boolean => pages.some(([from, to]) => from <= page && page <= to);
export const pageCount = (pages: Ranges): number => pages.reduce((sum, [from, to]) => sum + to - from + 1, 0);

export const deckFacts = v.object({
  deck: id,
  talk: id,
  /** A file's name may name people: it has a key of its own, under the deck's id, which goes with its speaker. */
  name: personal(text(200), 'deck'),
  kind: v.picklist(['pdf', 'pptx', 'image']),
  pages: v.pipe(count, v.minValue(1)),
  bytes: count,
  /** Width over height of each page, times 1,000. */
  shapes: v.array(count),
});
export type DeckFacts = Readonly<v.InferOutput<typeof deckFacts>>;

export const deckCommands = {
  /** By the reactor that has checked an upload. A new deck replaces the talk's former one. */
  'deck.accept': deckFacts,
  'deck.progress': v.object({ deck: id, ready: ranges }),
  'deck.reject': v.object({
    talk: id,
    name: personal(text(200), 'talk'),
    problem: id,
    /** What the machine says of it, as it says it: a limit, or what a converter reported. */
    detail: v.exactOptional(text(200)),
  }),
  'deck.remove': v.object({ talk: id, deck: id }),
  /** Turns a page, from what the pressed screen showed, so that two clickers never skip one. */
  'page.show': v.object({ talk: id, from: count, to: count }),
} as const;

export const deckEvents = {
  'deck.accepted': deckFacts,
  'deck.progressed': deckCommands['deck.progress'],
  'deck.rejected': deckCommands['deck.reject'],
  'deck.removed': deckCommands['deck.remove'],
  'page.shown': v.object({ command: v.exactOptional(id), talk: id, deck: id, from: count, to: count }),
} as const;

export type DeckCommand = Tagged<typeof deckCommands>;
export type DeckEvent = Tagged<typeof deckEvents>;

export interface Deck extends DeckFacts {
  /** Pages whose images are there. */
  ready: Ranges;
  page: number;
  /** Pages that the hall has seen. */
  shown: Ranges;
}
/** Why a talk's last upload became no deck. */
export interface DeckTrouble {
  /** When it was found, so that the same trouble with the next upload is known for a new one. */
  at: Instant;
  name: string;
  problem: string;
  detail?: string;
}
export interface DeckState {
  /** By talk. */
  decks: Record<string, Deck>;
  problems: Record<string, DeckTrouble>;
}
export const initialDecks: DeckState = { decks: {}, problems: {} };

export const decideDeck = (state: SessionState, command: DeckCommand, context: Context): Decision<DeckEvent> => {
  switch (command.type) {
    case 'deck.accept':
      if (!entry(state.order.items, command.talk)) return refuse('unknown-item');
      return entry(state.decks.decks, command.talk)?.deck === command.deck
        ? decided([])
        : decided([{ ...command, type: 'deck.accepted' }]);
    case 'deck.progress': {
      const known = Object.values(state.decks.decks).some((deck) => deck.deck === command.deck);
      return known ? decided([{ ...command, type: 'deck.progressed' }]) : decided([]);
    }
    case 'deck.reject':
      if (!entry(state.order.items, command.talk)) return refuse('unknown-item');
      return decided([{ ...command, type: 'deck.rejected' }]);
    case 'deck.remove':
    case 'page.show':
      return decideOwn(state, command, context);
  }
};

const decideOwn = (
  state: SessionState,
  command: DeckCommand & { type: 'deck.remove' | 'page.show' },
  context: Context,
): Decision<DeckEvent> => {
  const deck = entry(state.decks.decks, command.talk);
  if (!deck) return refuse('no-deck');
  const speaker = state.order.items[command.talk]?.speaker;
  if (context.author.role === 'speaker' && speaker !== context.author.participant) return refuse('not-your-talk');
  if (command.type === 'deck.remove') {
    if (deck.deck !== command.deck) return refuse('changed-meanwhile');
    if (state.order.current === command.talk && state.info.status === 'live') return refuse('deck-on-air');
    return decided([{ ...command, type: 'deck.removed' }]);
  }
  if (command.to >= deck.pages) return refuse('no-such-page', { pages: deck.pages });
  if (deck.page === command.to) return decided([]);
  if (deck.page !== command.from) return refuse('changed-meanwhile');
  return decided([{ ...command, type: 'page.shown', deck: deck.deck, command: context.command }]);
};

export const applyDeck = (state: SessionState, event: DeckEvent, at: Instant): void => {
  const { decks, problems } = state.decks;
  switch (event.type) {
    case 'deck.accepted': {
      const { type: _type, ...facts } = event;
      const onAir = state.order.current === event.talk && state.info.status === 'live';
      decks[event.talk] = { ...facts, ready: [], page: 0, shown: onAir ? [[0, 0]] : [] };
      delete problems[event.talk];
      return;
    }
    case 'deck.progressed':
      for (const deck of Object.values(decks)) if (deck.deck === event.deck) deck.ready = event.ready;
      return;
    case 'deck.rejected': {
      const { type: _type, talk, ...trouble } = event;
      problems[talk] = { ...trouble, at };
      return;
    }
    case 'deck.removed':
      delete decks[event.talk];
      return;
    case 'page.shown': {
      const deck = decks[event.talk];
      if (!deck || deck.deck !== event.deck) return;
      deck.page = event.to;
      if (state.order.current === event.talk && state.info.status === 'live')
        deck.shown = withPage(deck.shown, event.to);
      return;
    }
  }
};

/** The names of a person's files go with the person; the files stay. */
export const forgetFileNames = (state: SessionState, speaker: string): void => {
  const { decks, problems } = state.decks;
  for (const { item, speaker: whose } of Object.values(state.order.items)) {
    if (whose !== speaker) continue;
    const [deck, problem] = [decks[item], problems[item]];
    if (deck) decks[item] = { ...deck, name: ERASED };
    if (problem) problem.name = ERASED;
  }
};

/** Opening a talk in a live session puts its present page before the hall. */
export const showOpenedPage = (state: SessionState, talk: string): void => {
  const deck = state.decks.decks[talk];
  if (deck && state.info.status === 'live') deck.shown = withPage(deck.shown, deck.page);
};
