import type { Marks } from './marks.ts';

/** A judge or voter; `unit` is needed only where a panel recuses by it. */
export interface Judge {
  readonly id: string;
  readonly unit?: string;
}

export interface PanelMembers {
  /** In the order in which equal values are struck out: first the highest from the front, the lowest from the back. */
  readonly judges: readonly Judge[];
  /** From that talk of the running order on, `by` scores in the place of `judge`. */
  readonly replaced?: readonly { readonly judge: string; readonly by: Judge; readonly from: string }[];
}

/**
 * Only who is `competing` has a place. `out-of-competition` is scored all the same. `withdrawn` never was there.
 * `forfeit` and `disqualified` were entered: they count among the entries of which awards go to a part.
 */
export type Status = 'competing' | 'out-of-competition' | 'withdrawn' | 'forfeit' | 'disqualified';

/** A confirmed deduction or bonus; the caller's clock may have proposed it (`proposeForTime`). */
export interface Adjustment {
  readonly id: string;
  readonly kind: 'deduction' | 'bonus';
  /** A decimal string, not negative. */
  readonly points: string;
  /** A code or words of the caller's, carried into the explanation. */
  readonly reason: string;
}

export interface Entry {
  readonly talk: string;
  /** `competing` when unsaid. */
  readonly status?: Status;
  readonly speaker?: string;
  readonly unit?: string;
  readonly team?: string;
  /** Who leaves the denominator of this talk, and why: abstained, recused, excused, or a gap that a person has explained. */
  readonly out?: readonly { readonly panel: string; readonly judge: string; readonly reason: string }[];
  readonly adjustments?: readonly Adjustment[];
}

/** What one judge has sent for one talk; drafts are not sheets. */
export interface Sheet {
  readonly panel: string;
  readonly judge: string;
  readonly talk: string;
  readonly marks: Marks;
}

/** One judge's list of talks: best first where places earn points, in any order where picks are counted. */
export interface List {
  readonly panel: string;
  readonly judge: string;
  readonly talks: readonly string[];
}

export interface Tally {
  readonly panel: string;
  readonly talk: string;
  readonly value: string;
}

/** All that a result follows from, beside the rules. The order of sheets, lists, tallies and ballots changes nothing. */
export interface Contest {
  /** In running order, which is the order of whoever shares a place. */
  readonly entries: readonly Entry[];
  /** By panel id. Panels of tallies need none; for picks, whoever votes may vote when a panel is not listed. */
  readonly panels: Readonly<Record<string, PanelMembers>>;
  readonly sheets: readonly Sheet[];
  readonly lists?: readonly List[];
  readonly tallies?: readonly Tally[];
  /** Ballots among the tied, best first. */
  readonly tieBallots?: readonly { readonly judge: string; readonly talks: readonly string[] }[];
}
