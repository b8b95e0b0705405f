import * as v from 'valibot';
import { checkRules } from './check-rules.ts';
import type { RuleProblem } from './problem.ts';
import type { RuleSet } from './rules.ts';
import { RULES_VERSION, ruleSet } from './rules.ts';
import { said, shapeProblem } from './shape.ts';
import { isFirstRules, upcastRules } from './upcast.ts';

export type ParsedRules =
  { readonly ok: true; readonly rules: RuleSet } | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/**
 * A rule set out of data from anywhere (a file, a form, a stored session). One of the first shape is upcast. Everything
 * that is wrong is named at once: first the shape, and where that is right, the sense.
 */
export function parseRules(data: unknown): ParsedRules {
  const upcast = isFirstRules(data) ? upcastRules(data) : data;
  if (typeof upcast !== 'object' || upcast === null || Array.isArray(upcast)) {
    return { ok: false, problems: [{ problem: 'not-a-rule-set', at: '' }] };
  }
  const version: unknown = (upcast as { version?: unknown }).version;
  if (version !== undefined && version !== RULES_VERSION) {
    return { ok: false, problems: [{ problem: 'unknown-version', at: 'version', detail: { version: said(version) } }] };
  }
  const parsed = v.safeParse(ruleSet, upcast);
  const problems = parsed.success ? checkRules(parsed.output) : parsed.issues.map(shapeProblem);
  return parsed.success && problems.length === 0 ? { ok: true, rules: parsed.output } : { ok: false, problems };
}
