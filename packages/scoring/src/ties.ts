import type { Contest } from './contest.ts';
import { Exact } from './exact.ts';
import type { PanelValue } from './panel-value.ts';
import { criterionValue } from './panel-value.ts';
import { groupEqual } from './rank.ts';
import type { TieRule } from './ranking-rules.ts';
import type { RuleSet } from './rules.ts';
import type { PlaceStep } from './steps.ts';

/** What the chain may look at. */
export interface Tied {
  readonly talk: string;
  readonly fine: Exact;
  readonly deducted: Exact;
  readonly panels: readonly PanelValue[];
}

/** Of a talk that lacks what a link looks at: behind all that have it. */
const LEAST = Exact.of(`-${'9'.repeat(20)}`);

export type TieNote = (step: PlaceStep & { kind: 'tie' | 'tie-open' }) => void;

/** Parts talks with equal totals by the chain of the rules; whoever is still in one group shares the place. */
export function partTied(rules: RuleSet, contest: Contest, tied: readonly Tied[], note: TieNote): Tied[][] {
  return part(rules, contest, tied, rules.ties ?? [], note);
}

function part(
  rules: RuleSet,
  contest: Contest,
  tied: readonly Tied[],
  chain: readonly TieRule[],
  note: TieNote,
): Tied[][] {
  const [rule, ...rest] = chain;
  if (!rule || tied.length < 2) return [[...tied]];
  const { groups, decimals, values } = apply(rules, contest, tied, rule);
  if (!groups) note({ kind: 'tie-open', by: rule, talks: tied.map((one) => one.talk) });
  else if (groups.length > 1)
    note({ kind: 'tie', by: rule, values: values(), ...(decimals !== undefined && { decimals }) });
  return (groups ?? [[...tied]]).flatMap((group) => part(rules, contest, group, rest, note));
}

interface Parted {
  /** Undefined while a ballot is wanted. */
  groups?: Tied[][];
  /** What each of them had; asked for only where it parted them. */
  values: () => { talk: string; value: string }[];
  decimals?: number;
}

function apply(rules: RuleSet, contest: Contest, tied: readonly Tied[], rule: TieRule): Parted {
  const by = (valueOf: (one: Tied) => Exact | undefined): Parted => {
    const found = tied.map((one) => ({ one, value: valueOf(one) }));
    return {
      groups: groupEqual(found, ({ value }) => value ?? LEAST).map((group) => group.map(({ one }) => one)),
      values: () => found.map(({ one, value }) => ({ talk: one.talk, value: value?.toString() ?? '' })),
    };
  };
  switch (rule.by) {
    case 'decimals':
      return byDecimals(rules, tied, rule.upTo);
    case 'criterion':
      return by((one) => {
        const value = one.panels.find(({ plan }) => plan.panel.id === rule.panel);
        return value && criterionValue(value, rule.criterion);
      });
    case 'panel':
      return by((one) => one.panels.find(({ plan }) => plan.panel.id === rule.panel)?.pooled?.exact);
    case 'fewer-deductions': {
      const { groups, values } = by((one) => one.deducted.negated());
      const positive = () => values().map(({ talk, value }) => ({ talk, value: value.replace('-', '') }));
      return { values: positive, ...(groups && { groups }) };
    }
    case 'ballot':
      return byBallot(contest, tied, rule.count);
  }
}

/** Rounding keeps order, so going down decimal by decimal parts as the last one does; named is the first that parts all that it can. */
function byDecimals({ rounding: { mode, decimals: from } }: RuleSet, tied: readonly Tied[], upTo: number): Parted {
  const at = (decimals: number): Tied[][] => groupEqual(tied, (one) => one.fine.round({ mode, decimals }));
  const groups = at(upTo);
  let decimals = from + 1;
  while (decimals < upTo && at(decimals).length < groups.length) decimals++;
  const written = { mode, decimals };
  const values = () => tied.map((one) => ({ talk: one.talk, value: one.fine.toFixed(written) }));
  return { groups, values, decimals };
}

/** A ballot counts for a tie when it names all of the tied; what else it names is passed over. */
function byBallot({ tieBallots = [] }: Contest, tied: readonly Tied[], count: 'order' | 'votes'): Parted {
  const ballots = tieBallots
    .map(({ talks }) => talks.filter((talk) => tied.some((one) => one.talk === talk)))
    .filter((talks) => (count === 'order' ? talks.length === tied.length : talks.length > 0));
  if (ballots.length === 0) return { values: () => [] };
  const valueOf = ({ talk }: Tied): number =>
    ballots.reduce((sum, talks) => sum + (count === 'order' ? talks.indexOf(talk) + 1 : Number(talks[0] === talk)), 0);
  return {
    groups: groupEqual(tied, (one) => Exact.whole(count === 'order' ? -valueOf(one) : valueOf(one))),
    values: () => tied.map((one) => ({ talk: one.talk, value: String(valueOf(one)) })),
  };
}
