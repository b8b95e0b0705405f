import { entry } from '../kernel.ts';
import { judgesOf, judgingOf } from '../judging-state.ts';
import { resultOf, type TalkResult } from '../results.ts';
import type { Link, Participant } from '../people.ts';
import { byVotes, type Question } from '../questions.ts';
import type { RecordState } from '../record.ts';
import type { RevealStep } from '../reveal.ts';
import type { JudgingRules } from '../rules.ts';
import { inOrder } from '../running-order.ts';
import type { SessionState } from '../session.ts';
import type { Settings } from '../session-info.ts';
import { undoable } from '../undo.ts';
import {
  given,
  personById,
  personOf,
  questionsOf,
  type MessageView,
  type PersonView,
  type QuestionView,
} from './parts.ts';
import { projectorView, type ProjectorView } from './projector.ts';
import { deductionsOf, type DeductionView } from './timekeeper.ts';

interface LinkView {
  link: string;
  role: string;
  opened?: number;
  revoked?: number;
}
export interface ListedPerson extends PersonView {
  /** Comma-free role names as keys. */
  roles: Record<string, true>;
  links: Record<string, LinkView>;
  place?: 'hall' | 'afar';
  joinedAt?: number;
  leftAt?: number;
}
type SheetMark = 'none' | 'draft' | 'sent' | 'locked' | 'excused';
export interface TalkMatrix {
  talk: string;
  status: 'closed' | 'open' | 'locked';
  resultsOpened?: true;
  /** By judge. */
  sheets: Record<
    string,
    {
      state: SheetMark;
      at?: number;
      corrected?: number;
      excuse?: string;
      total?: string;
      marks?: Record<string, string>;
    }
  >;
  in: number;
  of: number;
  /** With the arithmetic of every step; only once marks may be seen by the host. */
  result?: TalkResult;
}
export interface SentMessage extends Omit<MessageView, 'acknowledged'> {
  to: number;
  acknowledged: number;
  /** Who has not acknowledged it yet. */
  pending: Record<string, PersonView>;
}
/** Everything that whoever runs the session needs, on one page. */
export interface HostView {
  projector: ProjectorView;
  settings: Settings;
  rules: JudgingRules;
  /** Judges in panel order. */
  panel: string[];
  people: Record<string, ListedPerson>;
  present: { hall: number; afar: number; unsaid: number; joined: number };
  /** Waiting: the oldest fifty; open: the best fifty; answered and hidden: the newest twenty. */
  questions: Record<string, QuestionView>;
  counts: { waiting: number; open: number; hidden: number; answered: number };
  judging: Record<string, TalkMatrix>;
  deductions: Record<string, DeductionView>;
  messages: Record<string, SentMessage>;
  hands: Record<string, PersonView & { at: number }>;
  invited: Record<string, PersonView & { at: number }>;
  decks: Record<string, { deck?: string; pages: number; ready: number; bytes: number; problem?: string }>;
  /** The steps of the reveal, those to come included; the host alone sees them. */
  reveal?: { at: number; steps: Record<string, RevealStep> };
  /** The newest press that can be undone. */
  undo?: { target: string; event: string };
  record: { words: RecordState['words']; confirmedAt?: number };
}

export const hostView = (state: SessionState): HostView => ({
  projector: projectorView(state),
  settings: state.info.settings,
  rules: state.judging.rules,
  panel: [...state.judging.panel],
  people: listed(state),
  present: { ...state.people.here, joined: state.people.joined },
  questions: {
    ...questionsOf(state, 'waiting', 50, (a, b) => a.askedAt - b.askedAt, 35_000),
    ...questionsOf(state, 'open', 50, byVotes, 35_000),
    ...questionsOf(state, 'answered', 20, newest, 15_000),
    ...questionsOf(state, 'hidden', 20, newest, 15_000),
  },
  counts: state.questions.counts,
  judging: Object.fromEntries(
    inOrder(state.order.items)
      .filter((one) => one.kind === 'talk')
      .map((one) => [one.item, matrixOf(state, one.item)]),
  ),
  deductions: deductionsOf(state),
  messages: Object.fromEntries(
    Object.values(state.messages.items).map((one) => [one.message, sentMessage(state, one)]),
  ),
  hands: Object.fromEntries(
    Object.entries(state.stage.hands).map(([one, at]) => [one, { ...personById(state, one), at }]),
  ),
  invited: Object.fromEntries(
    Object.entries(state.stage.invited).map(([one, at]) => [one, { ...personById(state, one), at }]),
  ),
  decks: decksOf(state),
  ...given(
    'reveal',
    state.reveal.show && {
      at: state.reveal.show.at,
      steps: Object.fromEntries(state.reveal.show.steps.map((step, index) => [String(index + 1), step])),
    },
  ),
  ...given('undo', undoOf(state)),
  record: { words: state.record.words, ...given('confirmedAt', state.record.confirmedAt) },
});

