import { checkRubric } from './check-rubric.ts';
import { Exact } from './exact.ts';
import type { Conversion, Panel, Pool } from './panel-rules.ts';
import type { RuleProblem } from './problem.ts';

/** Everything that is wrong with one panel. */
export function checkPanel(panel: Panel, at: string): RuleProblem[] {
  const { ballot, pool, convert } = panel;
  const problems: RuleProblem[] = [];
  if (isNegative(panel.weight)) problems.push({ problem: 'negative-weight', at: `${at}.weight` });
  if (ballot.kind === 'marks') problems.push(...checkRubric(ballot.rubric, `${at}.ballot.rubric`));
  if (ballot.kind === 'places') {
    if (ballot.points.length === 0) problems.push({ problem: 'no-points', at: `${at}.ballot.points` });
    if (ballot.points.some((points, place) => less(ballot.points[place - 1], points))) {
      problems.push({ problem: 'points-rise', at: `${at}.ballot.points` });
    }
  }
  if (ballot.kind === 'picks' && ballot.least > ballot.most) {
    problems.push({ problem: 'least-above-most', at: `${at}.ballot.least` });
  }
  const { size } = panel;
  if (size && size.least > size.most) problems.push({ problem: 'least-above-most', at: `${at}.size.least` });
  const single = ballot.kind === 'picks' || ballot.kind === 'tally';
  if (!single && pool === undefined) problems.push({ problem: 'pool-needed', at: `${at}.pool` });
  if (single && pool !== undefined) problems.push({ problem: 'pool-not-for-this-ballot', at: `${at}.pool` });
  if (pool) problems.push(...checkPool(pool, ballot.kind === 'marks', `${at}.pool`));
  if (convert) problems.push(...checkConversion(convert, `${at}.convert`));
  return problems;
}

function checkPool(pool: Pool, hasCriteria: boolean, at: string): RuleProblem[] {
  if (pool.kind !== 'trimmed') return [];
  const problems: RuleProblem[] = [];
  if (pool.over === 'criteria' && !hasCriteria) {
    problems.push({ problem: 'criteria-of-one-rubric-only', at: `${at}.over` });
  }
  if (pool.trims.length === 0) problems.push({ problem: 'no-trims', at: `${at}.trims` });
  const seen = new Set<number>();
  pool.trims.forEach(({ from, high, low }, index) => {
    const place = `${at}.trims.${index}`;
    if (high + low >= from) problems.push({ problem: 'trim-leaves-nothing', at: place, detail: { from, high, low } });
    if (seen.has(from)) problems.push({ problem: 'duplicate-trim', at: place, detail: { from } });
    seen.add(from);
  });
  return problems;
}

function checkConversion(convert: Conversion, at: string): RuleProblem[] {
  const notPositive = (field: string, value: string): RuleProblem[] =>
    less('0', value) ? [] : [{ problem: 'not-positive', at: `${at}.${field}`, detail: { value } }];
  switch (convert.kind) {
    case 'times':
      return notPositive('factor', convert.factor);
    case 'by-rank':
      return [
        ...notPositive('first', convert.first),
        ...(isNegative(convert.less) ? notPositive('less', convert.less) : []),
        ...(less(convert.first, convert.least) ? [{ problem: 'least-above-most' as const, at: `${at}.least` }] : []),
      ];
    default:
      return notPositive('full', convert.full);
  }
}

/** Whether a is less than b; false when either is absent or no decimal (which has a problem of its own). */
export function less(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [a, b].map((decimal) => (decimal === undefined ? undefined : Exact.parse(decimal)));
  return left !== undefined && right !== undefined && left.compare(right) < 0;
}

function isNegative(decimal: string): boolean {
  return less(decimal, '0');
}
