import type { Criterion, Rubric } from '@rostrum/scoring';

/** A criterion as a form shows it. */
export type CriterionView = Criterion & { readonly name: string };
export interface RubricView {
  title: string;
  criteria: readonly CriterionView[];
  comment: 'none' | 'optional' | 'required';
}

export const criteriaOf = ({ criteria }: Rubric): CriterionView[] =>
  criteria.map((one) => ({ ...one, name: one.name ?? one.id }));
export const rubricView = (title: string, rubric: Rubric): RubricView => ({
  title,
  criteria: criteriaOf(rubric),
  comment: rubric.comment ?? 'optional',
});
