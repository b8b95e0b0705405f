import type { ItemView, JuryView, TalkMatrix } from '@rostrum/domain';

/** One thing that is still to be done before the result can be final. */
export type Lack =
  | { readonly kind: 'not-judged'; readonly talks: readonly string[] }
  | { readonly kind: 'judging-open' | 'no-result'; readonly talk: string }
  | { readonly kind: 'sheets' | 'returned'; readonly talk: string; readonly judges: readonly string[] }
  | { readonly kind: 'deductions'; readonly talk: string; readonly count: number }
  | { readonly kind: 'vote'; readonly panel: string }
  | { readonly kind: 'figures'; readonly panel: string; readonly talks: readonly string[] }
  | { readonly kind: 'tie'; readonly talks: readonly string[] };

type Known = Pick<JuryView, 'judging' | 'deductions' | 'panels' | 'tied' | 'final' | 'outcome'>;

/** Whether a talk is to have a total: the others need no sheet. */
export const isScored = (matrix: TalkMatrix | undefined): boolean => {
  const status = matrix?.standing?.status ?? 'competing';
  return status === 'competing' || status === 'out-of-competition';
};

/** OU1: all that keeps the result from being final, by talk, then panels, then ties. */
export const lacksOf = (view: Known, talks: readonly Pick<ItemView, 'item'>[]): Lack[] => {
  if (view.final) return [];
  const scored = talks.map((one) => one.item).filter((talk) => isScored(view.judging[talk]));
  const unjudged = scored.filter((talk) => {
    const matrix = view.judging[talk];
    return matrix?.status === 'closed' && matrix.of > 0;
  });
  const ofTalks = scored.flatMap((talk) => lacksOfTalk(view, talk));
  const ofPanels = lacksOfPanels(view, scored);
  return [
    // What a panel lacks leaves every talk without a result: said once, of the panel.
    ...(ofPanels.length > 0 ? ofTalks.filter((one) => one.kind !== 'no-result') : ofTalks),
    ...(unjudged.length > 0 ? [{ kind: 'not-judged' as const, talks: unjudged }] : []),
    ...ofPanels,
    ...view.tied.map((tied): Lack => ({ kind: 'tie', talks: tied })),
  ];
};

const lacksOfPanels = (view: Known, scored: readonly string[]): Lack[] =>
  Object.values(view.panels)
    .sort((a, b) => a.key - b.key)
    .flatMap((panel): Lack[] => {
      if (panel.fill === 'figures') {
        const without = scored.filter((talk) => panel.figures?.[talk] === undefined);
        return without.length > 0 ? [{ kind: 'figures', panel: panel.panel, talks: without }] : [];
      }
      const votes = panel.fill === 'crowd' || panel.kind === 'places';
      return votes && panel.vote?.status !== 'closed' ? [{ kind: 'vote', panel: panel.panel }] : [];
    });

const lacksOfTalk = (view: Known, talk: string): Lack[] => {
  const matrix = view.judging[talk];
  if (!matrix || matrix.of === 0 || matrix.status === 'closed') return [];
  const cells = Object.entries(matrix.sheets);
  const missing = cells.filter(([, one]) => ['none', 'draft', 'entered'].includes(one.state)).map(([judge]) => judge);
  const returned = cells.filter(([, one]) => one.state === 'returned').map(([judge]) => judge);
  const count = Object.values(view.deductions).filter((one) => one.talk === talk && one.status === 'proposed').length;
  const lacks: Lack[] = [];
  if (missing.length > 0) lacks.push({ kind: 'sheets', talk, judges: missing });
  if (returned.length > 0) lacks.push({ kind: 'returned', talk, judges: returned });
  if (matrix.status === 'open' && lacks.length === 0) lacks.push({ kind: 'judging-open', talk });
  if (count > 0) lacks.push({ kind: 'deductions', talk, count });
  const settled = lacks.length === 0 && matrix.result !== undefined && view.outcome !== undefined;
  if (settled && matrix.result?.total === undefined) lacks.push({ kind: 'no-result', talk });
  return lacks;
};