const newest = (a: Question, b: Question): number => (b.turnedAt ?? 0) - (a.turnedAt ?? 0);

const listed = (state: SessionState): Record<string, ListedPerson> => {
  const links = Object.values(state.people.links);
  const view = (person: Participant): ListedPerson => ({
    ...personOf(person, person.participant),
    roles: Object.fromEntries(person.roles.map((role) => [role, true as const])),
    links: Object.fromEntries(
      links.filter((link) => link.participant === person.participant).map((link) => [link.link, linkView(link)]),
    ),
    ...given('place', person.place),
    ...given('joinedAt', person.joinedAt),
    ...given('leftAt', person.leftAt),
  });
  return Object.fromEntries(
    Object.values(state.people.participants)
      .filter((one) => !one.guest)
      .map((one) => [one.participant, view(one)]),
  );
};
const linkView = (link: Link): LinkView => ({
  link: link.link,
  role: link.role,
  ...given('opened', link.openedAt),
  ...given('revoked', link.revokedAt),
});

/** JU3: where marks are held, the host sees states until results are opened, and never a draft's marks. */
const matrixOf = (state: SessionState, talk: string): TalkMatrix => {
  const judging = judgingOf(state, talk);
  const visible = state.info.settings.marksShown === 'live' || judging.resultsOpened;
  const expected = judgesOf(state, talk);
  const result = visible && judging.order > 0 ? resultOf(state, talk) : undefined;
  const cell = (judge: string): TalkMatrix['sheets'][string] => {
    const sheet = judging.sheets[judge];
    if (!expected.includes(judge)) return { state: 'excused', ...given('excuse', judging.excused[judge]) };
    if (!sheet?.sent) return { state: sheet?.draft ? 'draft' : 'none', ...given('at', sheet?.draft?.at) };
    return {
      state: judging.status === 'locked' ? 'locked' : 'sent',
      at: sheet.sent.at,
      ...(sheet.sent.corrected > 0 ? { corrected: sheet.sent.corrected } : {}),
      ...(visible
        ? { marks: sheet.sent.marks, ...given('total', result?.judgeTotals.find((one) => one.judge === judge)?.total) }
        : {}),
    };
  };
  return {
    talk,
    status: judging.status,
    ...(judging.resultsOpened ? { resultsOpened: true as const } : {}),
    sheets: Object.fromEntries(state.judging.panel.map((judge) => [judge, cell(judge)])),
    in: expected.filter((judge) => judging.sheets[judge]?.sent).length,
    of: expected.length,
    ...given('result', result),
  };
};

const sentMessage = (state: SessionState, one: SessionState['messages']['items'][string]): SentMessage => {
  const all = Object.entries(one.to);
  return {
    message: one.message,
    text: one.text,
    sentAt: one.sentAt,
    to: all.length,
    acknowledged: all.filter(([, at]) => at > 0).length,
    pending: Object.fromEntries(
      all.filter(([, at]) => at === 0).map(([participant]) => [participant, personById(state, participant)]),
    ),
  };
};

const decksOf = (state: SessionState): HostView['decks'] => {
  const { decks, problems } = state.decks;
  const all: HostView['decks'] = {};
  for (const [talk, one] of Object.entries(problems))
    all[talk] = { pages: 0, ready: 0, bytes: 0, problem: one.problem };
  for (const [talk, one] of Object.entries(decks)) {
    all[talk] = {
      deck: one.deck,
      pages: one.pages,
      ready: one.ready.reduce((sum, [from, to]) => sum + to - from + 1, 0),
      bytes: one.bytes,
      ...given('problem', problems[talk]?.problem),
    };
  }
  return all;
};

const undoOf = (state: SessionState): HostView['undo'] => {
  // A speaker's or a remote member's own presses are not offered to the host's hand.
  const hosts = state.undo.recent.filter(
    ({ by }) => by === undefined || entry(state.people.participants, by)?.roles.includes('host'),
  );
  const last = hosts[hosts.length - 1];
  if (!last || undoable(state, last.command) !== 'ok') return undefined;
  const first = hosts.find((one) => one.command === last.command);
  return { target: last.command, event: first?.event ?? last.event };
};
