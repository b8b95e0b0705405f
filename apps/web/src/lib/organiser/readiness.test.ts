import { expect, it } from 'vitest';
import type { SessionSummary } from '@rostrum/protocol';
import { daysUntil, hrefOf, lacksOf, nextSession } from './readiness.ts';

const talk = { talk: 't', title: '题', minutes: 12, deck: true, done: false, remote: false };
const session = (given: Partial<SessionSummary> = {}): SessionSummary => ({
  session: 's',
  title: '场',
  startsAt: 1_000,
  place: '',
  language: 'zh',
  status: 'prepared',
  code: '123456',
  run: 1,
  talks: [talk],
  judges: 3,
  unopened: [],
  recordConfirmed: false,
  ...given,
});
const HOUR = 3_600_000;

it('lacks nothing when decks, judges and links are there', () => expect(lacksOf(session())).toEqual([]));
it('names what is missing and whose it is', () => {
  const lacks = lacksOf(
    session({
      talks: [talk, { ...talk, deck: false, speaker: '沈路' }, { ...talk, deck: false, title: '未定' }],
      judges: 0,
      unopened: [{ role: 'judge', name: '白鹭' }, { role: 'speaker' }, { role: 'speaker', name: '高远' }],
    }),
  );
  expect(lacks).toEqual([
    { kind: 'decks', count: 2, names: ['沈路', '未定'] },
    { kind: 'judges', count: 1, names: [] },
    { kind: 'speaker-links', count: 2, names: ['高远'] },
    { kind: 'judge-links', count: 1, names: ['白鹭'] },
  ]);
});
it('a talk that has been given needs no deck, an empty session needs talks, an ended one nothing', () => {
  expect(lacksOf(session({ talks: [{ ...talk, deck: false, done: true }] }))).toEqual([]);
  expect(lacksOf(session({ talks: [] })).map((one) => one.kind)).toEqual(['talks']);
  expect(lacksOf(session({ talks: [], status: 'ended' }))).toEqual([]);
});
it('the next session is the one that runs, else the first to come, else the last that was missed', () => {
  const now = 100 * HOUR;
  const [missed, soon, later] = [50, 101, 200].map((at) => session({ session: String(at), startsAt: at * HOUR }));
  const live = session({ session: 'live', status: 'live', startsAt: 300 * HOUR });
  const ended = session({ session: 'ended', status: 'ended', startsAt: 101 * HOUR });
  const pick = (...all: (SessionSummary | undefined)[]) =>
    nextSession(
      all.filter((one) => one !== undefined),
      now,
    )?.session;
  expect(pick(later, missed, soon, ended, live)).toBe('live');
  expect(pick(later, missed, soon, ended)).toBe('101');
  expect(pick(missed, ended)).toBe('50');
  expect(pick(ended)).toBeUndefined();
});
it('counts days by the calendar, not by hours', () => {
  const evening = new Date(2026, 9, 30, 23, 30).getTime();
  expect(daysUntil(new Date(2026, 9, 31, 0, 10).getTime(), evening)).toBe(1);
  expect(daysUntil(new Date(2026, 9, 30, 0, 10).getTime(), evening)).toBe(0);
  expect(daysUntil(new Date(2026, 9, 28, 23, 59).getTime(), evening)).toBe(-2);
});
it('a row leads to what is next there', () => {
  const where = (status: SessionSummary['status']): string => hrefOf({ session: 'x', status });
  expect([where('prepared'), where('live'), where('ended')]).toEqual([
    '/s/x/host/plan/',
    '/s/x/host/',
    '/s/x/host/record/',
  ]);
});
