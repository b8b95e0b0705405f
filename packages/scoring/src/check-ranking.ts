import { less } from './check-panel.ts';
import type { RuleProblem } from './problem.ts';
import type { AwardRules, Part } from './ranking-rules.ts';
import type { RuleSet } from './rules.ts';

/** Everything that is wrong with the chain of ties. */
export function checkTies(rules: RuleSet): RuleProblem[] {
  return (rules.ties ?? []).flatMap((rule, index) => {
    const at = `ties.${index}`;
    if (rule.by === 'criterion') return checkCriterionOf(rules, rule.panel, rule.criterion, at);
    if (rule.by === 'panel') return checkPanelOf(rules, rule.panel, at);
    if (rule.by === 'decimals' && rule.upTo <= rules.rounding.decimals) {
      return [{ problem: 'no-more-decimals', at: `${at}.upTo`, detail: { decimals: rules.rounding.decimals } }];
    }
    return [];
  });
}

/** Everything that is wrong with the awards. */
export function checkAwards(rules: RuleSet, awards: AwardRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const seen = new Set<string>();
  for (const { id } of [...awards.tiers, ...(awards.special ?? [])]) {
    if (seen.has(id)) problems.push({ problem: 'duplicate-award', at: `awards.${id}` });
    seen.add(id);
  }
  awards.tiers.forEach(({ id, most, atLeast }, index) => {
    const at = `awards.tiers.${id}`;
    if (most) problems.push(...checkPart(most, `${at}.most`));
    const above = awards.tiers[index - 1];
    if (above && !above.most && above.atLeast === undefined) problems.push({ problem: 'tier-takes-all', at });
    if (above && less(above.atLeast, atLeast)) problems.push({ problem: 'thresholds-rise', at: `${at}.atLeast` });
  });
  if (awards.limit) problems.push(...checkPart(awards.limit, 'awards.limit'));
  for (const { id, panel, criterion } of awards.special ?? []) {
    problems.push(...checkCriterionOf(rules, panel, criterion, `awards.special.${id}`));
  }
  return problems;
}

/** A share lies above 0 and not above 1. */
export function checkPart(part: Part, at: string): RuleProblem[] {
  if ('count' in part || (less('0', part.share) && !less('1', part.share))) return [];
  return [{ problem: 'share-not-a-part', at: `${at}.share`, detail: { share: part.share } }];
}

function checkPanelOf(rules: RuleSet, panel: string, at: string): RuleProblem[] {
  return rules.panels.some((one) => one.id === panel)
    ? []
    : [{ problem: 'unknown-panel', at: `${at}.panel`, detail: { panel } }];
}

function checkCriterionOf(rules: RuleSet, panel: string, criterion: string, at: string): RuleProblem[] {
  const ballot = rules.panels.find((one) => one.id === panel)?.ballot;
  if (!ballot) return checkPanelOf(rules, panel, at);
  const known = ballot.kind === 'marks' && ballot.rubric.criteria.some(({ id }) => id === criterion);
  return known ? [] : [{ problem: 'unknown-criterion', at: `${at}.criterion`, detail: { panel, criterion } }];
}
