import { Exact } from './exact.ts';
import { checkMark } from './marks.ts';
import type { RuleProblem } from './problem.ts';
import type { Criterion, Rubric } from './rubric.ts';

/** Everything that is wrong with a rubric, criterion by criterion; `at` is where it stands in what is checked. */
export function checkRubric(rubric: Rubric, at = 'rubric'): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (rubric.criteria.length === 0) problems.push({ problem: 'no-criteria', at: `${at}.criteria` });
  const seen = new Set<string>();
  for (const criterion of rubric.criteria) {
    const place = `${at}.criteria.${criterion.id}`;
    if (seen.has(criterion.id)) problems.push({ problem: 'duplicate-criterion', at: place });
    seen.add(criterion.id);
    problems.push(...checkCriterion(criterion, place));
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
  return problems.length > 0 ? problems : checkExtras(criterion, min, step, at);
}

/** What helps a form, once the scale itself is sound. */
function checkExtras(criterion: Criterion, min: Exact, step: Exact, at: string): RuleProblem[] {
  const { base, anchors = [], decimals } = criterion;
  const problems: RuleProblem[] = [];
  if (base !== undefined && checkMark(criterion, base)) problems.push({ problem: 'base-not-a-mark', at: `${at}.base` });
  for (const { mark } of anchors) {
    if (checkMark(criterion, mark))
      problems.push({ problem: 'anchor-not-a-mark', at: `${at}.anchors`, detail: { mark } });
  }
  const cut = (value: Exact): boolean =>
    decimals !== undefined && value.round({ mode: 'truncate', decimals }).compare(value) !== 0;
  if (cut(step) || cut(min)) problems.push({ problem: 'decimals-coarser-than-step', at: `${at}.decimals` });
  return problems;
}
