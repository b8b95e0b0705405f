import type { Instant } from './kernel.ts';

/** Characters of a question. */
export const QUESTION_LENGTH = 300;

/** The order that everyone sees: featured, then most votes, then the oldest. */
export const byVotes = <
  T extends {
    readonly featured?: boolean;
    readonly votes: number;
    readonly askedAt: Instant;
    readonly question: string;
  },
>(
  a: T,
  b: T,
): number =>
  Number(b.featured ?? false) - Number(a.featured ?? false) ||
  b.votes - a.votes ||
  a.askedAt - b.askedAt ||
  (a.question < b.question ? -1 : 1);
