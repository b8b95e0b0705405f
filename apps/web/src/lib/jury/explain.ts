import type { JuryView } from '@rostrum/domain';
import type { Step } from '@rostrum/scoring';
import { phrasesOf, sayStep, type SaidStep, type StepNames } from '@rostrum/scoring/words';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { panelName } from './panel-groups.ts';

export interface ExplainedStep extends SaidStep {
  readonly kind: Step['kind'];
}

const DEDUCTIONS: Readonly<Record<string, () => string>> = {
  'over-time': m.host_deduct_over,
  'under-time': m.host_deduct_under,
};
export const deductionWords = (reason: string): string => (DEDUCTIONS[reason] ?? m.host_deduct_other)();

/** Names of what the steps hold only ids of. */
export const namesIn = (
  view: Pick<JuryView, 'rules' | 'panels'>,
  judge: (id: string) => string,
  talk: (id: string) => string,
): StepNames => {
  const { panels, awards } = view.rules.set;
  return {
    judge,
    talk,
    criterion: (id, panel) => {
      const ballot = panels.find((one) => one.id === panel)?.ballot;
      const found = ballot?.kind === 'marks' ? ballot.rubric.criteria.find((one) => one.id === id) : undefined;
      return found?.name ?? id;
    },
    panel: (id) => {
      const found = view.panels[id];
      return found ? panelName(found) : id;
    },
    award: (id) => [...(awards?.tiers ?? []), ...(awards?.special ?? [])].find((one) => one.id === id)?.name ?? id,
  };
};

/** Every step from the marks to the total, in words and figures, in the order in which it was computed. */
export const explain = (steps: readonly Step[], names: StepNames): ExplainedStep[] => {
  const phrases = phrasesOf(getLocale() === 'zh' ? 'zh' : 'en');
  return steps.map((step) => ({ kind: step.kind, ...sayStep(step, phrases, names) }));
};
