import type { Contest, Status } from './contest.ts';
import type { RuleSet } from './rules.ts';
import type { PlaceStep } from './steps.ts';

export interface JudgeTotal {
  judge: string;
  /** Rounded as the rule set says for a judge, else exact. */
  total: string;
  /** Struck out as a whole; where criteria are trimmed one by one, the explanation says what was. */
  dropped?: 'highest' | 'lowest';
}

/** `none`: nothing in. `provisional`: something is missing. `complete`: every expected sheet, list or tally is in. */
export type State = 'none' | 'provisional' | 'complete';

export interface PanelResult {
  panel: string;
  state: State;
  /** In the order of the panel's judges, only those whose sheets are in and count. */
  judgeTotals: JudgeTotal[];
  /** Expected judges without a sheet. */
  missing: string[];
  /** Who left the denominator. */
  out: { judge: string; reason: string }[];
  /** What the pool gave, rounded as the panel says. Provisional: of the sheets in, nothing struck out. */
  value?: string;
  /** What the conversion made of it. */
  converted?: string;
  /** Place among those that compete, where the conversion goes by place. */
  place?: number;
}

export interface TalkResult {
  talk: string;
  status: Status;
  state: State;
  panels: PanelResult[];
  /** Sum of the deductions, capped where the rules cap it, and of the bonuses; exact. */
  deductionTotal: string;
  bonusTotal: string;
  /** May be negative. Absent while a panel has no value. Provisional when the state is. */
  total?: string;
}

export interface Rank {
  talk: string;
  /** 1 + the number of talks that are strictly better: 1, 2, 2, 4. */
  rank: number;
  /** Shares the place with another. */
  tied: boolean;
}

export interface TeamResult {
  team: string;
  /** Absent where the team has too few totals. */
  total?: string;
  rank?: number;
  tied: boolean;
  /** Whose totals made it, best first, and whose did not. */
  counted: string[];
  left: string[];
}

export interface Result {
  readonly rules: RuleSet;
  readonly contest: Contest;
  /** In running order. */
  readonly talks: readonly TalkResult[];
  /** Of those that compete and have a total, best first; provisional ones too. Who shares a place stands in running order. */
  readonly ranking: readonly Rank[];
  /** What parted equal totals, and which ballots among the tied are still wanted. */
  readonly ties: readonly (PlaceStep & { kind: 'tie' | 'tie-open' })[];
  /** Every tier and special award, with its talks in order of place. */
  readonly awards: readonly { readonly award: string; readonly talks: readonly string[] }[];
  readonly teams: readonly TeamResult[];
  /** Who goes on to the next round, in order of place. */
  readonly advancing: readonly string[];
}
