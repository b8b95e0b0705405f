import { entry } from '../kernel.ts';
import type { Link, Participant } from '../people.ts';
import { byVotes } from '../question-order.ts';
import { type Question } from '../questions.ts';
import type { RecordState } from '../record.ts';
import type { SessionState } from '../session.ts';
import type { Settings } from '../session-info.ts';
import { undoable } from '../undo.ts';
import { juryView, type JuryView } from './jury.ts';
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
export interface SentMessage extends Omit<MessageView, 'acknowledged'> {
  to: number;
  acknowledged: number;
  /** Who has not acknowledged it yet. */
  pending: Record<string, PersonView>;
}
/** Everything that whoever runs the session needs, on one page. */
export interface HostView extends JuryView {
  projector: ProjectorView;
  settings: Settings;
  people: Record<string, ListedPerson>;
  present: { hall: number; afar: number; unsaid: number; joined: number };
  /** Waiting: the oldest fifty; open: the best fifty; answered and hidden: the newest twenty. */
  questions: Record<string, QuestionView>;
  counts: { waiting: number; open: number; hidden: number; answered: number };
  messages: Record<string, SentMessage>;
  hands: Record<string, PersonView & { at: number }>;
  invited: Record<string, PersonView & { at: number }>;
  decks: Record<string, { deck?: string; pages: number; ready: number; bytes: number; problem?: string }>;
  /** The newest press that can be undone. */
  undo?: { target: string; event: string };
  record: { words: RecordState['words']; confirmedAt?: number };
}

export const hostView = (state: SessionState): HostView => ({
  ...juryView(state),
  projector: projectorView(state),
  settings: state.info.settings,
  people: listed(state),
  present: { ...state.people.here, joined: state.people.joined },
  questions: {
    ...questionsOf(state, 'waiting', 50, (a, b) => a.askedAt - b.askedAt, 35_000),
    ...questionsOf(state, 'open', 50, byVotes, 35_000),
    ...questionsOf(state, 'answered', 20, newest, 15_000),
    ...questionsOf(state, 'hidden', 20, newest, 15_000),
  },
  counts: state.questions.counts,
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
