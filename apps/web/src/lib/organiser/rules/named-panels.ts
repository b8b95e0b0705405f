import { judgedPanels, type JudgingRules } from '@rostrum/domain';
import type { RulesDraft } from '../rules-draft.ts';
import { panelName } from './say-rules.ts';

/** The panels with judges by name, the leading one first, each with what it is called. */
export const namedPanels = (rules: RulesDraft | JudgingRules): { id: string; name: string }[] =>
  judgedPanels(rules).map(({ id }) => ({ id, name: panelName(rules.set, id) }));
