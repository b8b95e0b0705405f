import * as v from 'valibot';
import type { Contest } from './contest.ts';
import { decimal, id, words } from './kernel.ts';
import type { RuleProblem } from './problem.ts';
import { shapeProblem } from './shape.ts';

const judge = v.strictObject({ id, unit: v.exactOptional(words) });
const adjustment = v.strictObject({
  id,
  kind: v.picklist(['deduction', 'bonus']),
  points: decimal,
  reason: words,
});
const entry = v.strictObject({
  talk: id,
  status: v.exactOptional(v.picklist(['competing', 'out-of-competition', 'withdrawn', 'forfeit', 'disqualified'])),
  speaker: v.exactOptional(id),
  unit: v.exactOptional(words),
  team: v.exactOptional(words),
  out: v.exactOptional(v.array(v.strictObject({ panel: id, judge: id, reason: words }))),
  adjustments: v.exactOptional(v.array(adjustment)),
});
const members = v.strictObject({
  judges: v.array(judge),
  replaced: v.exactOptional(v.array(v.strictObject({ judge: id, by: judge, from: id }))),
});
const contest = v.strictObject({
  entries: v.array(entry),
  panels: v.record(v.string(), members),
  sheets: v.array(v.strictObject({ panel: id, judge: id, talk: id, marks: v.record(v.string(), v.string()) })),
  lists: v.exactOptional(v.array(v.strictObject({ panel: id, judge: id, talks: v.array(id) }))),
  tallies: v.exactOptional(v.array(v.strictObject({ panel: id, talk: id, value: decimal }))),
  tieBallots: v.exactOptional(v.array(v.strictObject({ judge: id, talks: v.array(id) }))),
});

export type ParsedContest =
  { readonly ok: true; readonly contest: Contest } | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** A contest out of data from anywhere, as far as its shape goes; for its sense see `checkContest`. */
export function parseContest(data: unknown): ParsedContest {
  const parsed = v.safeParse(contest, data);
  return parsed.success
    ? { ok: true, contest: parsed.output }
    : { ok: false, problems: parsed.issues.map(shapeProblem) };
}
