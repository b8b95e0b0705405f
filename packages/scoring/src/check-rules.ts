import { Exact } from './exact.ts';
import type { Criterion, RuleProblem, RuleSet, Rubric } from './rules.ts';

/** More decimals than this are refused: no jury reads them. */
const MOST_DECIMALS = 10;

/** Everything that is wrong with a rule set; empty when `scoreTalk` may use it. */
export function checkRules(rules: RuleSet): RuleProblem[] {
  const counts: [string, number | undefined][] = [
    ['trim.high', rules.trim.high],
    ['trim.low', rules.trim.low],
    ['rounding.judge.decimals', rules.rounding.judge?.decimals],
    ['rounding.mean.decimals', rules.rounding.mean.decimals],
    ['rounding.total.decimals', rules.rounding.total.decimals],
  ];
  const notCounts = counts.filter(([at, count]) => count !== undefined && !isCount(count, at));
  return [...checkRubric(rules.rubric), ...notCounts.map(([at]) => ({ problem: 'not-a-count' as const, at }))];
}

/** Everything that is wrong with a rubric, criterion by criterion. */
export function checkRubric(rubric: Rubric): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (rubric.criteria.length === 0) problems.push({ problem: 'no-criteria', at: 'rubric.criteria' });
  const seen = new Set<string>();
  for (const criterion of rubric.criteria) {
    const at = `rubric.criteria.${criterion.id}`;
    if (seen.has(criterion.id)) problems.push({ problem: 'duplicate-criterion', at });
    seen.add(criterion.id);
    problems.push(...checkCriterion(criterion, at));
  }
  return problems;
}

function checkCriterion(criterion: Criterion, at: string): RuleProblem[] {
  const [min, max, step, weight] = [criterion.min, criterion.max, criterion.step, criterion.weight].map((decimal) =>
    Exact.parse(decimal),
  );
  if (!min || !max || !step || !weight) {
    return (['min', 'max', 'step', 'weight'] as const)
      .filter((field) => !Exact.parse(criterion[field]))
      .map((field) => ({ problem: 'not-a-decimal', at: `${at}.${field}` }));
  }
  const problems: RuleProblem[] = [];
  const stepIsPositive = step.compare(Exact.zero) > 0;
  if (max.compare(min) <= 0) problems.push({ problem: 'empty-range', at: `${at}.max` });
  if (!stepIsPositive) problems.push({ problem: 'step-not-positive', at: `${at}.step` });
  else if (!max.minus(min).isMultipleOf(step)) problems.push({ problem: 'range-not-in-steps', at: `${at}.step` });
  if (weight.isNegative) problems.push({ problem: 'negative-weight', at: `${at}.weight` });
  return problems;
}

function isCount(count: number, at: string): boolean {
  return Number.isSafeInteger(count) && count >= 0 && (!at.endsWith('decimals') || count <= MOST_DECIMALS);
}
