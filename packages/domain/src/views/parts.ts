import type { Clock } from '../clock.ts';
import { pageCount } from '../deck.ts';
import { ERASED, type Instant, type Role } from '../kernel.ts';
import type { Participant } from '../people.ts';
import type { Question } from '../questions.ts';
import type { Item } from '../running-order.ts';
import type { SessionState } from '../session.ts';

/** What every screen shows of the session itself. */
export interface SessionFacts {
  session: string;
  run: number;
  title: string;
  programmeTitle?: string;
  workspace: string;
  startsAt: Instant;
  place: string;
  language: 'zh' | 'en';
  theme: 'neutral' | 'formal';
  status: 'unopened' | 'prepared' | 'live' | 'ended' | 'closed';
  startedAt?: Instant;
  endedAt?: Instant;
}
export interface PersonView {
  participant: string;
  /** Absent for a guest without a name. */
  name?: string;
  unit?: string;
  erased?: true;
}
export interface ItemView {
  item: string;
  /** Sort key of the running order. */
  key: number;
  kind: 'talk' | 'break';
  title: string;
  /** Milliseconds. */
  planned: number;
  /** Milliseconds before the end from which the clock warns, and from which the last words are due. */
  warnAt: number;
  finalAt: number;
  status: 'waiting' | 'current' | 'done';
  speaker?: PersonView;
  remote?: true;
  /** Whom the talk counts for where teams are ranked. */
  team?: string;
  openedAt?: Instant;
  closedAt?: Instant;
  /** Milliseconds spoken, once its clock stands and it is not current. */
  spoke?: number;
}
/** The clock of the current item; `countdown.ts` has the functions that read it. */
export interface ClockView extends Clock {
  item: string;
}
export interface DeckView {
  deck: string;
  talk: string;
  pages: number;
  /** 0-based. */
  page: number;
  /** Pages already shown to the hall, as ranges with both ends. */
  shown: [number, number][];
  /** Width over height of the present page. */
  shape: number;
  /** Page images that are there. */
  ready: number;
}
export interface QuestionView {
  question: string;
  text: string;
  askedAt: Instant;
  votes: number;
  status: 'waiting' | 'open' | 'hidden' | 'answered';
  featured?: true;
  /** Absent when asked anonymously. */
  asker?: PersonView;
  talk?: string;
}
export interface MessageView {
  message: string;
  text: string;
  sentAt: Instant;
  acknowledged?: true;
}
export interface StageView {
  participant: string;
  name?: string;
  unit?: string;
  airAt: Instant;
  muted?: true;
  /** In the hall themself: the hall's own loudspeakers must not play them. */
  fromHall?: true;
}

/** Leaves absent what is undefined, so that a view never holds a null. */
export const given = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });

export const factsOf = ({ info }: SessionState): SessionFacts => ({
  session: info.session,
  run: info.run,
  title: info.title,
  ...given('programmeTitle', info.programmeTitle),
  workspace: info.workspace,
  startsAt: info.startsAt,
  place: info.place,
  language: info.language,
  theme: info.theme,
  status: info.status,
  ...given('startedAt', info.startedAt),
  ...given('endedAt', info.endedAt),
});

export const personOf = (person: Participant | undefined, participant: string): PersonView => {
  if (person?.name === ERASED || person?.unit === ERASED) return { participant, erased: true };
  return { participant, ...given('name', person?.name), ...(person?.unit ? { unit: person.unit } : {}) };
};
export const personById = (state: SessionState, participant: string): PersonView =>
  personOf(state.people.participants[participant], participant);

const itemOf = (state: SessionState, item: Item): ItemView => {
  const clock = state.countdown.clocks[item.item];
  const spoke = clock && clock.status !== 'running' && clock.elapsed > 0 ? clock.elapsed : undefined;
  return {
    item: item.item,
    key: item.key,
    kind: item.kind,
    title: item.title,
    planned: item.planned,
    warnAt: item.warnAt,
    finalAt: item.finalAt,
    status: item.status,
    ...(item.speaker === undefined ? {} : { speaker: personById(state, item.speaker) }),
    ...(item.remote ? { remote: true as const } : {}),
    ...(item.team ? { team: item.team } : {}),
    ...given('openedAt', item.openedAt),
    ...given('closedAt', item.closedAt),
    ...given('spoke', spoke),
  };
};
export const itemsOf = (state: SessionState): Record<string, ItemView> =>
  mapValues(state.order.items, (item) => itemOf(state, item));

