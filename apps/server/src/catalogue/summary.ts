import {
  allJudges,
  ERASED,
  inOrder,
  panelOf,
  spent,
  type Item,
  type Role,
  type SessionEntry,
  type SessionState,
} from '@rostrum/domain';
import type { SessionSummary } from '@rostrum/protocol';

type Talk = SessionSummary['talks'][number];
type Unopened = SessionSummary['unopened'][number];

/** What the owner's pages show of a session, picked from its state. The cost does not grow with the crowd. */
export const summaryOf = (state: SessionState): SessionSummary => {
  const { info } = state;
  return {
    session: info.session,
    ...(info.programme === undefined ? {} : { programme: info.programme }),
    title: info.title,
    startsAt: info.startsAt,
    place: info.place,
    language: info.language,
    status: info.status === 'live' ? 'live' : info.status === 'prepared' ? 'prepared' : 'ended',
    code: info.code,
    run: info.run,
    ...(info.startedAt === undefined ? {} : { startedAt: info.startedAt }),
    ...(info.endedAt === undefined ? {} : { endedAt: info.endedAt }),
    talks: inOrder(state.order.items)
      .filter((one) => one.kind === 'talk')
      .map((one) => talkOf(state, one)),
    judges: allJudges(state).length,
    unopened: unopenedOf(state),
    recordConfirmed: state.record.confirmedAt !== undefined,
  };
};

/** A session that the workspace has decided on and whose stream is not there yet: a matter of milliseconds. */
export const summaryOfEntry = (entry: SessionEntry, language: 'zh' | 'en'): SessionSummary => ({
  session: entry.session,
  ...(entry.programme === undefined ? {} : { programme: entry.programme }),
  title: entry.title,
  startsAt: entry.startsAt,
  place: '',
  language,
  status: 'prepared',
  code: entry.code,
  run: entry.run,
  talks: [],
  judges: 0,
  unopened: [],
  recordConfirmed: false,
});

const talkOf = (state: SessionState, item: Item): Talk => {
  const person = item.speaker === undefined ? undefined : state.people.participants[item.speaker];
  const name = shown(person?.name);
  return {
    talk: item.item,
    title: item.title,
    ...(name === undefined ? {} : { speaker: name }),
    ...(person?.member === undefined ? {} : { member: person.member }),
    minutes: Math.round(item.planned / 60_000),
    deck: state.decks.decks[item.item] !== undefined,
    done: wasGiven(state, item),
    remote: item.remote === true,
  };
};

/** OR1: a talk has been given once its clock has run and the session has gone on to another item, or has ended. */
const wasGiven = (state: SessionState, item: Item): boolean => {
  if (item.status === 'done') return true;
  const clock = state.countdown.clocks[item.item];
  const ran = clock !== undefined && (clock.status === 'running' || spent(clock, 0) > 0);
  const { status } = state.info;
  return ran && (status === 'ended' || status === 'closed' || state.order.current !== item.item);
};

/** Speakers and judges who have not opened any of the links that they hold in that role. */
const unopenedOf = (state: SessionState): Unopened[] => {
  const waiting = new Map<string, Unopened>();
  const opened = new Set<string>();
  for (const link of Object.values(state.people.links)) {
    if (link.role !== 'speaker' && link.role !== 'judge') continue;
    const key = `${link.role} ${link.participant}`;
    if (link.openedAt !== undefined) opened.add(key);
    else if (link.revokedAt === undefined && stillNeeded(state, link.participant, link.role)) {
      const name = shown(state.people.participants[link.participant]?.name);
      waiting.set(key, name === undefined ? { role: link.role } : { role: link.role, name });
    }
  }
  return [...waiting].filter(([key]) => !opened.has(key)).map(([, one]) => one);
};

/** Somebody who was taken off the running order or the panel keeps a link that nobody waits for. */
const stillNeeded = (state: SessionState, participant: string, role: Role): boolean =>
  role === 'judge'
    ? panelOf(state, participant) !== undefined
    : Object.values(state.order.items).some((one) => one.speaker === participant);

/** An erased person shows no name. */
export const shown = (name: string | undefined): string | undefined => (name === ERASED ? undefined : name);
