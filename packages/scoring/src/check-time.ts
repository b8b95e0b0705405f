import { less } from './check-panel.ts';
import type { RuleProblem } from './problem.ts';
import type { TimeRule } from './time-rule.ts';
import type { TimeRules } from './time-rules.ts';

/** Everything that is wrong with what a rule set says about time. */
export function checkTime(time: TimeRules, at: string): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const { longest, shortest, over, under } = time;
  if (longest !== undefined && shortest !== undefined && shortest > longest) {
    problems.push({ problem: 'shortest-above-longest', at: `${at}.shortest`, detail: { shortest, longest } });
  }
  // `over` may do without `longest`: each talk of a running order has a limit of its own.
  if (under && shortest === undefined) problems.push({ problem: 'rule-without-limit', at: `${at}.under` });
  if (over) problems.push(...checkTimeRule(over, `${at}.over`));
  if (under) problems.push(...checkTimeRule(under, `${at}.under`));
  return problems;
}

function checkTimeRule(rule: TimeRule, at: string): RuleProblem[] {
  const positive = (points: string, place: string): RuleProblem[] =>
    less('0', points) ? [] : [{ problem: 'not-positive', at: place, detail: { value: points } }];
  switch (rule.kind) {
    case 'out':
      return [];
    case 'flat':
      return positive(rule.points, `${at}.points`);
    case 'per-started-unit':
      return [
        ...positive(rule.points, `${at}.points`),
        ...(rule.cap === undefined ? [] : positive(rule.cap, `${at}.cap`)),
      ];
    case 'stepped': {
      const start = (index: number): number | undefined => {
        const step = rule.steps[index];
        return step && ('from' in step ? step.from : step.beyond);
      };
      return rule.steps.flatMap((step, index) => [
        ...positive(step.points, `${at}.steps.${index}.points`),
        ...(index > 0 && (start(index) ?? 0) <= (start(index - 1) ?? 0)
          ? [{ problem: 'steps-not-rising' as const, at: `${at}.steps.${index}` }]
          : []),
      ]);
    }
  }
}
