import type { Panel, Pool, VoteLimits } from '../panel-rules.ts';
import type { Rounding } from '../rounding.ts';
import type { Rubric } from '../rubric.ts';
import type { RuleSet } from '../rules.ts';

/** A rule set to start from, with its name in both languages. */
export interface Preset {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly rules: RuleSet;
}

export const halfUp = (decimals: number): Rounding => ({ mode: 'half-up', decimals });

/** `[id, name, points]` a line, marked from 0 in steps of `step`. */
export function pointsRubric(lines: readonly (readonly [string, string, string])[], step: string): Rubric {
  return { criteria: lines.map(([id, name, max]) => ({ id, name, min: '0', max, step, weight: '1' })) };
}

/** One mark for the whole talk. */
export function oneMark(min: string, max: string, step: string, base?: string): Rubric {
  return {
    criteria: [{ id: 'total', name: '总分', min, max, step, weight: '1', ...(base !== undefined && { base }) }],
  };
}

/** Strikes out `each` at either end once there are more than that; before, the plain mean counts. */
export function dropping(each: number): Pool {
  return { kind: 'trimmed', trims: [{ from: 2 * each + 1, high: each, low: each }], tooFew: 'mean' };
}

export function judges(rubric: Rubric, pool: Pool, decimals: number, weight = '1'): Panel {
  return {
    id: 'judges',
    name: '评委',
    ballot: { kind: 'marks', rubric },
    pool,
    weight,
    rounding: { panel: halfUp(decimals) },
  };
}

/** Votes counted elsewhere, one number a talk. */
export function votes(convert: NonNullable<Panel['convert']>, weight: string, limits?: VoteLimits): Panel {
  return { id: 'votes', name: '投票', ballot: { kind: 'tally', ...(limits && { limits }) }, convert, weight };
}

export function ruleSetOf(panels: readonly Panel[], decimals: number, more: Partial<RuleSet> = {}): RuleSet {
  return { version: 2, panels, rounding: halfUp(decimals), ...more };
}
