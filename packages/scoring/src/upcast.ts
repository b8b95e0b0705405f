import type { RuleSet } from './rules.ts';
import { RULES_VERSION } from './rules.ts';
import type { Rounding } from './rounding.ts';
import type { Criterion } from './rubric.ts';
import type { TimeRule } from './time-rule.ts';

/** The panel that a rule set of the first shape becomes. */
export const FIRST_PANEL = 'judges';

/** The first shape of a rule set: one panel of judges, one trim. Sessions stored it; it is read for ever. */
export interface FirstRules {
  readonly rubric: {
    readonly criteria: readonly Pick<Criterion, 'id' | 'name' | 'hint' | 'min' | 'max' | 'step' | 'weight'>[];
    readonly commentRequired?: boolean;
  };
  readonly trim: { readonly high: number; readonly low: number; readonly tooFew: 'mean' | 'none' };
  readonly rounding: { readonly judge?: Rounding; readonly mean: Rounding; readonly total: Rounding };
  readonly overTime?: TimeRule;
  readonly underTime?: { readonly shortest: number; readonly rule: TimeRule };
}

/** A rule set of the first shape in the present one: the same totals from the same sheets. Fields beyond it are left. */
export function upcastRules(first: FirstRules): RuleSet {
  const { rubric, trim, rounding, overTime, underTime } = first;
  const { high, low, tooFew } = trim;
  const time = {
    ...(overTime && { over: overTime }),
    ...(underTime && { shortest: underTime.shortest, under: underTime.rule }),
  };
  return {
    version: RULES_VERSION,
    panels: [
      {
        id: FIRST_PANEL,
        ballot: {
          kind: 'marks',
          rubric: {
            criteria: rubric.criteria.map(({ id, name, hint, min, max, step, weight }) => ({
              id,
              ...(name !== undefined && { name }),
              ...(hint !== undefined && { hint }),
              ...{ min, max, step, weight },
            })),
            ...(rubric.commentRequired && { comment: 'required' as const }),
          },
        },
        pool:
          high === 0 && low === 0
            ? { kind: 'mean' }
            : { kind: 'trimmed', trims: [{ from: high + low + 1, high, low }], tooFew },
        weight: '1',
        rounding: { ...(rounding.judge && { judge: rounding.judge }), panel: rounding.mean },
      },
    ],
    rounding: rounding.total,
    ...(overTime || underTime ? { time } : {}),
  };
}

/** Whether data has the outline of the first shape; what is wrong inside it shows once it has been upcast. */
export function isFirstRules(data: unknown): data is FirstRules {
  const has = (value: unknown, keys: readonly string[]): boolean =>
    typeof value === 'object' && value !== null && keys.every((key) => key in value);
  if (!has(data, ['rubric', 'trim', 'rounding']) || has(data, ['version'])) return false;
  const { rubric, trim, rounding } = data as FirstRules;
  const { criteria } = rubric;
  return (
    Array.isArray(criteria) &&
    criteria.every((one) => has(one, ['id'])) &&
    has(trim, ['high', 'low', 'tooFew']) &&
    has(rounding, ['mean', 'total'])
  );
}
