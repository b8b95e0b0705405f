import type { JuryView, TalkMatrix } from '@rostrum/domain';
import { newestFirst } from './version-changes.ts';

interface StandingRow {
  readonly talk: string;
  readonly status: NonNullable<TalkMatrix['standing']>['status'];
  readonly rank?: number;
  readonly tied: boolean;
  readonly total?: string;
  /** By name. */
  readonly awards: readonly string[];
  readonly advances: boolean;
}
export interface Standings {
  readonly rows: readonly StandingRow[];
  readonly teams: readonly { readonly team: string; readonly total?: string; readonly rank?: number }[];
}
type Known = Pick<JuryView, 'final' | 'versions' | 'outcome' | 'judging' | 'rules'>;

/** The final version where there is one, else the result as it stands; none while marks are held. */
export const standingsOf = (view: Known): Standings | undefined => {
  const { tiers = [], special = [] } = view.rules.set.awards ?? {};
  const named = new Map([...tiers, ...special].map(({ id, name }) => [id, name ?? id]));
  const names = (ids: readonly string[]): string[] => ids.map((id) => named.get(id) ?? id);
  const [newest] = newestFirst(view.versions);
  if (view.final && newest) {
    const rows = newest.rows.map(({ talk, status, total, rank, tied, awards }): StandingRow => ({
      talk,
      status,
      tied: tied === true,
      awards: names(awards),
      advances: newest.advancing.includes(talk),
      ...(total === undefined ? {} : { total }),
      ...(rank === undefined ? {} : { rank }),
    }));
    return { rows: byRank(rows), teams: newest.teams };
  }
  const { outcome } = view;
  if (!outcome) return undefined;
  const rows = Object.values(view.judging).map(({ talk, standing, result }): StandingRow => {
    const place = outcome.ranking.find((one) => one.talk === talk);
    const awards = outcome.awards.filter((one) => one.talks.includes(talk)).map((one) => one.award);
    return {
      talk,
      status: result?.status ?? standing?.status ?? 'competing',
      tied: place?.tied === true,
      awards: names(awards),
      advances: outcome.advancing.includes(talk),
      ...(result?.total === undefined ? {} : { total: result.total }),
      ...(place === undefined ? {} : { rank: place.rank }),
    };
  });
  return { rows: byRank(rows), teams: outcome.teams };
};
const byRank = (rows: readonly StandingRow[]): StandingRow[] =>
  [...rows].sort((a, b) => (a.rank ?? 1e6) - (b.rank ?? 1e6));
