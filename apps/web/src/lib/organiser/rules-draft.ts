import { problemOf, type JudgingRules } from '@rostrum/domain';
import { isDecimal, parseRules, type RuleProblemCode, type RuleSet } from '@rostrum/scoring';

/** All of a value to be written in, however deep. */
export type Writable<T> = T extends readonly (infer One)[]
  ? Writable<One>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/**
 * Judging rules while they are being written: the rules themselves, so that what no field shows cannot be lost. A figure
 * that is none stands in it as it was typed, a count that is none as `NaN`; `rulesProblems` names both.
 */
export type RulesDraft = Writable<JudgingRules>;
export type SetDraft = RulesDraft['set'];
export type PanelDraft = SetDraft['panels'][number];
export type RubricDraft = (PanelDraft['ballot'] & { kind: 'marks' })['rubric'];
export type CriterionDraft = RubricDraft['criteria'][number];

/** A copy of plain data, as a draft is. */
export const copyOf = <T>(data: T): Writable<T> => JSON.parse(JSON.stringify(data)) as Writable<T>;

export const rulesDraftOf = (rules: JudgingRules): RulesDraft => copyOf(rules);

/** Writes a field, or takes it away. */
export const put = <T extends object, Key extends keyof T>(target: T, key: Key, value: T[Key] | undefined): void => {
  if (value === undefined) Reflect.deleteProperty(target, key);
  else target[key] = value;
};

export const newCriterion = (id: string): CriterionDraft => ({
  id,
  name: '',
  min: '0',
  max: '20',
  step: '0.5',
  weight: '1',
});

/** What is wrong in a form: where, and what. Words for it are in `problems.ts`. */
export interface Problem {
  /** The place in the rule set (`panels.judges.weight`), or the name of the field. */
  readonly at: string;
  readonly code:
    | RuleProblemCode
    | 'missing'
    | 'not-a-number'
    | 'too-many'
    | 'bad-date'
    | 'out-of-range'
    | 'tally-has-no-voters'
    | 'picks-need-voters';
  readonly detail?: Readonly<Record<string, string | number>>;
}
/** Full-width figures and commas come from an input method left on. */
export const plainFigure = (text: string): string => text.normalize('NFKC').trim().replace(',', '.').replace('。', '.');

export const wholeProblem = (at: string, text: string, min: number, max: number): Problem[] => {
  const value = plainFigure(text);
  const good = /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max;
  return good ? [] : [{ at, code: 'out-of-range', detail: { min, max } }];
};

/** A count or seconds as typed; `NaN` for what is none, undefined for nothing. */
export const countOf = (text: string): number | undefined => {
  if (text === '') return undefined;
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
};

/** Everything that is wrong with a draft, each thing at the field that it is about. */
export const rulesProblems = (draft: RulesDraft): Problem[] => {
  const problems: Problem[] = [];
  if (draft.title.trim() === '') problems.push({ at: 'rubric', code: 'missing' });
  for (const panel of draft.set.panels) {
    if (panel.ballot.kind !== 'marks') continue;
    const at = `panels.${panel.id}.ballot.rubric.criteria`;
    for (const one of panel.ballot.rubric.criteria)
      if ((one.name ?? '').trim() === '') problems.push({ at: `${at}.${one.id}.name`, code: 'missing' });
  }
  const parsed = parseRules(written(draft.set));
  if (!parsed.ok)
    for (const { problem, at, detail } of parsed.problems)
      problems.push({ at, code: problem, ...(detail ? { detail } : {}) });
  if (problems.length > 0) return problems;
  const found = problemOf(rulesOf(draft));
  return found ? [{ at: found.at, code: found.problem as Problem['code'] }] : [];
};

/** The rules that a draft without problems says. */
export const rulesOf = (draft: RulesDraft): JudgingRules => {
  const { title, crowd, set, ...rest } = draft;
  const known = crowd && Object.entries(crowd).filter(([panel]) => set.panels.some((one) => one.id === panel));
  return {
    ...rest,
    title: title.trim(),
    set: written(set) as RuleSet,
    ...(known && (known.length > 0 || Object.keys(crowd).length === 0) ? { crowd: Object.fromEntries(known) } : {}),
  };
};

/** Words without blanks around them; a name or hint that was emptied is left out. */
const written = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]: [string, unknown]): [string, unknown][] => {
      if ((key !== 'name' && key !== 'hint') || typeof one !== 'string') return [[key, written(one)]];
      return one.trim() === '' ? [] : [[key, one.trim()]];
    }),
  );
};

/** What a draft says, whatever order its fields were written in: two drafts of one text say the same. */
export const textOf = (draft: RulesDraft): string =>
  JSON.stringify(rulesOf(draft), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** The most that a talk can get by a rubric, as far as the figures are figures; undefined else. */
export const fullMarks = ({ criteria }: RubricDraft): number | undefined => {
  const parts = criteria.map((one) => Number(one.max) * Number(one.weight));
  const sum = parts.reduce((all, one) => all + one, 0);
  return criteria.every((one) => isDecimal(one.max) && isDecimal(one.weight)) ? Math.round(sum * 1e6) / 1e6 : undefined;
};
