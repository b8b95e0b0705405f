import * as v from 'valibot';
import { decided, entry, id, refuse, text, type Context, type Decision, type Instant, type Tagged } from './kernel.ts';
import { QUESTION_LENGTH } from './question-order.ts';
import type { SessionState } from './session.ts';

const target = { question: id };

export const questionCommands = {
  /** `named` shows the asker's name; an anonymous question's author is the hash of a secret. */
  'question.ask': v.object({ text: text(QUESTION_LENGTH), named: v.boolean(), talk: v.exactOptional(id) }),
  'question.vote': v.object(target),
  'question.unvote': v.object(target),
  'question.approve': v.object(target),
  'question.hide': v.object(target),
  'question.feature': v.object(target),
  'question.unfeature': v.object(target),
  'question.answer': v.object(target),
  /** Back among the open ones, from hidden or answered. */
  'question.restore': v.object(target),
} as const;

const change = v.object({ ...target, command: v.exactOptional(id) });
export const questionEvents = {
  'question.asked': v.object({
    question: id,
    text: text(QUESTION_LENGTH),
    talk: v.exactOptional(id),
    asker: v.exactOptional(id),
    secret: v.exactOptional(id),
    waiting: v.boolean(),
  }),
  'question.voted': v.object({ question: id, voter: id }),
  'question.unvoted': v.object({ question: id, voter: id }),
  'question.approved': change,
  'question.hidden': change,
  'question.featured': change,
  'question.unfeatured': change,
  'question.answered': change,
  'question.restored': change,
} as const;

export type QuestionCommand = Tagged<typeof questionCommands>;
export type QuestionEvent = Tagged<typeof questionEvents>;
type QuestionTurn = Exclude<QuestionCommand['type'], 'question.ask' | 'question.vote' | 'question.unvote'>;

export interface Question {
  readonly question: string;
  readonly text: string;
  readonly askedAt: Instant;
  /** The talk that was on when it was asked. */
  readonly talk?: string;
  /** The participant who asked by name; absent when anonymous. */
  readonly asker?: string;
  /** The hash by which the phone that asked anonymously finds its own. */
  readonly secret?: string;
  status: 'waiting' | 'open' | 'hidden' | 'answered';
  featured: boolean;
  votes: number;
  turnedAt?: Instant;
}
export interface QuestionState {
  items: Record<string, Question>;
  /** By question: who voted. */
  voters: Record<string, Record<string, true>>;
  counts: { waiting: number; open: number; hidden: number; answered: number };
}
export const initialQuestions: QuestionState = {
  items: {},
  voters: {},
  counts: { waiting: 0, open: 0, hidden: 0, answered: 0 },
};

/** QU6: questions of one author that may wait or be open at the same time. */
export const OPEN_QUESTIONS = 20;

export const decideQuestion = (
  state: SessionState,
  command: QuestionCommand,
  context: Context,
): Decision<QuestionEvent> => {
  if (command.type === 'question.ask') return decideAsk(state, command, context);
  const question = entry(state.questions.items, command.question);
  if (!question) return refuse('unknown-question');
  if (command.type === 'question.vote' || command.type === 'question.unvote')
    return decideVote(state, command, question, context);
  const change = { question: question.question, command: context.command };
  const turns: Record<QuestionTurn, () => Decision<QuestionEvent>> = {
    'question.approve': () =>
      question.status === 'waiting' ? decided([{ type: 'question.approved', ...change }]) : decided([]),
    'question.hide': () =>
      question.status === 'hidden' ? decided([]) : decided([{ type: 'question.hidden', ...change }]),
    'question.feature': () => {
      if (question.featured) return decided([]);
      const shown = question.status === 'open' || question.status === 'waiting';
      return shown ? decided([{ type: 'question.featured', ...change }]) : refuse('question-not-open');
    },
    'question.unfeature': () =>
      question.featured ? decided([{ type: 'question.unfeatured', ...change }]) : decided([]),
    'question.answer': () =>
      question.status === 'answered' ? decided([]) : decided([{ type: 'question.answered', ...change }]),
    'question.restore': () =>
      question.status === 'open' ? decided([]) : decided([{ type: 'question.restored', ...change }]),
  };
  return turns[command.type]();
};

