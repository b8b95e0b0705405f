import { awardTiers, bestOf, seatsOf } from './awards.ts';
import type { PlaceGroup } from './awards.ts';
import type { Contest, Entry } from './contest.ts';
import { Exact } from './exact.ts';
import type { Talk } from './field.ts';
import { fieldsOf, fileContest, talkOf } from './field.ts';
import { writtenTotal } from './judge-values.ts';
import { criterionValue } from './panel-value.ts';
import type { PanelValue } from './panel-value.ts';
import { plan } from './plan.ts';
import { groupEqual, ranksOf } from './rank.ts';
import type { PanelResult, Result, State, TalkResult } from './result.ts';
import type { RuleSet } from './rules.ts';
import { rankTeams } from './teams.ts';
import type { Tied } from './ties.ts';
import { partTied } from './ties.ts';
import type { Total } from './total.ts';
import { competes, totalOf } from './total.ts';

/**
 * From everything handed in to totals, places, awards and teams. The same contest gives the same result whatever order
 * its sheets are in. What people can get wrong is to be found before by `checkRules` and `checkContest`: a bad mark, or
 * two sheets by one judge for one talk, throws `RangeError`, since guessing would be worse. `explain` says how each
 * figure came about.
 */
export function score(rules: RuleSet, contest: Contest): Result {
  const planned = plan(rules);
  const files = fileContest(planned, contest);
  const talks = contest.entries.map((entry) => talkOf(planned, files, entry));
  const fields = fieldsOf(planned, talks);
  const totals = talks.map((talk) => totalOf(planned, talk.panels, fields, talk.adjusted, undefined));
  const results = talks.map((talk, at) => talkResult(rules, talk, totals[at]));

  const ties: Result['ties'][number][] = [];
  const ranked = talks.flatMap(({ entry, adjusted, panels }, at) => {
    const total = totals[at];
    if (isZeroForfeit(rules, entry)) {
      return [{ talk: entry.talk, fine: Exact.zero, total: Exact.zero, deducted: Exact.zero, panels }];
    }
    if (!competes(entry) || !total) return [];
    return [{ talk: entry.talk, fine: total.fine, total: total.total, deducted: adjusted.deducted, panels }];
  });
  const groups = groupEqual(ranked, (one) => one.total).flatMap((group) =>
    partTied(rules, contest, group, (step) => ties.push(step)).map((parted) => place(parted, group[0]?.total)),
  );
  const entries = contest.entries.filter(isEntered).length;
  return {
    rules,
    contest,
    talks: results,
    ranking: ranksOf(groups.map((group) => group.talks)),
    ties,
    awards: awardsOf(rules, groups, talks, entries),
    teams: rules.teams ? rankTeams(rules.teams, contest, results) : [],
    advancing: rules.advance ? bestOf(groups, seatsOf(rules.advance.most, entries), rules.advance.overfull) : [],
  };
}

function place(talks: readonly Tied[], total: Exact | undefined): PlaceGroup {
  return { talks: talks.map((one) => one.talk), total: total ?? Exact.zero };
}

/** Of these, awards and rounds take a part. */
function isEntered({ status }: Entry): boolean {
  return status !== 'withdrawn' && status !== 'out-of-competition';
}

function isZeroForfeit(rules: RuleSet, { status }: Entry): boolean {
  return status === 'forfeit' && rules.forfeit === 'zero';
}

function awardsOf(
  rules: RuleSet,
  groups: readonly PlaceGroup[],
  talks: readonly Talk[],
  entries: number,
): Result['awards'] {
  const { awards } = rules;
  if (!awards) return [];
  const competing = talks.filter(({ entry }) => competes(entry));
  const special = (awards.special ?? []).map(({ id, panel, criterion }) => {
    const values = competing.flatMap(({ entry, panels }) => {
      const found = panels.find(({ plan: one }) => one.panel.id === panel);
      const value = found && criterionValue(found, criterion);
      return value ? [{ talk: entry.talk, value }] : [];
    });
    const [best = []] = groupEqual(values, (one) => one.value);
    return { award: id, talks: best.map((one) => one.talk) };
  });
  return [...awardTiers(awards, groups, entries), ...special];
}

/** One talk's result out of what was computed of it. */
function talkResult(rules: RuleSet, { entry, adjusted, panels }: Talk, total: Total | undefined): TalkResult {
  const status = entry.status ?? 'competing';
  const written = isZeroForfeit(rules, entry) ? Exact.zero.toFixed(rules.rounding) : total?.written;
  return {
    talk: entry.talk,
    status,
    state: stateOf(panels),
    panels: panels.map((panel, at) => panelResult(panel, total?.converted[at])),
    deductionTotal: adjusted.deducted.toString(),
    bonusTotal: adjusted.added.toString(),
    ...(hasTotal(rules, entry) && written !== undefined && { total: written }),
  };
}

/** Who was forfeit, disqualified or withdrawn has no total, whatever sheets are in. */
export function hasTotal(rules: RuleSet, entry: Entry): boolean {
  return competes(entry) || entry.status === 'out-of-competition' || isZeroForfeit(rules, entry);
}

function stateOf(panels: readonly PanelValue[]): State {
  if (panels.every((panel) => panel.state === 'complete')) return 'complete';
  return panels.every((panel) => panel.state === 'none') ? 'none' : 'provisional';
}

function panelResult(
  { plan: planned, state, judges, dropped, missing, out, pooled }: PanelValue,
  converted: Total['converted'][number] | undefined,
): PanelResult {
  const { panel } = planned;
  return {
    panel: panel.id,
    state,
    judgeTotals: judges.map((one) => {
      const end = dropped.get(one);
      return end
        ? { judge: one.judge, total: writtenTotal(planned, one), dropped: end }
        : { judge: one.judge, total: writtenTotal(planned, one) };
    }),
    missing: [...missing],
    out: [...out],
    ...(pooled && { value: pooled.written }),
    ...(panel.convert && converted && { converted: converted.written }),
    ...(converted?.place !== undefined && { place: converted.place }),
  };
}
