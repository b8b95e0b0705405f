import { Exact } from './exact.ts';

/**
 * What running over (or finishing too early) costs. `freeSeconds` is forgiven: at exactly that many seconds nothing is
 * deducted. A union by `kind`, to be joined by further kinds.
 */
export type TimeRule =
  | { kind: 'flat'; freeSeconds: number; points: string }
  | {
      /** `points` for each `unitSeconds` beyond the free ones; a started unit counts whole. */
      kind: 'per-started-unit';
      freeSeconds: number;
      unitSeconds: number;
      points: string;
      /** The most that can be taken, whatever the time. */
      cap?: string;
    };

/** A proposed deduction and how it came about. */
export interface TimeDeduction {
  /** Points to take off, a positive decimal string. */
  points: string;
  rule: TimeRule;
  /** Seconds over (or under) the limit, as given. */
  seconds: number;
  /** Seconds that count, after the free ones. */
  chargedSeconds: number;
  /** How many times the rule's points were taken: 1 for a flat rule. */
  units: number;
  /** The cap was reached and cut the points. */
  capped: boolean;
}

/**
 * The deduction that a rule proposes for a talk that ran `seconds` over the limit, or ended `seconds` too early, or
 * undefined when there is none. Seconds may have three decimals; they are compared as whole milliseconds.
 */
export function deductionFor(rule: TimeRule, seconds: number): TimeDeduction | undefined {
  const charged = milliseconds(seconds) - milliseconds(rule.freeSeconds);
  if (!(charged > 0)) return undefined;
  const units = rule.kind === 'flat' ? 1 : Math.ceil(charged / milliseconds(rule.unitSeconds));
  const full = Exact.of(rule.points).times(Exact.of(String(units)));
  const cap = rule.kind === 'per-started-unit' && rule.cap !== undefined ? Exact.of(rule.cap) : undefined;
  const capped = cap !== undefined && full.compare(cap) > 0;
  const points = (capped ? cap : full).toString();
  return { points, rule, seconds, chargedSeconds: charged / 1000, units, capped };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
