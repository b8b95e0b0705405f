import type { Adjustment } from '../contest.ts';
import { explain } from '../explain.ts';
import type { Marks } from '../marks.ts';
import { score } from '../score.ts';
import type { FirstRules } from '../upcast.ts';
import { FIRST_PANEL, upcastRules } from '../upcast.ts';

/** One talk as rule sets of the first shape knew it: a panel of judges, and deductions from its mean. */
export interface FirstTalk {
  talk: string;
  sheets: readonly { judge: string; marks: Marks }[];
  expectedJudges: readonly string[];
  deductions: readonly Omit<Adjustment, 'kind'>[];
}

/** That talk, scored by an upcast rule set. */
export function scoreFirst(rules: FirstRules, { talk, sheets, expectedJudges, deductions }: FirstTalk) {
  const result = score(upcastRules(rules), {
    entries: [{ talk, adjustments: deductions.map((one) => ({ ...one, kind: 'deduction' })) }],
    panels: { [FIRST_PANEL]: { judges: expectedJudges.map((id) => ({ id })) } },
    sheets: sheets.map((one) => ({ ...one, panel: FIRST_PANEL, talk })),
  });
  const [found] = result.talks;
  const [panel] = found?.panels ?? [];
  if (!found || !panel) throw new Error('no result');
  const { value: mean, judgeTotals, missing } = panel;
  const steps = (explain(result).get(talk) ?? []).filter((step) => step.kind !== 'rank');
  const { state, total, deductionTotal } = found;
  return { state, total, mean, judgeTotals, missing, deductionTotal, explanation: steps };
}
