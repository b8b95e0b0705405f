import { Exact } from './exact.ts';
import { checkMark } from './marks.ts';
import type { Conversion, Panel } from './panel-rules.ts';
import type { Rounding } from './rounding.ts';
import type { Criterion } from './rubric.ts';
import type { RuleSet } from './rules.ts';

/** Marks of one scale are few and come again and again: so many of them are remembered, each parsed and checked once. */
const REMEMBERED = 4096;

/** A rule set with its decimals read, for one computation. */
export interface Plan {
  readonly rules: RuleSet;
  readonly panels: readonly PanelPlan[];
  /** The only panel enters the total exact where the total is coarser than it: nothing is rounded twice (GB/T 8170). */
  readonly exactPanel: boolean;
}

export interface PanelPlan {
  readonly panel: Panel;
  readonly criteria: readonly CriterionPlan[];
  readonly weight: Exact;
  readonly convert?: Conversion;
  /** Points by place on a list. */
  readonly points: readonly Exact[];
}

export interface CriterionPlan {
  readonly criterion: Criterion;
  /** mark × weight, rounded where each weighted mark is. Throws `RangeError` on a mark that `checkMark` refuses. */
  readonly pointsOf: (mark: string | undefined) => Exact;
}

export function plan(rules: RuleSet): Plan {
  const [only, ...others] = rules.panels;
  const decimals = only?.rounding?.panel?.decimals;
  const exactPanel =
    others.length === 0 && !only?.convert && decimals !== undefined && decimals > rules.rounding.decimals;
  return { rules, panels: rules.panels.map(panelPlan), exactPanel };
}

function panelPlan(panel: Panel): PanelPlan {
  const { ballot } = panel;
  const rounding = trimsCriteria(panel) ? undefined : panel.rounding?.criterion;
  return {
    panel,
    criteria: ballot.kind === 'marks' ? ballot.rubric.criteria.map((one) => criterionPlan(one, rounding)) : [],
    weight: Exact.of(panel.weight),
    ...(panel.convert && { convert: panel.convert }),
    points: ballot.kind === 'places' ? ballot.points.map(Exact.of) : [],
  };
}

/** Whether a panel pools each criterion by itself. */
export function trimsCriteria({ pool }: Panel): boolean {
  return pool?.kind === 'trimmed' && pool.over === 'criteria';
}

function criterionPlan(criterion: Criterion, rounding: Rounding | undefined): CriterionPlan {
  const weight = Exact.of(criterion.weight);
  const known = new Map<string, Exact>();
  const pointsOf = (mark: string | undefined): Exact => {
    const remembered = mark === undefined ? undefined : known.get(mark);
    if (remembered) return remembered;
    const problem = checkMark(criterion, mark);
    if (problem || mark === undefined) throw new RangeError(`${criterion.id}: ${problem}`);
    const exact = Exact.of(mark).times(weight);
    const points = rounding ? exact.round(rounding) : exact;
    if (known.size < REMEMBERED) known.set(mark, points);
    return points;
  };
  return { criterion, pointsOf };
}
