import type { HostView, QuestionView } from '@rostrum/domain';
import { byVotes } from '@rostrum/domain';

export interface QuestionLists {
  readonly featured: readonly QuestionView[];
  readonly waiting: readonly QuestionView[];
  readonly open: readonly QuestionView[];
  readonly answered: readonly QuestionView[];
  readonly hidden: readonly QuestionView[];
}

/** As the host works through them: what is up next, what waits (the oldest first), then by votes. */
export const questionLists = (questions: HostView['questions']): QuestionLists => {
  const all = Object.values(questions);
  const of = (status: QuestionView['status']): QuestionView[] => all.filter((one) => one.status === status);
  const open = of('open').sort(byVotes);
  const oldest = (a: QuestionView, b: QuestionView): number =>
    a.askedAt - b.askedAt || (a.question < b.question ? -1 : 1);
  return {
    featured: open.filter((one) => one.featured),
    waiting: of('waiting').sort(oldest),
    open: open.filter((one) => !one.featured),
    answered: of('answered').sort((a, b) => oldest(b, a)),
    hidden: of('hidden').sort((a, b) => oldest(b, a)),
  };
};

/** The one to select when `gone` has left the list: its successor, so that one hand can work through the queue. */
export const selectionAfter = (
  before: readonly string[],
  now: readonly string[],
  selected: string | undefined,
): string | undefined => {
  if (selected !== undefined && now.includes(selected)) return selected;
  const at = selected === undefined ? -1 : before.indexOf(selected);
  if (at >= 0) {
    for (const id of [...before.slice(at + 1), ...before.slice(0, at).reverse()]) if (now.includes(id)) return id;
  }
  return now[0];
};