export const clockOf = (state: SessionState): ClockView | undefined => {
  const current = state.order.current;
  const clock = current === undefined ? undefined : state.countdown.clocks[current];
  return clock && current !== undefined ? { item: current, ...clock } : undefined;
};

export const deckOf = (state: SessionState, talk: string | undefined): DeckView | undefined => {
  const deck = talk === undefined ? undefined : state.decks.decks[talk];
  return (
    deck && {
      deck: deck.deck,
      talk: deck.talk,
      pages: deck.pages,
      page: deck.page,
      shown: deck.shown.map(([from, to]) => [from, to]),
      shape: (deck.shapes[deck.page] ?? 1778) / 1000,
      ready: pageCount(deck.ready),
    }
  );
};

export const questionOf = (state: SessionState, one: Question): QuestionView => ({
  question: one.question,
  text: one.text,
  askedAt: one.askedAt,
  votes: one.votes,
  status: one.status,
  ...(one.featured ? { featured: true as const } : {}),
  ...(one.asker === undefined ? {} : { asker: personById(state, one.asker) }),
  ...given('talk', one.talk),
});
/** VI5: the question that the projector shows; none once it has been hidden, though its scene stays. */
export const shownQuestion = (state: SessionState): Question | undefined => {
  const { scene } = state.projector;
  const found = scene.kind === 'question' ? state.questions.items[scene.question] : undefined;
  return found && (found.status === 'open' || found.status === 'answered') ? found : undefined;
};
/** Bytes of a text in UTF-8. */
const bytesOf = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};
/** What the rest of a question takes as JSON: keys, ids, instants. */
const FRAME = 250;
/**
 * VI7: the best questions of a status, by id: at most `limit`, and fewer where they are so long that together they
 * would take more than `budget` bytes.
 */
export const questionsOf = (
  state: SessionState,
  status: Question['status'],
  limit: number,
  order: (a: Question, b: Question) => number,
  budget: number,
): Record<string, QuestionView> => {
  const best = Object.values(state.questions.items)
    .filter((one) => one.status === status)
    .sort(order)
    .slice(0, limit);
  const chosen: Record<string, QuestionView> = {};
  let left = budget;
  for (const one of best) {
    const view = questionOf(state, one);
    left -= FRAME + bytesOf(one.text) + bytesOf((view.asker?.name ?? '') + (view.asker?.unit ?? ''));
    if (left < 0) break;
    chosen[one.question] = view;
  }
  return chosen;
};

export const messagesFor = (state: SessionState, participant: string): Record<string, MessageView> =>
  Object.fromEntries(
    Object.values(state.messages.items).flatMap((one) => {
      const at = one.to[participant];
      if (at === undefined) return [];
      return [
        [
          one.message,
          {
            message: one.message,
            text: one.text,
            sentAt: one.sentAt,
            ...(at > 0 ? { acknowledged: true as const } : {}),
          },
        ],
      ];
    }),
  );

/** VI6: those of such a role share one view, so each sees what the host wrote to any of them. */
export const messagesTo = (state: SessionState, role: Role): Record<string, MessageView> => {
  // By the links, which are few, not by the crowd.
  const all = Object.values(state.people.links).filter((link) => link.role === role && link.revokedAt === undefined);
  const messages: Record<string, MessageView> = {};
  for (const keeper of new Set(all.map((link) => link.participant))) {
    for (const [id, one] of Object.entries(messagesFor(state, keeper)))
      if (!messages[id]?.acknowledged) messages[id] = one;
  }
  return messages;
};

export const stageOf = (state: SessionState): Record<string, StageView> =>
  mapEntries(state.stage.onStage, (participant, place) => {
    const { name, unit } = personById(state, participant);
    return {
      participant,
      ...given('name', name),
      ...given('unit', unit),
      airAt: place.airAt,
      ...(place.muted ? { muted: true as const } : {}),
      ...(isAfar(state, participant) ? {} : { fromHall: true as const }),
    };
  });
const isAfar = (state: SessionState, participant: string): boolean => {
  const person = state.people.participants[participant];
  if (!person) return false;
  if (person.place === 'afar' || hasRole(person, 'remote')) return true;
  return Object.values(state.order.items).some((item) => item.remote === true && item.speaker === participant);
};

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  mapEntries(record, (_key, value) => change(value));
const mapEntries = <A, B>(
  record: Readonly<Record<string, A>>,
  change: (key: string, value: A) => B,
): Record<string, B> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));

const hasRole = (person: Participant, role: Role): boolean => person.roles.includes(role);
