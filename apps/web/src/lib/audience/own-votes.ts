import type { MeView, QuestionView } from '@rostrum/domain';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';

export interface VoteShown {
  readonly voted: boolean;
  readonly count: number;
  /** Given on this device, not yet part of what everybody sees. */
  readonly pending: 'no' | 'waiting' | 'sending';
}

/** A question's votes as this person sees them: what the server has, and on top what is on its way from this device. */
export const voteShown = (
  question: Pick<QuestionView, 'question' | 'votes'>,
  me: Pick<MeView, 'votes'> | undefined,
  pending: readonly PendingCommand[],
): VoteShown => {
  const had = me?.votes[question.question] === true;
  const last = pending
    .filter(
      ({ command, state }) =>
        (command.type === 'question.vote' || command.type === 'question.unvote') &&
        command.question === question.question &&
        state !== 'refused',
    )
    .pop();
  if (!last) return { voted: had, count: question.votes, pending: 'no' };
  const voted = last.command.type === 'question.vote';
  return {
    voted,
    count: question.votes + Number(voted) - Number(had),
    pending: last.state === 'waiting' ? 'waiting' : 'sending',
  };
};
