import { isPerson, type Participant } from '../people.ts';
import type { Instant, Role } from '../kernel.ts';
import type { Question } from '../questions.ts';
import type { SessionState } from '../session.ts';
import { given, personOf, questionOf, type PersonView, type QuestionView } from './parts.ts';

/** How many a page holds. */
export const PAGE_SIZE = 200;

/** Somebody who was present, guests included. */
export interface Attendance extends PersonView {
  /** The roles in which they were present. */
  roles: Role[];
  place?: 'hall' | 'afar';
  guest?: true;
  joinedAt: Instant;
  leftAt?: Instant;
}
export interface AttendancePage {
  people: Attendance[];
  /** Everyone who was ever present, by where they were; projectors are nobody. */
  totals: { hall: number; afar: number; unsaid: number };
  /** Where the next page begins; absent on the last. */
  next?: string;
}
export interface QuestionPage {
  questions: QuestionView[];
  of: number;
  next?: string;
}
/** A cursor is the instant and the id of the last item seen: both stay, so that no page is skipped or shown twice. */
type Cursor = readonly [at: Instant, id: string];

/**
 * Who was present, the earliest first, a page at a time: what the record prints and no view holds, since it grows
 * with the crowd. `undefined` when the cursor is none of ours.
 */
export const attendancePage = (state: SessionState, after?: string): AttendancePage | undefined => {
  const cursor = readCursor(after);
  if (!cursor) return undefined;
  const totals = { hall: 0, afar: 0, unsaid: 0 };
  const rest: (readonly [Cursor, Participant])[] = [];
  for (const one of Object.values(state.people.participants)) {
    if (one.joinedAt === undefined || !isPerson(one)) continue;
    totals[one.place ?? 'unsaid'] += 1;
    const place: Cursor = [one.joinedAt, one.participant];
    if (compare(place, cursor) > 0) rest.push([place, one]);
  }
  const { items, next } = pageOf(rest);
  return { people: items.map(attendanceOf), totals, ...given('next', next) };
};

/**
 * The questions of one status, the oldest first, a page at a time: the rest beyond those that the host's view
 * holds. An anonymous one carries no asker here either. `undefined` when the cursor is none of ours.
 */
export const questionPage = (
  state: SessionState,
  status: Question['status'],
  after?: string,
): QuestionPage | undefined => {
  const cursor = readCursor(after);
  if (!cursor) return undefined;
  const rest = Object.values(state.questions.items)
    .filter((one) => one.status === status)
    .map((one): readonly [Cursor, Question] => [[one.askedAt, one.question], one])
    .filter(([place]) => compare(place, cursor) > 0);
  const { items, next } = pageOf(rest);
  return {
    questions: items.map((one) => questionOf(state, one)),
    of: state.questions.counts[status],
    ...given('next', next),
  };
};

const attendanceOf = (person: Participant): Attendance => ({
  ...personOf(person, person.participant),
  roles: [...(person.present ?? [])],
  ...given('place', person.place),
  ...(person.guest ? { guest: true as const } : {}),
  joinedAt: person.joinedAt ?? 0,
  ...given('leftAt', person.leftAt),
});

const pageOf = <T>(rest: (readonly [Cursor, T])[]): { items: T[]; next?: string } => {
  const page = rest.sort(([a], [b]) => compare(a, b)).slice(0, PAGE_SIZE);
  const last = page[page.length - 1];
  return {
    items: page.map(([, item]) => item),
    ...(last && rest.length > page.length ? { next: last[0].join('.') } : {}),
  };
};

const compare = (a: Cursor, b: Cursor): number => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);

const START: Cursor = [-1, ''];
const readCursor = (text: string | undefined): Cursor | undefined => {
  if (text === undefined) return START;
  const match = /^(\d{1,16})\.([A-Za-z0-9_-]{1,64})$/.exec(text);
  return match ? [Number(match[1]), match[2] ?? ''] : undefined;
};
