import type { ExcuseKind, Standing } from './judging-state.ts';
import type { Instant, Role } from './kernel.ts';

// The judging as it was done, for people: what happened, when, and who did it.

export type AuditKind =
  | 'rules-changed'
  | 'judges-named'
  | 'rules-frozen'
  | 'shown-changed'
  | 'judging-opened'
  | 'judging-closed'
  | 'judging-reopened'
  | 'sheet-sent'
  | 'sheet-corrected'
  | 'sheet-returned'
  | 'paper-entered'
  | 'paper-confirmed'
  | 'judge-excused'
  | 'judge-recused'
  | 'judge-included'
  | 'judge-added'
  | 'judge-nudged'
  | 'deduction-proposed'
  | 'deduction-added'
  | 'deduction-withdrawn'
  | 'deduction-confirmed'
  | 'deduction-changed'
  | 'deduction-waived'
  | 'talk-stood'
  | 'vote-opened'
  | 'vote-closed'
  | 'figure-entered'
  | 'tie-opened'
  | 'tie-voted'
  | 'tie-closed'
  | 'results-opened'
  | 'reveal-begun'
  | 'reveal-finished'
  | 'result-finalised'
  | 'result-signed'
  | 'result-reopened'
  | 'result-released'
  | 'undone';

export interface AuditLine {
  /** Place among the lines, from 1. */
  n: number;
  at: Instant;
  kind: AuditKind;
  /** Whose press it was; nobody's where the clock did it. */
  by?: string;
  /** In which role, where their roles leave no doubt. */
  role?: Role;
  talk?: string;
  judge?: string;
  panel?: string;
  /** In whose stead a judge was added; who typed a paper sheet in first. */
  other?: string;
  talks?: string[];
  /** What changed on a sheet, criterion by criterion; figures only of a talk whose marks are opened. */
  changes?: { criterion: string; from?: string; to?: string }[];
  /** The comment is another; its words are the judge's. */
  commented?: true;
  reason?: string;
  excuse?: ExcuseKind;
  standing?: Standing;
  /** Points of a deduction or bonus, and those before; a figure that was entered. */
  points?: string;
  from?: string;
  adjustment?: 'deduction' | 'bonus';
  because?: 'over-time' | 'under-time' | 'other';
  seconds?: number;
  out?: true;
  voters?: number;
  version?: number;
  /** What a result was signed as. */
  signedAs?: string;
  /** The name of the rules. */
  rules?: string;
  shown?: 'live' | 'talk' | 'end';
  frozenTalks?: number;
  released?: { comments: boolean; names: boolean };
  reveal?: 'talk' | 'ranking' | 'awards';
  /** What an undo took back. */
  undone?: AuditKind;
}
