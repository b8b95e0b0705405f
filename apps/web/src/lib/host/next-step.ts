import { isScored } from '#lib/jury/lacks.ts';
import { scoredTogether } from '#lib/jury/panel-groups.ts';
import { inOrder, type HostView, type ItemView, type TalkMatrix } from '@rostrum/domain';

/** What whoever runs the session will most likely do next. One of them stands on the page's only filled button. */
export type NextStep =
  | { readonly kind: 'go-live' }
  | { readonly kind: 'open-item'; readonly to: string }
  | { readonly kind: 'start-clock' | 'resume-clock' | 'end-clock'; readonly item: string }
  | { readonly kind: 'open-judging' | 'show-judging' | 'settle-deduction'; readonly talk: string }
  | { readonly kind: 'lock-judging'; readonly talk: string; readonly missing: number; readonly undecided: number }
  /** Where marks are held; without a talk all of them. */
  | { readonly kind: 'open-results'; readonly talk?: string }
  | { readonly kind: 'reveal'; readonly what: { kind: 'talk'; talk: string } | { kind: 'ranking' } }
  | { readonly kind: 'reveal-step'; readonly from: number; readonly of: number }
  | { readonly kind: 'reveal-finish' | 'show-scoreboard' | 'end-session' }
  | { readonly kind: 'none' };

export const stepAfter = (view: HostView): NextStep => {
  const { projector, reveal } = view;
  const { status } = projector.session;
  if (status === 'prepared') return { kind: 'go-live' };
  if (status !== 'live') return { kind: 'none' };
  if (reveal && projector.scene.kind === 'reveal') {
    const of = Object.keys(reveal.steps).length;
    return reveal.at < of ? { kind: 'reveal-step', from: reveal.at, of } : { kind: 'reveal-finish' };
  }
  const items = inOrder(projector.order);
  const current = items.find((one) => one.item === projector.current);
  if (!current) return items[0] ? { kind: 'open-item', to: items[0].item } : { kind: 'end-session' };
  const { clock } = projector;
  const item = current.item;
  const next = items[items.indexOf(current) + 1];
  if (clock?.status === 'ready') return { kind: 'start-clock', item };
  if (current.kind === 'break') return next ? { kind: 'open-item', to: next.item } : afterAll(view, items);
  if (clock?.status === 'running') return { kind: 'end-clock', item };
  if (clock?.status === 'paused') return { kind: 'resume-clock', item };
  const judged = judge(view, view.judging[item]);
  if (judged) return judged;
  return next ? { kind: 'open-item', to: next.item } : afterAll(view, items);
};

/** Sheets that are still expected, and deductions that wait for a person. */
export const lacking = (view: HostView, talk: string): { missing: number; undecided: number } => {
  const matrix = view.judging[talk];
  return { missing: matrix ? matrix.of - matrix.in : 0, undecided: undecided(view, talk) };
};
const undecided = (view: HostView, talk: string): number =>
  Object.values(view.deductions).filter((one) => one.talk === talk && one.status === 'proposed').length;

/** What is left to do about the marks of one talk before the next may come; undefined when nothing is. */
const judge = (view: HostView, matrix: TalkMatrix | undefined): NextStep | undefined => {
  if (!matrix || Object.keys(view.judges).length === 0 || matrix.of === 0) return undefined;
  const { talk, status } = matrix;
  const { marksShown } = view.settings;
  const { scene, results } = view.projector;
  if (status === 'closed') return { kind: 'open-judging', talk };
  if (status === 'open') {
    const { awaited, open } = together(view, talk);
    if (awaited) return undefined;
    if (open !== undefined && open !== talk) return { kind: 'lock-judging', talk: open, ...lacking(view, open) };
    const shown = (scene.kind === 'judging' || scene.kind === 'live') && scene.talk === talk;
    return shown || matrix.in === matrix.of
      ? { kind: 'lock-judging', talk, ...lacking(view, talk) }
      : { kind: 'show-judging', talk };
  }
  if (undecided(view, talk) > 0) return { kind: 'settle-deduction', talk };
  if (marksShown !== 'talk' || matrix.in === 0) return undefined;
  if (!matrix.resultsOpened) return { kind: 'open-results', talk };
  const hidden = results[talk]?.rank === undefined && matrix.result?.total !== undefined;
  return hidden ? { kind: 'reveal', what: { kind: 'talk', talk } } : undefined;
};

/** JU12: whether talks that are scored with this one are still to come; if not, the first of them that is open. */
const together = (view: HostView, talk: string): { awaited: boolean; open?: string } => {
  const { order } = view.projector;
  const talks = inOrder(order).filter((one) => one.kind === 'talk');
  const group = scoredTogether(
    view.rules.set,
    talks.map((one) => one.item),
    talk,
  );
  const scored = group.filter((one) => isScored(view.judging[one]));
  const last = scored[scored.length - 1];
  const awaited = last !== undefined && last !== talk && view.judging[last]?.status === 'closed';
  const open = group.find((one) => view.judging[one]?.status === 'open');
  return open === undefined ? { awaited } : { awaited, open };
};

/** Every item has had its turn: what other talks still lack, then the ranking, the board, and the end. */
const afterAll = (view: HostView, items: readonly ItemView[]): NextStep => {
  const { scene, results } = view.projector;
  const judged = items.flatMap((one) => {
    const matrix = view.judging[one.item];
    return matrix && matrix.status !== 'closed' ? [matrix] : [];
  });
  const open = judged.find((one) => one.status === 'open');
  if (open) return { kind: 'lock-judging', talk: open.talk, ...lacking(view, open.talk) };
  const unsettled = judged.find((one) => undecided(view, one.talk) > 0);
  if (unsettled) return { kind: 'settle-deduction', talk: unsettled.talk };
  const counted = judged.filter((one) => one.in > 0);
  if (counted.length === 0) return { kind: 'end-session' };
  const live = view.settings.marksShown === 'live';
  if (counted.some((one) => one.result === undefined)) return { kind: 'open-results' };
  if (scene.kind === 'scoreboard') return { kind: 'end-session' };
  if (scene.kind === 'reveal') return { kind: 'show-scoreboard' };
  const hidden = counted.some((one) => results[one.talk]?.rank === undefined);
  if (live || hidden || counted.length > 1) return { kind: 'reveal', what: { kind: 'ranking' } };
  return { kind: 'show-scoreboard' };
};
