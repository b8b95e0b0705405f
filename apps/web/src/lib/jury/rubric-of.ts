import type { JuryView } from '@rostrum/domain';
import type { Criterion, Rubric } from '@rostrum/scoring';

/** The rubric that a judge marks by; none where their panel votes by lists. */
export const rubricFor = (view: Pick<JuryView, 'rules' | 'judges'>, judge: string): Rubric | undefined => {
  const ballot = view.rules.set.panels.find((one) => one.id === view.judges[judge]?.panel)?.ballot;
  return ballot?.kind === 'marks' ? ballot.rubric : undefined;
};
export const criteriaFor = (view: Pick<JuryView, 'rules' | 'judges'>, judge: string): readonly Criterion[] =>
  rubricFor(view, judge)?.criteria ?? [];
