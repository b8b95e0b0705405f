import { inOrder, type ItemView, type JudgeView } from '@rostrum/domain';
import type { SheetStatus } from './sheets.svelte.ts';

const talksOf = (view: Pick<JudgeView, 'order'>): ItemView[] =>
  inOrder(view.order).filter((one) => one.kind === 'talk');

/** The sheet to show when nobody has chosen one: of the talk that is on, none in a break or before the session. */
export const sheetToShow = (view: Pick<JudgeView, 'order' | 'current' | 'session'>): string | undefined =>
  view.session.status === 'live' && view.current !== undefined && view.order[view.current]?.kind === 'talk'
    ? view.current
    : undefined;

/** Where to go on from a sheet that is done: to the talk that is on, else to the next. */
export const onwardFrom = (
  view: Pick<JudgeView, 'order' | 'current' | 'session'>,
  talk: string,
): ItemView | undefined => {
  const talks = talksOf(view);
  const on = sheetToShow(view);
  if (on !== undefined && on !== talk) return talks.find((one) => one.item === on);
  const at = talks.findIndex((one) => one.item === talk);
  return talks[at + 1];
};

/** What to go on with from the list: the talk that is on, else the first that could still be sent. */
export const unfinished = (
  view: Pick<JudgeView, 'order' | 'current' | 'session'>,
  status: (talk: string) => SheetStatus,
): ItemView | undefined => {
  const talks = talksOf(view);
  const on = sheetToShow(view);
  return talks.find((one) => one.item === on) ?? talks.find((one) => status(one.item) === 'draft');
};
