import type * as v from 'valibot';
import type { RuleProblem } from './problem.ts';

/** What a schema found wrong, as a code and a place. */
export function shapeProblem(issue: v.BaseIssue<unknown>): RuleProblem {
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

export function said(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
