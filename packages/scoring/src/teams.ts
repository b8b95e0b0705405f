import type { Contest } from './contest.ts';
import { Exact } from './exact.ts';
import { groupEqual } from './rank.ts';
import type { TeamRules } from './ranking-rules.ts';
import type { TalkResult, TeamResult } from './result.ts';

interface Team {
  readonly team: string;
  readonly totals: readonly { talk: string; total: Exact }[];
  readonly left: readonly string[];
  readonly sum: Exact | undefined;
}

/** Teams, best first; those without a result last. Totals of talks that compete, best first; equal ones in running order. */
export function rankTeams(rules: TeamRules, contest: Contest, talks: readonly TalkResult[]): TeamResult[] {
  const byTeam = new Map<string, { talk: string; total: Exact }[]>();
  for (const [at, { team }] of contest.entries.entries()) {
    const result = talks[at];
    if (team === undefined || result?.status === 'withdrawn') continue;
    const totals = byTeam.get(team) ?? [];
    byTeam.set(team, totals);
    if (result?.total !== undefined && (result.status === 'competing' || result.status === 'forfeit')) {
      totals.push({ talk: result.talk, total: Exact.of(result.total) });
    }
  }
  const teams = [...byTeam].map(([team, totals]) => teamOf(rules, team, totals));
  const scored = teams.filter((team) => team.sum !== undefined);
  const without = teams.filter((team) => team.sum === undefined);
  const groups = groupEqual(scored, (team) => team.sum ?? Exact.zero).flatMap((group) =>
    rules.ties === 'best-speaker' ? bySpeakers(group, 0) : [group],
  );
  let better = 0;
  const ranked = groups.flatMap((group) => {
    const rank = better + 1;
    better += group.length;
    return group.map((team) => resultOf(rules, team, rank, group.length > 1));
  });
  return [...ranked, ...without.map((team) => resultOf(rules, team, undefined, false))];
}

function teamOf(rules: TeamRules, team: string, all: readonly { talk: string; total: Exact }[]): Team {
  const sorted = groupEqual(all, (one) => one.total).flat();
  const best = rules.best ?? sorted.length;
  const totals = sorted.slice(0, best);
  const left = sorted.slice(best).map((one) => one.talk);
  const enough = totals.length > 0 && (rules.tooFew === 'what-there-is' || totals.length >= best);
  if (!enough) return { team, totals, left, sum: undefined };
  const sum = Exact.sum(totals.map((one) => one.total));
  const exact = rules.take === 'mean' ? sum.dividedBy(Exact.whole(totals.length)) : sum;
  return { team, totals, left, sum: exact.round(rules.rounding) };
}

function bySpeakers(teams: readonly Team[], at: number): Team[][] {
  const most = Math.max(...teams.map((team) => team.totals.length));
  if (teams.length < 2 || at >= most) return [[...teams]];
  const groups = groupEqual(teams, (team) => team.totals[at]?.total ?? Exact.of('-1000000000'));
  return groups.flatMap((group) => bySpeakers(group, at + 1));
}

function resultOf(
  rules: TeamRules,
  { team, totals, left, sum }: Team,
  rank: number | undefined,
  tied: boolean,
): TeamResult {
  return {
    team,
    ...(sum && { total: sum.toFixed(rules.rounding) }),
    ...(rank !== undefined && { rank }),
    tied,
    counted: totals.map((one) => one.talk),
    left: [...left],
  };
}
