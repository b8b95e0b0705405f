import type { SessionSummary } from '@rostrum/protocol';

/** What a session still lacks before it can begin, each with the names that it concerns. */
export interface Lack {
  readonly kind: 'talks' | 'decks' | 'judges' | 'speaker-links' | 'judge-links';
  readonly count: number;
  readonly names: readonly string[];
}

export const lacksOf = (session: SessionSummary): Lack[] => {
  if (session.status === 'ended') return [];
  const lacks: Lack[] = [];
  const add = (kind: Lack['kind'], count: number, names: readonly (string | undefined)[] = []): void => {
    if (count > 0) lacks.push({ kind, count, names: names.filter((one) => one !== undefined) });
  };
  if (session.talks.length === 0) add('talks', 1);
  const bare = session.talks.filter((talk) => !talk.deck && !talk.done);
  add(
    'decks',
    bare.length,
    bare.map((talk) => talk.speaker ?? talk.title),
  );
  if (session.judges === 0) add('judges', 1);
  for (const role of ['speaker', 'judge'] as const) {
    const waiting = session.unopened.filter((one) => one.role === role);
    add(
      `${role}-links`,
      waiting.length,
      waiting.map((one) => one.name),
    );
  }
  return lacks;
};

/** After this long a session that nobody has started is no longer the next one. */
const FORGOTTEN = 12 * 3_600_000;

/** The session that runs, or the first that is to come; a missed one only when there is no other. */
export const nextSession = (sessions: readonly SessionSummary[], now: number): SessionSummary | undefined => {
  const open = [...sessions].filter((one) => one.status !== 'ended').sort((a, b) => a.startsAt - b.startsAt);
  return (
    open.find((one) => one.status === 'live') ??
    open.find((one) => one.startsAt > now - FORGOTTEN) ??
    open[open.length - 1]
  );
};

/** Whole days by the calendar on the wall, 0 for today, negative for days past. */
export const daysUntil = (instant: number, now: number): number => {
  const day = (at: number): number => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  };
  return day(instant) - day(now);
};

/** Where a session's row leads: what one does next there. */
export const hrefOf = (session: Pick<SessionSummary, 'session' | 'status'>): string => {
  const root = `/s/${session.session}/host/`;
  return session.status === 'live' ? root : `${root}${session.status === 'ended' ? 'record' : 'plan'}/`;
};
