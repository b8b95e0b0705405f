import * as v from 'valibot';
import type { Frozen } from './kernel.ts';
import { count, decimal, id, words } from './kernel.ts';

/**
 * One line of a rubric. Points style: `max` "40", `weight` "1". Weighted style: 0–10 with `weight` "0.4".
 * A mark is allowed when it lies within `min`…`max` and is a whole number of `step`s above `min`.
 */
const criterion = v.strictObject({
  id,
  name: v.exactOptional(words),
  hint: v.exactOptional(words),
  min: decimal,
  max: decimal,
  step: decimal,
  weight: decimal,
  /** Where a form starts (基准分); it counts for nothing in itself. */
  base: v.exactOptional(decimal),
  /** With how many decimals a mark is written; by default as many as the step has. */
  decimals: v.exactOptional(count),
  /** What a mark means: judges who share anchors spread less. */
  anchors: v.exactOptional(v.array(v.strictObject({ mark: decimal, means: words }))),
});
export type Criterion = Frozen<v.InferOutput<typeof criterion>>;

export const rubric = v.strictObject({
  criteria: v.array(criterion),
  /** Whether a sheet needs a comment, may have one, or has no room for one; `optional` when unsaid. */
  comment: v.exactOptional(v.picklist(['none', 'optional', 'required'])),
});
export type Rubric = Frozen<v.InferOutput<typeof rubric>>;
