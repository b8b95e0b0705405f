import type { MeView, VoteView } from '@rostrum/domain';

/** Why this phone may not vote, or undefined when it may; the server has the last word. */
export const bar = (
  vote: Pick<VoteView, 'fill' | 'who'>,
  me: Partial<Pick<MeView, 'place' | 'listed' | 'ballots'>> | undefined,
  votes: Readonly<Record<string, Pick<VoteView, 'who'>>> = {},
): 'judges' | 'hall' | 'afar' | 'listed' | 'elsewhere' | undefined => {
  if (vote.fill === 'judges') return 'judges';
  if (vote.who === 'listed') return me?.listed ? undefined : 'listed';
  if (vote.who === 'all' || vote.who === undefined) return undefined;
  const other = vote.who === 'hall' ? 'afar' : 'hall';
  if (Object.keys(me?.ballots ?? {}).some((panel) => votes[panel]?.who === other)) return 'elsewhere';
  return vote.who === me?.place ? undefined : vote.who;
};

/** A press on a talk: on the list, or off it again. Where one is chosen, another takes its place; a full list takes no more. */
export const pressed = (list: readonly string[], talk: string, most: number): readonly string[] => {
  if (list.includes(talk)) return list.filter((one) => one !== talk);
  if (most === 1) return [talk];
  return list.length < most ? [...list, talk] : list;
};

/** How many talks are still to be chosen before the list may be sent. */
export const lacking = (list: readonly string[], least: number): number => Math.max(0, least - list.length);

/** The crowd's votes that are open, or closed. */
export const crowdVotes = (votes: Readonly<Record<string, VoteView>>, status: VoteView['status']): VoteView[] =>
  Object.values(votes).filter((one) => one.fill === 'crowd' && one.status === status);
