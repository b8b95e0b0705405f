export * from './kernel.ts';
export * from './access.ts';
export { phase, remaining, spent, type Clock, type Phase } from './countdown.ts';
export { hasPage, pageCount, withPage, type Deck, type DeckFacts, type Ranges } from './deck.ts';
export { judgesOf, judgingOf, type SheetState, type TalkJudging } from './judging-state.ts';
export { isSettled, ranksOf, resultOf } from './results.ts';
export { openingFrom, type Opening } from './opening.ts';
export { LISTED_ROLES, type Link, type Participant } from './people.ts';
export { type Scene } from './projector.ts';
export { byVotes, OPEN_QUESTIONS, QUESTION_LENGTH, type Question } from './questions.ts';
export { type RecordSection } from './record.ts';
export { type PublicResult, type RevealStep } from './reveal.ts';
export { judgingRules, MICRO_LECTURE, presetRules, type JudgingRules, type NamedRubric } from './rules.ts';
export { inOrder, SHORTEST, thresholds, type Item } from './running-order.ts';
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
export { hostView, type HostView, type ListedPerson, type TalkMatrix } from './views/host.ts';
export {
  attendancePage,
  PAGE_SIZE,
  questionPage,
  type Attendance,
  type AttendancePage,
  type QuestionPage,
} from './views/host-pages.ts';
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
