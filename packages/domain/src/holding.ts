import { calibrationGroup } from '@rostrum/scoring';
import { judgingOf } from './judging-state.ts';
import { inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';

// When marks are kept from the hall, and from the host: by the session's choice, by a freeze, by scoring together.

/** JU14: whether a talk is one of the last so many, whose marks the board does not show until a reveal does. */
const isFrozen = (state: SessionState, talk: string): boolean => {
  const { frozenTalks = 0 } = state.info.settings;
  if (frozenTalks === 0) return false;
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  return talks.findIndex((one) => one.item === talk) >= talks.length - frozenTalks;
};

/** JU12: whether a talk is scored together with others that are not all locked yet. */
const isScoredTogether = (state: SessionState, talk: string): boolean => {
  const { set } = state.judging.rules;
  if (!set.calibration) return false;
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const at = talks.findIndex((one) => one.item === talk);
  if (at < 0) return false;
  const { first, last } = calibrationGroup(set, at, talks.length);
  return last > first && talks.slice(first, last + 1).some((one) => judgingOf(state, one.item).status !== 'locked');
};

/** Whether the hall sees a talk's marks as they are sent. */
export const isLive = (state: SessionState, talk: string): boolean =>
  state.info.settings.marksShown === 'live' && !isFrozen(state, talk) && !isScoredTogether(state, talk);

export const isMarksHeldToTheEnd = (state: SessionState, talk: string): boolean =>
  state.info.settings.marksShown === 'end' || (state.info.settings.marksShown === 'live' && isFrozen(state, talk));

/** JU3: whether whoever runs the session may see the marks of a talk. */
export const isOpened = (state: SessionState, talk: string): boolean =>
  isLive(state, talk) || (judgingOf(state, talk).resultsOpened && !isScoredTogether(state, talk));

/** Why the hall does not see the marks of a talk that it would see otherwise, or sees nothing before a reveal. */
export type Hold = 'together' | 'end';
export const holdOf = (state: SessionState, talk: string): Hold | undefined => {
  if (isScoredTogether(state, talk)) return 'together';
  return isMarksHeldToTheEnd(state, talk) ? 'end' : undefined;
};
