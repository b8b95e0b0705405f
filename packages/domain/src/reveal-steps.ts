import { compareDecimals, explain, formatDecimal, type Result } from '@rostrum/scoring';
import { isLive, isOpened } from './holding.ts';
import { judgingOf } from './judging-state.ts';
import { entry, refuse, type Refusal } from './kernel.ts';
import { isSettled, ranksAmong, resultsOf, talkResult, type TalkResult } from './results.ts';
import type { PublicResult, RevealStep } from './reveal.ts';
import { judgedPanels } from './rules.ts';
import { byMark, inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';

/** RV2, talk by talk: the marks, the struck-out ones, the mean, other panels, the deduction with the total, the rank so far. */
export const talkSteps = (state: SessionState, talk: string): RevealStep[] | Refusal => {
  const item = entry(state.order.items, talk);
  if (!item) return refuse('unknown-item');
  if (!isOpened(state, talk)) return refuse('results-not-open', { talk: item.title });
  if (!isSettled(state, talk)) return refuse('result-not-settled', { talk: item.title });
  const results = resultsOf(state);
  const result = talkResult(state, results, talk);
  if (result.total === undefined) return refuse('no-result', { talk: item.title });
  // By size, so that nothing points at a judge.
  const marks = [...result.judgeTotals]
    .sort(byMark)
    .map((one) => (one.dropped ? { total: one.total, dropped: one.dropped } : { total: one.total }));
  const known = (one: string): boolean =>
    isLive(state, one) ? isSettled(state, one) : state.reveal.public[one]?.total !== undefined;
  const rank = ranksAmong(results, (one) => one === talk || known(one)).find((one) => one.talk === talk);
  const steps: RevealStep[] = [];
  if (marks.length > 0) steps.push({ kind: 'marks', talk, marks: marks.map(({ total }) => ({ total })) });
  if (marks.some((one) => 'dropped' in one)) steps.push({ kind: 'dropped', talk, marks });
  if (result.mean !== undefined) steps.push({ kind: 'mean', talk, mean: result.mean });
  const parts = partsOf(state, results, talk);
  steps.push(...parts.map((part) => ({ kind: 'part' as const, talk, ...part })));
  steps.push({ kind: 'total', talk, ...adjustedBy(state, result, parts), total: result.total });
  if (rank) steps.push({ kind: 'rank', talk, total: result.total, rank: rank.rank, tied: rank.tied });
  return steps;
};

/** What panels give to a talk's total: those beside the leading one, and that one where its mean is not what counts. */
export const partsOf = (
  state: SessionState,
  results: Result,
  talk: string,
): { panel: string; name?: string; value: string; points: string }[] => {
  const [leading] = judgedPanels(state.judging.rules);
  const { panels } = state.judging.rules.set;
  return (explain(results).get(talk) ?? []).flatMap((step) => {
    if (step.kind !== 'weighted') return [];
    const panel = panels.find((one) => one.id === step.panel);
    const whole = panel?.convert === undefined && compareDecimals(step.weight, '1') === 0;
    if (step.panel === leading?.id && whole) return [];
    const value = talkResult(state, results, talk).panels.find((one) => one.panel === step.panel)?.value ?? step.value;
    const name = panel?.name === undefined ? {} : { name: panel.name };
    return [{ panel: step.panel, ...name, value: shown(value), points: shown(step.points) }];
  });
};
/** A fraction out of an explanation is not for a hall; four decimals are more than any announces. */
const shown = (value: string): string => (value.includes('/') ? formatDecimal(value, 4) : value);

/** RV8: deduction and bonus as the hall learns of them; `within` where one of the figures before the total holds them already. */
export const adjustedBy = (
  { judging }: SessionState,
  { deductionTotal: deduction, bonusTotal }: TalkResult,
  parts: readonly { readonly panel: string }[],
): Pick<PublicResult, 'bonus' | 'within'> & { deduction: string } => {
  const at = judging.rules.set.adjust?.at;
  const bonus = bonusTotal === '0' ? {} : { bonus: bonusTotal };
  const nothing = deduction === '0' && bonusTotal === '0';
  if (nothing || at === undefined || at.stage === 'total') return { deduction, ...bonus };
  const within = at.stage === 'judge' || parts.some(({ panel }) => panel === at.panel);
  return { deduction, ...bonus, ...(within ? { within } : {}) };
};

/** The results of a ceremony, from what is open and settled. */
const settledResults = (state: SessionState): { results: Result; admitted: ReadonlySet<string> } | Refusal => {
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk' && judgingOf(state, one.item).order > 0);
  for (const one of talks) {
    if (!isOpened(state, one.item)) return refuse('results-not-open', { talk: one.title });
    if (!isSettled(state, one.item)) return refuse('result-not-settled', { talk: one.title });
  }
  return { results: resultsOf(state), admitted: new Set(talks.map((one) => one.item)) };
};

/** RV2: the standings, from the last place up, with the tier that a place has. */
export const rankingSteps = (state: SessionState): RevealStep[] | Refusal => {
  const settled = settledResults(state);
  if ('ok' in settled) return settled;
  const { results, admitted } = settled;
  const ranks = ranksAmong(results, (talk) => admitted.has(talk));
  if (ranks.length === 0) return refuse('nothing-to-reveal');
  const names = awardNames(state);
  const tiers = new Set((state.judging.rules.set.awards?.tiers ?? []).map((one) => one.id));
  return ranks
    .map(({ talk, rank, tied }): RevealStep => {
      const award = results.awards.find((one) => tiers.has(one.award) && one.talks.includes(talk))?.award;
      const named = award === undefined ? {} : { award: names.get(award) ?? award };
      return { kind: 'rank', talk, total: totalOf(results, talk), rank, tied, ...named };
    })
    .reverse();
};

/** RV6: tier by tier, the lowest first; then what there is beside the tiers. */
export const awardSteps = (state: SessionState): RevealStep[] | Refusal => {
  const settled = settledResults(state);
  if ('ok' in settled) return settled;
  const { results, admitted } = settled;
  const names = awardNames(state);
  const ranks = ranksAmong(results, (talk) => admitted.has(talk));
  const step = (award: string, talks: readonly string[]): RevealStep[] => {
    const all = ranks
      .filter((one) => talks.includes(one.talk))
      .map(({ talk, rank, tied }) => {
        const place = { talk, total: totalOf(results, talk), rank };
        return tied ? { ...place, tied: true as const } : place;
      });
    const [first] = all;
    return first ? [{ kind: 'award', talk: first.talk, award: names.get(award) ?? award, all }] : [];
  };
  const talksOf = (award: string) => results.awards.find((one) => one.award === award)?.talks ?? [];
  const { tiers = [], special = [] } = state.judging.rules.set.awards ?? {};
  const steps = [
    ...[...tiers].reverse().flatMap(({ id }) => step(id, talksOf(id))),
    ...special.flatMap(({ id }) => step(id, talksOf(id))),
  ];
  return steps.length > 0 ? steps : refuse('no-awards');
};

const awardNames = ({ judging }: SessionState): ReadonlyMap<string, string> => {
  const { tiers = [], special = [] } = judging.rules.set.awards ?? {};
  return new Map([...tiers, ...special].map(({ id, name }) => [id, name ?? id]));
};
const totalOf = (results: Result, talk: string): string => results.talks.find((one) => one.talk === talk)?.total ?? '0';
