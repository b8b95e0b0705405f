import type { JudgingRules } from '@rostrum/domain';
import { checkRubric } from '@rostrum/scoring';

/** Judging rules while they are being written: figures as text, just as they stand in the fields. */
export interface CriterionDraft {
  readonly id: string;
  name: string;
  hint: string;
  min: string;
  max: string;
  step: string;
  weight: string;
}
export interface RulesDraft {
  title: string;
  criteria: CriterionDraft[];
  commentRequired: boolean;
  high: string;
  low: string;
  tooFew: 'mean' | 'none';
  decimals: string;
  overTime: 'none' | 'flat' | 'per-started-unit';
  free: string;
  unit: string;
  points: string;
  cap: string;
  opens: 'with-talk' | 'by-host';
  /** What the form does not show and must not lose. */
  kept: Pick<JudgingRules, 'rubric' | 'rounding' | 'underTime'>;
}

export const rulesDraftOf = ({ rubric, trim, rounding, overTime, underTime, opens }: JudgingRules): RulesDraft => ({
  title: rubric.title,
  criteria: rubric.criteria.map((one) => ({ ...one, hint: one.hint ?? '' })),
  commentRequired: rubric.commentRequired === true,
  high: String(trim.high),
  low: String(trim.low),
  tooFew: trim.tooFew,
  decimals: String(rounding.total.decimals),
  overTime: overTime?.kind ?? 'none',
  free: String(overTime?.freeSeconds ?? 0),
  unit: String(overTime?.kind === 'per-started-unit' ? overTime.unitSeconds : 30),
  points: overTime?.points ?? '0.2',
  cap: overTime?.kind === 'per-started-unit' ? (overTime.cap ?? '') : '',
  opens,
  kept: { rubric, rounding, ...(underTime ? { underTime } : {}) },
});

export const newCriterion = (id: string): CriterionDraft => ({
  id,
  name: '',
  hint: '',
  min: '0',
  max: '20',
  step: '0.5',
  weight: '1',
});

/** What is wrong in the form: where, and what. Words for it are in `problems.ts`. */
export interface Problem {
  /** `criteria.<id>.<field>`, or the name of the field. */
  readonly at: string;
  readonly code:
    | 'missing'
    | 'not-a-number'
    | 'empty-range'
    | 'step-not-positive'
    | 'range-not-in-steps'
    | 'negative-weight'
    | 'no-criteria'
    | 'too-many'
    | 'bad-date'
    | 'out-of-range';
  readonly detail?: { readonly min?: number; readonly max?: number };
}
const DECIMAL = /^-?\d{1,9}(\.\d{1,9})?$/;
/** Full-width figures and commas come from an input method left on. */
export const plainFigure = (text: string): string => text.normalize('NFKC').trim().replace(',', '.').replace('。', '.');

export const wholeProblem = (at: string, text: string, min: number, max: number): Problem[] => {
  const value = plainFigure(text);
  const good = /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max;
  return good ? [] : [{ at, code: 'out-of-range', detail: { min, max } }];
};

export const rulesProblems = (draft: RulesDraft): Problem[] => {
  const problems: Problem[] = [];
  if (draft.title.trim() === '') problems.push({ at: 'rubric', code: 'missing' });
  if (draft.criteria.length > 12) problems.push({ at: 'criteria', code: 'too-many', detail: { max: 12 } });
  for (const one of draft.criteria) {
    if (one.name.trim() === '') problems.push({ at: `criteria.${one.id}.name`, code: 'missing' });
    for (const field of ['min', 'max', 'step', 'weight'] as const)
      if (!DECIMAL.test(plainFigure(one[field])))
        problems.push({ at: `criteria.${one.id}.${field}`, code: 'not-a-number' });
  }
  if (!problems.some((one) => one.code === 'not-a-number'))
    for (const { problem, at } of checkRubric({ criteria: criteriaOf(draft) }))
      problems.push({ at: at.replace(/^rubric\./, ''), code: problem as Problem['code'] });
  problems.push(
    ...wholeProblem('high', draft.high, 0, 5),
    ...wholeProblem('low', draft.low, 0, 5),
    ...wholeProblem('decimals', draft.decimals, 0, 6),
  );
  if (draft.overTime !== 'none') {
    problems.push(...wholeProblem('free', draft.free, 0, 3600));
    if (!positive(draft.points)) problems.push({ at: 'points', code: 'not-a-number' });
  }
  if (draft.overTime === 'per-started-unit') {
    problems.push(...wholeProblem('unit', draft.unit, 1, 3600));
    if (draft.cap.trim() !== '' && !positive(draft.cap)) problems.push({ at: 'cap', code: 'not-a-number' });
  }
  return problems;
};
const positive = (text: string): boolean => DECIMAL.test(plainFigure(text)) && Number(plainFigure(text)) >= 0;

const criteriaOf = (draft: RulesDraft): JudgingRules['rubric']['criteria'] =>
  draft.criteria.map(({ id, name, hint, min, max, step, weight }) => ({
    id,
    name: name.trim(),
    ...(hint.trim() === '' ? {} : { hint: hint.trim() }),
    min: plainFigure(min),
    max: plainFigure(max),
    step: plainFigure(step),
    weight: plainFigure(weight),
  }));

/** The rules that a draft without problems says. */
export const rulesOf = (draft: RulesDraft): JudgingRules => {
  const whole = (text: string): number => Number(plainFigure(text));
  const { rubric: _rubric, rounding, underTime } = draft.kept;
  const decimals = whole(draft.decimals);
  return {
    rubric: {
      rubric: draft.kept.rubric.rubric,
      title: draft.title.trim(),
      criteria: criteriaOf(draft),
      ...(draft.commentRequired ? { commentRequired: true } : {}),
    },
    trim: { high: whole(draft.high), low: whole(draft.low), tooFew: draft.tooFew },
    rounding: {
      ...rounding,
      mean: { ...rounding.mean, decimals },
      total: { ...rounding.total, decimals },
    },
    ...(draft.overTime === 'none' ? {} : { overTime: overTimeOf(draft) }),
    ...(underTime ? { underTime } : {}),
    opens: draft.opens,
  };
};

const overTimeOf = (draft: RulesDraft): NonNullable<JudgingRules['overTime']> => {
  const freeSeconds = Number(plainFigure(draft.free));
  const points = plainFigure(draft.points);
  if (draft.overTime === 'flat') return { kind: 'flat', freeSeconds, points };
  const cap = plainFigure(draft.cap);
  return {
    kind: 'per-started-unit',
    freeSeconds,
    unitSeconds: Number(plainFigure(draft.unit)),
    points,
    ...(cap === '' ? {} : { cap }),
  };
};

/** The most that a talk can get, as far as the figures are figures; undefined else. */
export const fullMarks = (draft: RulesDraft): number | undefined => {
  const parts = draft.criteria.map((one) => Number(plainFigure(one.max)) * Number(plainFigure(one.weight)));
  const sum = parts.reduce((all, one) => all + one, 0);
  return Number.isFinite(sum) ? Math.round(sum * 1e6) / 1e6 : undefined;
};
