import { entry, ERASED, type Role } from '../kernel.ts';
import type { SessionEvent, SessionState } from '../session.ts';
import { given, type QuestionView, questionOf } from './parts.ts';

/** What only one participant sees. */
export interface MeView {
  participant: string;
  name?: string;
  place?: 'hall' | 'afar';
  roles: Record<string, true>;
  /** The questions that they asked by name. */
  questions: Record<string, QuestionView>;
  /** The questions that they voted for. */
  votes: Record<string, true>;
  hand?: number;
  invited?: number;
  onStage?: { airAt: number; muted?: true };
  /** Their own ballots, by panel. */
  ballots: Record<string, { talks?: readonly string[]; rates?: Record<string, Record<string, string>> }>;
  /** On the list of people, not a guest. */
  listed?: true;
}

export const meView = (state: SessionState, participant: string): MeView => {
  const person = entry(state.people.participants, participant);
  const onStage = entry(state.stage.onStage, participant);
  const votesOpened = Object.entries(state.judging.votes);
  const mine = Object.values(state.questions.items).filter((one) => one.asker === participant);
  return {
    participant,
    ...given('name', person?.name === ERASED ? undefined : person?.name),
    ...given('place', person?.place),
    roles: Object.fromEntries((person?.roles ?? []).map((role: Role) => [role, true as const])),
    questions: Object.fromEntries(mine.map((one) => [one.question, questionOf(state, one)])),
    votes: Object.fromEntries(
      Object.keys(state.questions.voters)
        .filter((question) => entry(state.questions.voters[question] ?? {}, participant))
        .map((question) => [question, true as const]),
    ),
    ...given('hand', entry(state.stage.hands, participant)),
    ...given('invited', entry(state.stage.invited, participant)),
    ballots: Object.fromEntries(
      votesOpened.flatMap(([panel, vote]) => {
        const ballot = entry(vote.ballots, participant);
        return ballot ? [[panel, ballot]] : [];
      }),
    ),
    ...(person && !person.guest ? { listed: true as const } : {}),
    ...(onStage ? { onStage: { airAt: onStage.airAt, ...(onStage.muted ? { muted: true as const } : {}) } } : {}),
  };
};

/** Whose personal view an event may change, by the state after it. */
export const touches = (state: SessionState, event: SessionEvent): string[] => {
  const all: string[] = [];
  const named = event as { participant?: string; voter?: string; question?: string; asker?: string };
  if (named.participant !== undefined) all.push(named.participant);
  if (named.voter !== undefined) all.push(named.voter);
  // A vote changes the count that the asker sees as well.
  if (named.question !== undefined) {
    const asker = named.asker ?? entry(state.questions.items, named.question)?.asker;
    if (asker !== undefined) all.push(asker);
  }
  // An undo may give back an invitation, a hand or a question; what it names is gone from the state by then.
  if (event.type === 'undone') {
    for (const one of Object.values(state.questions.items)) if (one.asker !== undefined) all.push(one.asker);
    for (const { role, participant } of Object.values(state.people.links)) {
      if (role === 'remote' || role === 'speaker') all.push(participant);
    }
    all.push(...Object.keys(state.stage.hands), ...Object.keys(state.stage.invited));
  }
  return all;
};
