import { judgingRules, type JudgingRules } from '@rostrum/domain';
import { parseRules, type RuleProblem } from '@rostrum/scoring';
import * as v from 'valibot';

export type ReadFile =
  | { readonly ok: true; readonly rules: JudgingRules }
  /** No JSON at all, or rules that have something wrong. */
  | { readonly ok: false; readonly problems: readonly RuleProblem[] | 'no-json' };

/**
 * A file of rules: what `rulesFile` wrote, a bare rule set, or one of the first shape. What a bare rule set does not say
 * (when judging opens, who votes) stays as it is in `present`, as far as its panels are still there.
 */
export const readRulesFile = (text: string, present: JudgingRules): ReadFile => {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, problems: 'no-json' };
  }
  const whole = isRecord(data) && 'set' in data ? data : undefined;
  const parsed = parseRules(whole ? whole['set'] : data);
  if (!parsed.ok) return { ok: false, problems: parsed.problems };
  const { rules: set } = parsed;
  if (whole) {
    const read = v.safeParse(judgingRules, { ...whole, set });
    return read.success
      ? { ok: true, rules: read.output }
      : { ok: false, problems: [{ problem: 'not-a-rule-set', at: whereIn(read.issues[0]) }] };
  }
  const crowd = Object.entries(present.crowd ?? {}).filter(([id]) =>
    set.panels.some((panel) => panel.id === id && panel.ballot.kind !== 'tally'),
  );
  return {
    ok: true,
    rules: {
      title: set.name ?? present.title,
      opens: present.opens,
      set,
      ...(crowd.length > 0 ? { crowd: Object.fromEntries(crowd) } : {}),
    },
  };
};

/** The file: named fields, indented, so that a person can read and change it. */
export const rulesFile = (rules: JudgingRules): string => `${JSON.stringify(rules, null, 2)}\n`;

/** Letters of any script and figures; what file systems stumble over becomes a dash. */
export const fileNameOf = (title: string): string => `${title.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 60)}.json`;

const isRecord = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** The shape is one of two; what is said is what stands in the way of the present one, the first. */
const whereIn = (issue: v.BaseIssue<unknown>): string => v.getDotPath(issue.issues?.[0] ?? issue) ?? '';
