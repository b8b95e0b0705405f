import type { JuryView } from '@rostrum/domain';

/** Talks that are or were tied, with the newest ballot among them. */
export interface TieRow {
  readonly key: string;
  readonly talks: readonly string[];
  /** `wanted`: a ballot is to be opened, be it anew. */
  readonly state: 'wanted' | 'open' | 'done';
  readonly tie?: string;
  readonly voted: readonly string[];
}
const keyOf = (talks: readonly string[]): string => [...talks].sort().join(' ');

export const tieRows = ({ tied, ties }: Pick<JuryView, 'tied' | 'ties'>): TieRow[] => {
  const rows = new Map<string, TieRow>();
  const wanted = new Set(tied.map(keyOf));
  for (const talks of tied) rows.set(keyOf(talks), { key: keyOf(talks), talks, state: 'wanted', voted: [] });
  for (const { tie, talks, status, in: ballots } of Object.values(ties)) {
    const key = keyOf(talks);
    if (status === 'closed' && rows.get(key)?.state === 'open') continue;
    const state = status === 'open' ? 'open' : wanted.has(key) ? 'wanted' : 'done';
    rows.set(key, { key, talks, state, tie, voted: Object.keys(ballots) });
  }
  const rank = { open: 0, wanted: 1, done: 2 };
  return [...rows.values()].sort((a, b) => rank[a.state] - rank[b.state]);
};
