import { Exact } from './exact.ts';
import type { Marks } from './marks.ts';
import { checkMarks } from './marks.ts';
import type { RuleSet } from './rules.ts';
import type { Sheet, Step, TalkInput, TalkResult } from './talk.ts';
import type { JudgeValue } from './trim.ts';
import { trim } from './trim.ts';

/**
 * From one talk's sheets to its total. The order in which sheets are given changes nothing. Marks must have passed
 * `checkMarks`: a bad one, or two sheets by one judge, throws `RangeError`, since guessing would be worse.
 */
export function scoreTalk(rules: RuleSet, input: TalkInput): TalkResult {
  const steps: Step[] = [];
  const byJudge = sheetsByJudge(input.sheets);
  const expected = new Set(input.expectedJudges);
  for (const judge of [...byJudge.keys()].sort()) {
    if (!expected.has(judge)) steps.push({ kind: 'not-counted', judge });
  }

  const values: JudgeValue[] = [];
  const missing: string[] = [];
  for (const judge of expected) {
    const sheet = byJudge.get(judge);
    if (sheet) values.push(judgeTotal(rules, judge, sheet.marks, steps));
    else missing.push(judge);
  }
  if (missing.length > 0) steps.push({ kind: 'missing', judges: missing });

  const deducted = Exact.sum(input.deductions.map((deduction) => Exact.of(deduction.points)));
  const state = values.length === 0 ? 'none' : missing.length > 0 ? 'provisional' : 'complete';
  const kept = pool(rules, values, state === 'complete', steps);
  const dropped = new Map(kept?.dropped.map(({ value, end }) => [value.judge, end]));
  const result: TalkResult = {
    talk: input.talk,
    state,
    judgeTotals: values.map(({ judge, written: total }) => {
      const end = dropped.get(judge);
      return { judge, total, ...(end && { dropped: end }) };
    }),
    missing,
    deductionTotal: deducted.toString(),
    explanation: steps,
  };
  if (!kept) return result;

  const mean = meanOf(rules, kept.counted, steps);
  // A value is never rounded twice: where the total is coarser than the mean, it starts from the exact mean.
  const base = rules.rounding.total.decimals < rules.rounding.mean.decimals ? mean.exact : mean.rounded;
  for (const { id, reason, points } of input.deductions) steps.push({ kind: 'deduction', id, reason, points });
  const exact = base.minus(deducted);
  const rounding = rules.rounding.total;
  result.mean = mean.rounded.toFixed(rules.rounding.mean);
  result.total = exact.toFixed(rounding);
  steps.push({
    kind: 'total',
    mean: base === mean.exact ? base.toString() : result.mean,
    deducted: result.deductionTotal,
    exact: exact.toString(),
    total: result.total,
    rounding,
  });
  return result;
}

function sheetsByJudge(sheets: readonly Sheet[]): Map<string, Sheet> {
  const byJudge = new Map<string, Sheet>();
  for (const sheet of sheets) {
    if (byJudge.has(sheet.judge)) throw new RangeError(`two sheets by judge ${sheet.judge}`);
    byJudge.set(sheet.judge, sheet);
  }
  return byJudge;
}

function judgeTotal(rules: RuleSet, judge: string, marks: Marks, steps: Step[]): JudgeValue {
  const [problem] = checkMarks(rules.rubric, marks);
  if (problem) throw new RangeError(`sheet of ${judge}, ${problem.criterion}: ${problem.problem}`);
  let exact = Exact.zero;
  const parts = rules.rubric.criteria.map(({ id, weight }) => {
    const mark = marks[id] ?? '';
    const points = Exact.of(mark).times(Exact.of(weight));
    exact = exact.plus(points);
    return { criterion: id, mark, weight, points: points.toString() };
  });
  const rounding = rules.rounding.judge;
  const total = rounding ? exact.round(rounding) : exact;
  const written = rounding ? total.toFixed(rounding) : total.toString();
  steps.push({
    kind: 'judge-total',
    judge,
    parts,
    exact: exact.toString(),
    total: written,
    ...(rounding && { rounding }),
  });
  return { judge, total, written };
}

/** Which totals go into the mean, and which are struck out; undefined when the rules give no result. */
function pool(rules: RuleSet, values: JudgeValue[], complete: boolean, steps: Step[]) {
  const { high, low, tooFew } = rules.trim;
  if (values.length === 0) {
    steps.push({ kind: 'no-result', because: 'no-sheets' });
    return undefined;
  }
  const untrimmed = { counted: values, dropped: [] };
  if (high + low === 0) return untrimmed;
  const sheets = values.length;
  if (!complete) {
    steps.push({ kind: 'not-trimmed', because: 'provisional', sheets, high, low });
    return untrimmed;
  }
  const trimmed = trim(values, high, low);
  if (trimmed) {
    for (const { value, end } of trimmed.dropped) {
      steps.push({ kind: 'dropped', end, judge: value.judge, total: value.written });
    }
    return trimmed;
  }
  if (tooFew === 'none') {
    steps.push({ kind: 'no-result', because: 'too-few' });
    return undefined;
  }
  steps.push({ kind: 'not-trimmed', because: 'too-few', sheets, high, low });
  return untrimmed;
}

function meanOf(rules: RuleSet, counted: readonly JudgeValue[], steps: Step[]) {
  const rounding = rules.rounding.mean;
  const sum = Exact.sum(counted.map(({ total }) => total));
  const exact = sum.dividedBy(Exact.of(String(counted.length)));
  const rounded = exact.round(rounding);
  steps.push({
    kind: 'mean',
    totals: counted.map(({ written }) => written),
    sum: sum.toString(),
    count: counted.length,
    exact: exact.toString(),
    mean: rounded.toFixed(rounding),
    rounding,
  });
  return { exact, rounded };
}
