/** What is wrong with a rule set, as a code that a screen puts into words, and the place where it is wrong. */
export interface RuleProblem {
  readonly problem: RuleProblemCode;
  /** A path such as `panels.judges.ballot.rubric.criteria.content.step`: by id where there is one, else by index from 0. */
  readonly at: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type RuleProblemCode =
  /** No rule set at all, or a version that this program does not know. */
  | 'not-a-rule-set'
  | 'unknown-version'
  /** A field is missing, unknown, or not of the kind expected (`detail.expected`, `detail.received`). */
  | 'missing-field'
  | 'unknown-field'
  | 'wrong-kind'
  | 'no-criteria'
  | 'duplicate-criterion'
  | 'not-a-decimal'
  | 'empty-range'
  | 'step-not-positive'
  | 'range-not-in-steps'
  | 'negative-weight'
  | 'not-a-count'
  /** A base or an anchor is no mark that a judge could give. */
  | 'base-not-a-mark'
  | 'anchor-not-a-mark'
  /** Marks are to be written with fewer decimals than the step has. */
  | 'decimals-coarser-than-step'
  | 'no-panels'
  | 'duplicate-panel'
  | 'pool-needed'
  | 'pool-not-for-this-ballot'
  | 'no-points'
  | 'points-rise'
  | 'least-above-most'
  /** A trim strikes out all the sheets it is meant for (`detail.from`), or two begin at the same number. */
  | 'trim-leaves-nothing'
  | 'duplicate-trim'
  | 'no-trims'
  | 'criteria-of-one-rubric-only'
  | 'not-positive'
  | 'steps-not-rising'
  | 'shortest-above-longest'
  | 'rule-without-limit'
  | 'unknown-panel'
  /** Deductions are to come off judges' totals, of which this panel has none to trim. */
  | 'no-totals-to-adjust'
  | 'unknown-criterion'
  /** More decimals that are no more than the total has. */
  | 'no-more-decimals'
  | 'duplicate-award'
  | 'share-not-a-part'
  /** A threshold below that of a tier beneath it. */
  | 'thresholds-rise'
  /** A tier without seats or threshold takes everybody, so that nobody is left for those below it. */
  | 'tier-takes-all';
