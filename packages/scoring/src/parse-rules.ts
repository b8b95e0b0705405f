import * as v from 'valibot';
import { checkRules } from './check-rules.ts';
import type { RuleProblem } from './problem.ts';
import type { RuleSet } from './rules.ts';
import { RULES_VERSION, ruleSet } from './rules.ts';
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
  const problems = parsed.success ? checkRules(parsed.output) : parsed.issues.map(problemOf);
  return parsed.success && problems.length === 0 ? { ok: true, rules: parsed.output } : { ok: false, problems };
}

function problemOf(issue: v.BaseIssue<unknown>): RuleProblem {
  const at = placeOf(issue.path ?? []);
  if (issue.message === 'not-a-decimal' || issue.message === 'not-a-count') return { problem: issue.message, at };
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return { problem: 'unknown-field', at };
    if (issue.input === undefined) return { problem: 'missing-field', at };
  }
  return { problem: 'wrong-kind', at, detail: { expected: said(issue.expected), received: said(issue.received) } };
}

/** By id where a thing has one, else by index: `panels.judges.ballot.…`. */
function placeOf(path: readonly v.IssuePathItem[]): string {
  return path
    .map(({ key, value }) => {
      const named: unknown = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
      return typeof key === 'number' && typeof named === 'string' ? named : String(key);
    })
    .join('.');
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
