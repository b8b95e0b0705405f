export * from './kernel.ts';
export * from './access.ts';
export { phase, remaining, spent, type Clock, type Phase } from './clock.ts';
export { hasPage, pageCount, withPage, type Deck, type DeckFacts, type Ranges } from './deck.ts';
export { auditOf } from './audit.ts';
export { auditDocument, type AuditDocument } from './audit-document.ts';
export type { AuditKind, AuditLine } from './audit-line.ts';
export { isLive, isOpened } from './holding.ts';
export {
  allJudges,
  countedSheet,
  excuseOf,
  judgesOf,
  judgingOf,
  panelJudges,
  panelOf,
  type ExcuseKind,
  type ResultVersion,
  type SheetState,
  type Standing,
  type TalkJudging,
} from './judging-state.ts';
export { contestOf, isSettled, resultOf, resultsOf, talkResult, type TalkResult } from './results.ts';
export { openingFrom, type Opening } from './opening.ts';
export { LISTED_ROLES, type Link, type Participant } from './people.ts';
export { type Scene } from './projector.ts';
export { byVotes, QUESTION_LENGTH } from './question-order.ts';
export { OPEN_QUESTIONS, type Question } from './questions.ts';
export { type RecordSection } from './record.ts';
export { type PublicResult, type RevealStep } from './reveal.ts';
export {
  electorate,
  fillOf,
  judgedPanels,
  judgingRules,
  MICRO_LECTURE,
  presetRules,
  problemOf,
  type Electorate,
  type Fill,
  type JudgingRules,
} from './rules.ts';
export { byMark, inOrder, SHORTEST, thresholds } from './order-figures.ts';
export { type Item } from './running-order.ts';
export {
  scoreDocument,
  type DocumentOptions,
  type ScoreCell,
  type ScoreDocument,
  type ScorePanel,
  type ScoreRow,
} from './score-document.ts';
export { DEFAULT_SETTINGS, settings, type Settings } from './session-info.ts';
export {
  decideSession,
  evolveSession,
  foldSession,
  initialSession,
  sessionCommands,
  sessionEvents,
  type SessionCommand,
  type SessionEvent,
  type SessionState,
  type StampedSessionEvent,
} from './session.ts';
export { AIR_DELAY, STAGE_HOLD } from './stage.ts';
export { audienceView, type AudienceView } from './views/audience.ts';
export { hostView, type HostView, type ListedPerson } from './views/host.ts';
export {
  attendancePage,
  PAGE_SIZE,
  questionPage,
  type Attendance,
  type AttendancePage,
  type QuestionPage,
} from './views/host-pages.ts';
export { juryDeskView, type JuryDeskView } from './views/jury-desk.ts';
export {
  judgesInOrder,
  juryView,
  type JuryView,
  type PanelView,
  type SheetCell,
  type SheetMark,
  type TalkMatrix,
} from './views/jury.ts';
export { judgeView, type JudgeView, type SheetView } from './views/judge.ts';
export { meView, touches, type MeView } from './views/me.ts';
export type {
  ClockView,
  DeckView,
  ItemView,
  MessageView,
  PersonView,
  QuestionView,
  SessionFacts,
  StageView,
} from './views/parts.ts';
export { factsOf } from './views/parts.ts';
export { projectorView, type ProjectorView } from './views/projector.ts';
export { type ReleasedTalk } from './views/released.ts';
export type { CriterionView, RubricView } from './views/rubric.ts';
export { type VoteView } from './views/votes.ts';
export type { BoardResult } from './views/results.ts';
export { speakerView, type SpeakerTalk, type SpeakerView } from './views/speaker.ts';
export { timekeeperView, type DeductionView, type TimekeeperView } from './views/timekeeper.ts';
export { type Member } from './workspace/members.ts';
export { type Programme } from './workspace/programmes.ts';
export { type SessionEntry } from './workspace/sessions.ts';
export {
  decideWorkspace,
  evolveWorkspace,
  initialWorkspace,
  SYSTEM_COMMANDS,
  workspaceCommands,
  workspaceEvents,
  type StampedWorkspaceEvent,
  type WorkspaceCommand,
  type WorkspaceEvent,
  type WorkspaceState,
} from './workspace/workspace.ts';
