import { entry, type Instant } from './kernel.ts';
import { fillOf, judgedPanels, MICRO_LECTURE, type JudgingRules } from './rules.ts';
import type { SessionState } from './session.ts';

// What judging knows. judging.ts, sheets.ts, ballots.ts and outcome.ts change it; results.ts computes from it.

export type Marks = Record<string, string>;
/** Why a judge does not score a talk; `gap`: nobody knows where the sheet is, and a person has said so. */
export type ExcuseKind = 'recused' | 'abstained' | 'excused' | 'joined-later' | 'left' | 'gap';
export interface SheetState {
  /** What the judge has written last, sent or not. */
  draft?: { marks: Marks; comment: string; at: Instant };
  /** What counts, unless `returned`. `paper`: who typed it in from paper, and who did so again. */
  sent?: {
    marks: Marks;
    comment: string;
    at: Instant;
    corrected: number;
    paper?: { entered: string; confirmed: string };
  };
  /** The place in the order in which first sheets of this talk came in, from 1. */
  arrival?: number;
  /** Sent back to its judge, open to them though the talk be locked; it counts again once it is sent again. */
  returned?: { reason: string; at: Instant };
  /** Typed in once from paper; counts once another person has typed in the same. */
  entered?: { marks: Marks; comment: string; by: string; at: Instant };
  /** The judge's own, for nobody else. */
  note?: string;
  /** When the judge was last asked for the sheet. */
  nudgedAt?: Instant;
}
interface DeductionState {
  readonly deduction: string;
  readonly reason: 'over-time' | 'under-time' | 'other';
  readonly kind: 'deduction' | 'bonus';
  points: string;
  seconds?: number;
  note?: string;
  /** The rule puts the talk out of the contest. */
  out?: true;
  status: 'proposed' | 'confirmed' | 'waived';
}
export type Standing = 'competing' | 'out-of-competition' | 'withdrawn' | 'forfeit' | 'disqualified';
export interface TalkJudging {
  status: 'closed' | 'open' | 'locked';
  openedAt?: Instant;
  sheets: Record<string, SheetState>;
  excused: Record<string, { kind: ExcuseKind; reason: string }>;
  deductions: Record<string, DeductionState>;
  resultsOpened: boolean;
  /** How many sheets have come in. */
  order: number;
  standing?: { status: Standing; reason: string };
}
/** A panel that votes: lists or rates, of judges by name or of the crowd. */
export interface VoteState {
  status: 'open' | 'closed';
  openedAt: Instant;
  closedAt?: Instant;
  /** Who has voted, and what: a list of talks, or marks by talk. */
  ballots: Record<string, { talks?: readonly string[]; rates?: Record<string, Marks> }>;
  voters: number;
  /** What the crowd's ballots come to, a decimal a talk, once the vote is closed. */
  figures?: Record<string, string>;
}
/** A ballot among talks that are tied. */
interface TieState {
  talks: readonly string[];
  status: 'open' | 'closed';
  /** By judge: best first. */
  ballots: Record<string, readonly string[]>;
}
/** One row of a result that was finalised. */
interface ResultRow {
  talk: string;
  status: Standing;
  total?: string;
  rank?: number;
  tied?: true;
  awards: readonly string[];
}
export interface ResultVersion {
  version: number;
  at: Instant;
  /** Why there is a version after the first. */
  reason?: string;
  rows: readonly ResultRow[];
  teams: readonly { team: string; total?: string; rank?: number }[];
  advancing: readonly string[];
  signed: Record<string, { role: string; at: Instant }>;
}
export interface JudgingState {
  rules: JudgingRules;
  /** Judges of each panel that has any, in the order by which equal marks are struck out. */
  panels: Record<string, string[]>;
  talks: Record<string, TalkJudging>;
  votes: Record<string, VoteState>;
  /** Figures that somebody has entered, by panel and talk. */
  figures: Record<string, Record<string, string>>;
  ties: Record<string, TieState>;
  versions: ResultVersion[];
  /** The newest version stands; while it does, nothing that it follows from can be changed. */
  final: boolean;
  /** Why the newest version was taken up again. */
  reopened?: string;
  /** What speakers may see of their own sheets. */
  released?: { comments: boolean; names: boolean };
  /** Sheets and ballots in so far in the session; the rules freeze with the first. */
  sent: number;
}
export const initialJudging: JudgingState = {
  rules: MICRO_LECTURE,
  panels: {},
  talks: {},
  votes: {},
  figures: {},
  ties: {},
  versions: [],
  final: false,
  sent: 0,
};
/** The judging of a talk that nobody has judged yet. */
export const newTalk = (): TalkJudging => ({
  status: 'closed',
  sheets: {},
  excused: {},
  deductions: {},
  resultsOpened: false,
  order: 0,
});
const UNJUDGED = newTalk();
/** The judging of a talk, also of one that nobody has judged yet. */
export const judgingOf = (state: SessionState, talk: string): TalkJudging =>
  entry(state.judging.talks, talk) ?? UNJUDGED;

/** The judges of a panel, in panel order. */
export const panelJudges = ({ judging }: SessionState, panel: string): readonly string[] =>
  entry(judging.panels, panel) ?? [];
/** All judges by name, those of the leading panel first; nobody is on two panels. */
export const allJudges = (state: SessionState): string[] =>
  judgedPanels(state.judging.rules).flatMap((panel) => [...panelJudges(state, panel.id)]);
/** The panel that a judge is on. */
export const panelOf = (state: SessionState, judge: string) =>
  judgedPanels(state.judging.rules).find((panel) => panelJudges(state, panel.id).includes(judge));

/** Why a judge does not score a talk: it is their own, or of their own unit where the panel parts these, or a person has said so. */
export const excuseOf = (
  state: SessionState,
  talk: string,
  judge: string,
): { kind: ExcuseKind | 'self' | 'own-unit'; reason: string } | undefined => {
  const speaker = state.order.items[talk]?.speaker;
  if (speaker === judge) return { kind: 'self', reason: '' };
  const excused = entry(judgingOf(state, talk).excused, judge);
  if (excused) return excused;
  if (speaker === undefined || !panelOf(state, judge)?.recuse?.includes('own-unit')) return undefined;
  const unit = entry(state.people.participants, judge)?.unit;
  return unit && unit === entry(state.people.participants, speaker)?.unit
    ? { kind: 'own-unit', reason: '' }
    : undefined;
};

/** The judges who are to send a sheet for a talk, those of the leading panel first. */
export const judgesOf = (state: SessionState, talk: string): string[] =>
  judgedPanels(state.judging.rules)
    .filter((panel) => panel.ballot.kind === 'marks')
    .flatMap((panel) => panelJudges(state, panel.id).filter((judge) => excuseOf(state, talk, judge) === undefined));

/** A sheet that counts: sent, and not sent back. */
export const countedSheet = (sheet: SheetState | undefined): NonNullable<SheetState['sent']> | undefined =>
  sheet?.returned ? undefined : sheet?.sent;

/** How a panel is filled, by its id. */
export const fillOfPanel = ({ judging: { rules } }: SessionState, panel: string) => {
  const found = rules.set.panels.find((one) => one.id === panel);
  return found && fillOf(rules, found);
};
