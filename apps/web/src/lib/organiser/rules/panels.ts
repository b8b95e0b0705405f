import type { Fill } from '@rostrum/domain';
import { newCriterion, put, type PanelDraft, type RulesDraft } from '../rules-draft.ts';

export type BallotKind = PanelDraft['ballot']['kind'];
type PoolKind = NonNullable<PanelDraft['pool']>['kind'];

export const fillIn = ({ crowd }: RulesDraft, panel: PanelDraft): Fill =>
  panel.ballot.kind === 'tally' ? 'figures' : crowd?.[panel.id] === undefined ? 'judges' : 'crowd';

/** A ballot of a kind to start from. */
export const newBallot = (kind: BallotKind, key: string): PanelDraft['ballot'] => {
  switch (kind) {
    case 'marks':
      return {
        kind,
        rubric: { criteria: [{ ...newCriterion(`c-${key}`), max: '100', step: '0.01' }] },
      };
    case 'places':
      return { kind, points: ['3', '2', '1'] };
    case 'picks':
      return { kind, least: 1, most: 3 };
    case 'tally':
      return { kind };
  }
};
export const newPool = (kind: PoolKind): NonNullable<PanelDraft['pool']> =>
  kind === 'trimmed' ? { kind, trims: [{ from: 3, high: 1, low: 1 }], tooFew: 'mean' } : { kind };

/** Another ballot brings or takes the pool that goes with it. */
export const setBallot = (panel: PanelDraft, ballot: PanelDraft['ballot']): void => {
  panel.ballot = ballot;
  const single = ballot.kind === 'picks' || ballot.kind === 'tally';
  if (single) put(panel, 'pool', undefined);
  else if (!panel.pool) panel.pool = newPool(ballot.kind === 'places' ? 'sum' : 'trimmed');
  if (panel.pool?.kind === 'trimmed' && ballot.kind !== 'marks') put(panel.pool, 'over', undefined);
};

/** Who fills a panel decides which ballots it may have. */
export const setFill = (draft: RulesDraft, panel: PanelDraft, fill: Fill, key: string): void => {
  const { kind } = panel.ballot;
  if (fill === 'crowd') (draft.crowd ??= {})[panel.id] ??= 'all';
  else if (draft.crowd) {
    Reflect.deleteProperty(draft.crowd, panel.id);
    if (Object.keys(draft.crowd).length === 0) put(draft, 'crowd', undefined);
  }
  if (fill === 'figures' && kind !== 'tally') setBallot(panel, newBallot('tally', key));
  if (fill === 'crowd' && kind === 'tally') setBallot(panel, newBallot('picks', key));
  if (fill === 'judges' && (kind === 'tally' || kind === 'picks')) setBallot(panel, newBallot('marks', key));
};

export const addPanel = (draft: RulesDraft, key: string): void => {
  draft.set.panels.push({ id: `p-${key}`, ballot: newBallot('tally', key), weight: '0.3' });
};

/** Takes a panel out, and whatever of the rules spoke of it alone. */
export const removePanel = (draft: RulesDraft, id: string): void => {
  const { set } = draft;
  set.panels = set.panels.filter((one) => one.id !== id);
  if (set.adjust?.at.stage !== 'total' && set.adjust?.at.panel === id) set.adjust.at = { stage: 'total' };
  if (set.ties) set.ties = set.ties.filter((one) => !('panel' in one) || one.panel !== id);
  if (set.awards?.special) set.awards.special = set.awards.special.filter((one) => one.panel !== id);
  if (draft.crowd) Reflect.deleteProperty(draft.crowd, id);
};

/** Every criterion of every rubric: what ties and special awards choose from. */
export const allCriteria = ({ panels }: RulesDraft['set']): { panel: string; criterion: string; name: string }[] =>
  panels.flatMap((panel) =>
    panel.ballot.kind === 'marks'
      ? panel.ballot.rubric.criteria.map((one) => ({ panel: panel.id, criterion: one.id, name: one.name ?? one.id }))
      : [],
  );
