import { checkPanel, less } from './check-panel.ts';
import { checkAwards, checkPart, checkTies } from './check-ranking.ts';
import { checkTime } from './check-time.ts';
import type { RuleProblem } from './problem.ts';
import type { RuleSet } from './rules.ts';

/** Everything that is wrong with a rule set that has the right shape (see `parseRules`); empty when `score` may use it. */
export function checkRules(rules: RuleSet): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (rules.panels.length === 0) problems.push({ problem: 'no-panels', at: 'panels' });
  const seen = new Set<string>();
  for (const panel of rules.panels) {
    const at = `panels.${panel.id}`;
    if (seen.has(panel.id)) problems.push({ problem: 'duplicate-panel', at });
    seen.add(panel.id);
    problems.push(...checkPanel(panel, at));
  }
  if (less(rules.most, rules.least)) problems.push({ problem: 'least-above-most', at: 'least' });
  const { adjust } = rules;
  if (adjust && adjust.at.stage !== 'total' && !seen.has(adjust.at.panel)) {
    problems.push({ problem: 'unknown-panel', at: 'adjust.at.panel', detail: { panel: adjust.at.panel } });
  }
  if (adjust?.at.stage === 'judge' && !hasTotals(rules, adjust.at.panel)) {
    problems.push({ problem: 'no-totals-to-adjust', at: 'adjust.at.stage', detail: { panel: adjust.at.panel } });
  }
  if (less(adjust?.cap, '0')) problems.push({ problem: 'not-positive', at: 'adjust.cap' });
  if (rules.time) problems.push(...checkTime(rules.time, 'time'));
  problems.push(...checkTies(rules));
  if (rules.awards) problems.push(...checkAwards(rules, rules.awards));
  if (rules.advance) problems.push(...checkPart(rules.advance.most, 'advance.most'));
  if (rules.bias && !less('0', rules.bias.outlier)) problems.push({ problem: 'not-positive', at: 'bias.outlier' });
  return problems;
}

function hasTotals(rules: RuleSet, id: string): boolean {
  const pool = rules.panels.find((panel) => panel.id === id)?.pool;
  return pool !== undefined && !(pool.kind === 'trimmed' && pool.over === 'criteria');
}
