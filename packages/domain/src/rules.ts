import * as v from 'valibot';
import { count, decimal, id, optionalText, text } from './kernel.ts';

const rounding = v.object({
  mode: v.picklist(['half-up', 'half-even', 'truncate']),
  decimals: v.pipe(count, v.maxValue(6)),
});
const timeRule = v.variant('kind', [
  v.object({ kind: v.literal('flat'), freeSeconds: count, points: decimal }),
  v.object({
    kind: v.literal('per-started-unit'),
    freeSeconds: count,
    unitSeconds: v.pipe(count, v.minValue(1)),
    points: decimal,
    cap: v.exactOptional(decimal),
  }),
]);

/** A rubric as people name it: what `packages/scoring` computes with, and the words that judges read. */
const rubric = v.object({
  rubric: id,
  title: text(80),
  criteria: v.pipe(
    v.array(
      v.object({
        id,
        name: text(40),
        hint: v.exactOptional(optionalText(200)),
        min: decimal,
        max: decimal,
        step: decimal,
        weight: decimal,
      }),
    ),
    v.minLength(1),
    v.maxLength(12),
  ),
  commentRequired: v.exactOptional(v.boolean()),
});
export type NamedRubric = Readonly<v.InferOutput<typeof rubric>>;

/** What the jury of a session agrees on before the first sheet. */
export const judgingRules = v.object({
  rubric,
  trim: v.object({
    high: v.pipe(count, v.maxValue(5)),
    low: v.pipe(count, v.maxValue(5)),
    tooFew: v.picklist(['mean', 'none']),
  }),
  rounding: v.object({ judge: v.exactOptional(rounding), mean: rounding, total: rounding }),
  /** What running over, or ending before the shortest time, costs; a person confirms it. */
  overTime: v.exactOptional(timeRule),
  /** Seconds that a talk must last, and what each lack costs. */
  underTime: v.exactOptional(v.object({ shortest: count, rule: timeRule })),
  /** Judging of a talk opens with the talk, or when the host opens it. */
  opens: v.picklist(['with-talk', 'by-host']),
});
export type JudgingRules = Readonly<v.InferOutput<typeof judgingRules>>;

/** Our preset: the four dimensions of a micro-lecture, out of a hundred. */
export const MICRO_LECTURE: JudgingRules = {
  rubric: {
    rubric: 'micro-lecture',
    title: '微党课评分标准',
    criteria: [
      { id: 'content', name: '内容', min: '0', max: '40', step: '0.5', weight: '1' },
      { id: 'form', name: '授课形式', min: '0', max: '20', step: '0.5', weight: '1' },
      { id: 'language', name: '语言表达', min: '0', max: '20', step: '0.5', weight: '1' },
      { id: 'presence', name: '现场效果', min: '0', max: '20', step: '0.5', weight: '1' },
    ],
  },
  trim: { high: 1, low: 1, tooFew: 'mean' },
  rounding: { mean: { mode: 'half-up', decimals: 2 }, total: { mode: 'half-up', decimals: 2 } },
  overTime: { kind: 'per-started-unit', freeSeconds: 0, unitSeconds: 30, points: '0.2', cap: '1' },
  opens: 'with-talk',
};

const ENGLISH: Readonly<Record<string, string>> = {
  content: 'Content',
  form: 'Teaching form',
  language: 'Language',
  presence: 'Effect in the room',
};
/** The preset with its names in the language of a session: judges and hall read them. */
export const presetRules = (language: 'zh' | 'en'): JudgingRules =>
  language === 'zh'
    ? MICRO_LECTURE
    : {
        ...MICRO_LECTURE,
        rubric: {
          ...MICRO_LECTURE.rubric,
          title: 'Micro-lecture rubric',
          criteria: MICRO_LECTURE.rubric.criteria.map((one) => ({ ...one, name: ENGLISH[one.id] ?? one.name })),
        },
      };
