import { checkRules, FIRST_PANEL, ruleSet, upcastRules, type Panel, type RuleSet } from '@rostrum/scoring';
import * as v from 'valibot';
import { count, decimal, id, optionalText, text } from './kernel.ts';

/** Who of the crowd may vote in a panel: everybody, those in the hall or from afar, or those on the list of people. */
export const electorate = v.picklist(['all', 'hall', 'afar', 'listed']);
export type Electorate = v.InferOutput<typeof electorate>;

/** What the jury of a session agrees on before the first sheet: what is computed, and how the session goes about it. */
const present = v.object({
  title: text(80),
  /** Judging of a talk opens with the talk, or when the host opens it. */
  opens: v.picklist(['with-talk', 'by-host']),
  set: v.pipe(
    ruleSet,
    v.transform((set): RuleSet => set),
  ),
  /** Panels whose ballots come from the crowd's phones; all others have judges by name, or figures that are entered. */
  crowd: v.exactOptional(v.record(id, electorate)),
});
export type JudgingRules = Readonly<v.InferOutput<typeof present>>;

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
/** The shape before: one panel, one trim. Logs hold it, so it is read for ever and written never. */
const first = v.pipe(
  v.object({
    rubric: v.object({
      rubric: id,
      title: text(80),
      criteria: v.array(
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
      commentRequired: v.exactOptional(v.boolean()),
    }),
    trim: v.object({ high: count, low: count, tooFew: v.picklist(['mean', 'none']) }),
    rounding: v.object({ judge: v.exactOptional(rounding), mean: rounding, total: rounding }),
    overTime: v.exactOptional(timeRule),
    underTime: v.exactOptional(v.object({ shortest: count, rule: timeRule })),
    opens: v.picklist(['with-talk', 'by-host']),
  }),
  v.transform((old): v.InferOutput<typeof present> => ({
    title: old.rubric.title,
    opens: old.opens,
    set: upcastRules(old),
  })),
);

/** JU11: rules in the present shape, or in the one before, which becomes the present one as it is read. */
export const judgingRules = v.union([present, first]);

/** Why a session cannot be judged by these rules; the first reason, as `bad-rules` tells it. */
export const problemOf = ({ set, crowd = {} }: JudgingRules): { problem: string; at: string } | undefined => {
  const [problem] = checkRules(set);
  if (problem) return { problem: problem.problem, at: problem.at };
  for (const panel of Object.keys(crowd)) {
    const found = set.panels.find((one) => one.id === panel);
    if (!found) return { problem: 'unknown-panel', at: `crowd.${panel}` };
    if (found.ballot.kind === 'tally') return { problem: 'tally-has-no-voters', at: `crowd.${panel}` };
  }
  const picks = set.panels.find((one) => one.ballot.kind === 'picks' && crowd[one.id] === undefined);
  return picks && { problem: 'picks-need-voters', at: `panels.${picks.id}` };
};

/** How a panel is filled: by judges by name, by the crowd's phones, or by figures that somebody enters. */
export type Fill = 'judges' | 'crowd' | 'figures';
export const fillOf = ({ crowd = {} }: JudgingRules, panel: Panel): Fill =>
  panel.ballot.kind === 'tally' ? 'figures' : crowd[panel.id] === undefined ? 'judges' : 'crowd';

/** Panels with judges by name, the leading one first: the one whose marks are shown one by one. */
export const judgedPanels = (rules: JudgingRules): Panel[] =>
  rules.set.panels
    .filter((one) => fillOf(rules, one) === 'judges')
    .sort((a, b) => Number(a.ballot.kind !== 'marks') - Number(b.ballot.kind !== 'marks'));

const criteria = (names: readonly [string, string, string, string]) =>
  (['content', 'form', 'language', 'presence'] as const).map((one, index) => ({
    id: one,
    name: names[index] ?? one,
    min: '0',
    max: one === 'content' ? '40' : '20',
    step: '0.5',
    weight: '1',
  }));
const microLecture = (title: string, names: readonly [string, string, string, string]): JudgingRules => ({
  title,
  opens: 'with-talk',
  set: {
    version: 2,
    panels: [
      {
        id: FIRST_PANEL,
        ballot: { kind: 'marks', rubric: { criteria: criteria(names) } },
        pool: { kind: 'trimmed', trims: [{ from: 3, high: 1, low: 1 }], tooFew: 'mean' },
        weight: '1',
        rounding: { panel: { mode: 'half-up', decimals: 2 } },
      },
    ],
    rounding: { mode: 'half-up', decimals: 2 },
    time: { over: { kind: 'per-started-unit', freeSeconds: 0, unitSeconds: 30, points: '0.2', cap: '1' } },
  },
});

/** Our preset: the four dimensions of a micro-lecture, out of a hundred. */
export const MICRO_LECTURE: JudgingRules = microLecture('微党课评分标准', ['内容', '授课形式', '语言表达', '现场效果']);
const MICRO_LECTURE_EN = microLecture('Micro-lecture rubric', [
  'Content',
  'Teaching form',
  'Language',
  'Effect in the room',
]);
/** The preset with its names in the language of a session: judges and hall read them. */
export const presetRules = (language: 'zh' | 'en'): JudgingRules =>
  language === 'zh' ? MICRO_LECTURE : MICRO_LECTURE_EN;
