import { expect, it } from 'vitest';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';
import { voteShown } from './own-votes.ts';

const question = { question: 'q1', votes: 4 };
const given = (
  type: 'question.vote' | 'question.unvote',
  state: PendingCommand['state'],
  of = 'q1',
): PendingCommand => ({
  id: `${type}-${state}`,
  command: { type, question: of },
  delivery: 'kept',
  state,
  since: 0,
});

it('shows what the server has', () => {
  expect(voteShown(question, { votes: {} }, [])).toEqual({ voted: false, count: 4, pending: 'no' });
  expect(voteShown(question, { votes: { q1: true } }, [])).toEqual({ voted: true, count: 4, pending: 'no' });
});
it('[QU4] counts a vote from this device once, until the view covers it', () => {
  const pending = [given('question.vote', 'acknowledged')];
  expect(voteShown(question, { votes: {} }, pending)).toEqual({ voted: true, count: 5, pending: 'sending' });
  // The view has it already, the outbox not yet dropped it.
  expect(voteShown({ ...question, votes: 5 }, { votes: { q1: true } }, pending).count).toBe(5);
});
it('goes by the last of several presses, and says that it waits', () => {
  const pending = [given('question.vote', 'sending'), given('question.unvote', 'waiting')];
  expect(voteShown(question, { votes: {} }, pending)).toEqual({ voted: false, count: 4, pending: 'waiting' });
});
it('takes back a vote that was there before', () => {
  expect(voteShown(question, { votes: { q1: true } }, [given('question.unvote', 'waiting')]).count).toBe(3);
});
it('forgets what was refused, and what belongs to another question', () => {
  const pending = [given('question.vote', 'refused'), given('question.vote', 'waiting', 'q2')];
  expect(voteShown(question, { votes: {} }, pending)).toEqual({ voted: false, count: 4, pending: 'no' });
});