const decideAsk = (
  state: SessionState,
  command: QuestionCommand & { type: 'question.ask' },
  context: Context,
): Decision<QuestionEvent> => {
  if (state.info.status !== 'live' && state.info.status !== 'prepared') return refuse('questions-closed');
  const { participant, anonymous } = context.author;
  if (command.named ? participant === undefined : anonymous === undefined) return refuse('no-author');
  if (!command.named && !state.info.settings.anonymousQuestions) return refuse('anonymous-off');
  const mine = Object.values(state.questions.items).filter((one) =>
    one.status === 'waiting' || one.status === 'open'
      ? command.named
        ? one.asker === participant
        : one.secret === anonymous
      : false,
  );
  if (mine.length >= OPEN_QUESTIONS) return refuse('too-many-questions', { limit: OPEN_QUESTIONS });
  const question = context.newId();
  const named = command.talk !== undefined && entry(state.order.items, command.talk) !== undefined;
  const talk = named ? command.talk : state.order.current;
  // The check above leaves no other case; an anonymous question takes no participant along.
  const author = command.named
    ? { ...(participant === undefined ? {} : { asker: participant }) }
    : { ...(anonymous === undefined ? {} : { secret: anonymous }) };
  const asked = {
    type: 'question.asked' as const,
    question,
    text: command.text,
    waiting: state.info.settings.moderation,
    ...(talk === undefined ? {} : { talk }),
    ...author,
  };
  return decided([asked], { question });
};

const decideVote = (
  state: SessionState,
  command: QuestionCommand & { type: 'question.vote' | 'question.unvote' },
  question: Question,
  context: Context,
): Decision<QuestionEvent> => {
  const voter = context.author.participant;
  if (voter === undefined) return refuse('no-author');
  if (question.status !== 'open') return refuse('question-not-open');
  const has = entry(state.questions.voters[question.question] ?? {}, voter) === true;
  if (command.type === 'question.vote')
    return has ? decided([]) : decided([{ type: 'question.voted', question: question.question, voter }]);
  return has ? decided([{ type: 'question.unvoted', question: question.question, voter }]) : decided([]);
};

const TURNED = {
  'question.approved': 'open',
  'question.hidden': 'hidden',
  'question.answered': 'answered',
  'question.restored': 'open',
} as const;

export const applyQuestion = (state: SessionState, event: QuestionEvent, at: Instant): void => {
  const { items, voters, counts } = state.questions;
  if (event.type === 'question.asked') {
    const { type: _type, waiting, ...facts } = event;
    const status = waiting ? 'waiting' : 'open';
    items[event.question] = { ...facts, askedAt: at, status, featured: false, votes: 0 };
    counts[status] += 1;
    return;
  }
  const question = items[event.question];
  if (!question) return;
  switch (event.type) {
    case 'question.voted':
    case 'question.unvoted': {
      const has = (voters[event.question] ??= {});
      if (event.type === 'question.voted') has[event.voter] = true;
      else delete has[event.voter];
      question.votes += event.type === 'question.voted' ? 1 : -1;
      return;
    }
    case 'question.featured':
    case 'question.unfeatured':
      question.featured = event.type === 'question.featured';
      if (question.featured && question.status === 'waiting') turn(state, question, 'open', at);
      return;
    default:
      turn(state, question, TURNED[event.type], at);
      if (event.type === 'question.hidden' || event.type === 'question.answered') question.featured = false;
  }
};

const turn = (state: SessionState, question: Question, status: Question['status'], at: Instant): void => {
  state.questions.counts[question.status] -= 1;
  state.questions.counts[status] += 1;
  question.status = status;
  question.turnedAt = at;
};
