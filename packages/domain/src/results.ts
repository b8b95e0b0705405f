import {
  explain,
  score,
  type Adjustment,
  type Contest,
  type Entry,
  type JudgeTotal,
  type PanelResult,
  type Rank,
  type Result,
  type RuleSet,
  type State,
  type Step,
} from '@rostrum/scoring';
import { countedSheet, excuseOf, judgingOf, panelJudges } from './judging-state.ts';
import { entry, ERASED } from './kernel.ts';
import { fillOf, judgedPanels } from './rules.ts';
import { inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';

/** A session's rules as they are computed: what the crowd's ballots come to is a figure, fixed when its vote closes. */
const computedRules = ({ judging: { rules } }: SessionState): RuleSet => ({
  ...rules.set,
  panels: rules.set.panels.map((panel) => {
    if (fillOf(rules, panel) !== 'crowd') return panel;
    const { pool: _pool, recuse: _recuse, size: _size, ...kept } = panel;
    return { ...kept, ballot: { kind: 'tally' as const } };
  }),
});

const unitOf = (state: SessionState, participant: string | undefined): { unit?: string } => {
  const unit = participant === undefined ? undefined : entry(state.people.participants, participant)?.unit;
  return unit && unit !== ERASED ? { unit } : {};
};

const entryOf = (state: SessionState, talk: string, speaker: string | undefined, team: string | undefined): Entry => {
  const { standing, deductions } = judgingOf(state, talk);
  const confirmed = Object.values(deductions).filter((one) => one.status === 'confirmed');
  const adjustments = confirmed.map(({ deduction, kind, points, reason, note }): Adjustment => ({
    id: deduction,
    kind,
    points,
    reason: reason === 'other' ? (note ?? reason) : reason,
  }));
  const status = confirmed.some((one) => one.out) ? 'disqualified' : standing?.status;
  const out = judgedPanels(state.judging.rules).flatMap((panel) =>
    panelJudges(state, panel.id).flatMap((judge) => {
      const excuse = excuseOf(state, talk, judge);
      return excuse ? [{ panel: panel.id, judge, reason: excuse.kind }] : [];
    }),
  );
  return {
    talk,
    adjustments,
    out,
    ...(status ? { status } : {}),
    ...(speaker === undefined ? {} : { speaker }),
    ...unitOf(state, speaker),
    ...(team === undefined ? {} : { team }),
  };
};

/** Everything that has been handed in and counts, of all talks. */
export const contestOf = (state: SessionState): Contest => {
  const { judging } = state;
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const named = judgedPanels(judging.rules);
  const marked = named.filter((panel) => panel.ballot.kind === 'marks');
  return {
    entries: talks.map((one) => entryOf(state, one.item, one.speaker, one.team)),
    panels: Object.fromEntries(
      named.map(({ id }) => [
        id,
        { judges: panelJudges(state, id).map((judge) => ({ id: judge, ...unitOf(state, judge) })) },
      ]),
    ),
    sheets: talks.flatMap(({ item: talk }) =>
      marked.flatMap(({ id: panel }) =>
        panelJudges(state, panel).flatMap((judge) => {
          const sheet = countedSheet(judgingOf(state, talk).sheets[judge]);
          return sheet ? [{ panel, judge, talk, marks: sheet.marks }] : [];
        }),
      ),
    ),
    lists: named.flatMap(({ id: panel, ballot }) => {
      const vote = ballot.kind === 'places' ? entry(judging.votes, panel) : undefined;
      if (vote?.status !== 'closed') return [];
      return Object.entries(vote.ballots).map(([judge, { talks: listed = [] }]) => ({ panel, judge, talks: listed }));
    }),
    tallies: judging.rules.set.panels.flatMap((panel) => {
      const figures =
        fillOf(judging.rules, panel) === 'crowd'
          ? entry(judging.votes, panel.id)?.figures
          : entry(judging.figures, panel.id);
      return talks.flatMap(({ item: talk }) => {
        const value = figures && entry(figures, talk);
        return value === undefined ? [] : [{ panel: panel.id, talk, value }];
      });
    }),
    tieBallots: Object.values(judging.ties)
      .filter((one) => one.status === 'closed')
      .flatMap(({ ballots }) => Object.entries(ballots).map(([judge, listed]) => ({ judge, talks: listed }))),
  };
};

/** The result of the session as everything stands. */
export const resultsOf = (state: SessionState): Result => score(computedRules(state), contestOf(state));

/** Which talks a ballot is wanted for, by the chain that parts equal totals. */
export const openTiesOf = (results: Result): readonly (readonly string[])[] =>
  results.ties.flatMap((step) => (step.kind === 'tie-open' ? [step.talks] : []));
export const openTies = (state: SessionState): readonly (readonly string[])[] => openTiesOf(resultsOf(state));

/** A talk's result as it stands, and the step by step of it where somebody may read that. */
export interface TalkResult {
  talk: string;
  status: NonNullable<Entry['status']>;
  state: State;
  /** Of the leading panel: the one whose marks are shown one by one. In panel order, only those whose sheets are in. */
  judgeTotals: JudgeTotal[];
  /** Of all panels. */
  missing: string[];
  /** The leading panel's value. Provisional: the plain mean of the sheets in, nothing struck out. Absent when there is none. */
  mean?: string;
  panels: PanelResult[];
  deductionTotal: string;
  bonusTotal: string;
  /** Provisional when the state is. */
  total?: string;
  explanation: Step[];
}

/** One talk out of the result of all. */
export const talkResult = (state: SessionState, results: Result, talk: string): TalkResult => {
  const found = results.talks.find((one) => one.talk === talk);
  const leading = leadingOf(state, found?.panels);
  return {
    talk,
    status: found?.status ?? 'competing',
    state: found?.state ?? 'none',
    judgeTotals: leading?.judgeTotals ?? [],
    missing: found?.panels.flatMap((one) => one.missing) ?? [],
    ...(leading?.value === undefined ? {} : { mean: leading.value }),
    panels: found?.panels ?? [],
    deductionTotal: found?.deductionTotal ?? '0',
    bonusTotal: found?.bonusTotal ?? '0',
    ...(found?.total === undefined ? {} : { total: found.total }),
    explanation: [],
  };
};
const leadingOf = (state: SessionState, panels: readonly PanelResult[] | undefined): PanelResult | undefined => {
  const [leading] = judgedPanels(state.judging.rules);
  return panels?.find((one) => one.panel === leading?.id);
};

/** The result of one talk as everything stands, with the explanation of each step. */
export const resultOf = (state: SessionState, talk: string): TalkResult => {
  const results = resultsOf(state);
  return { ...talkResult(state, results, talk), explanation: [...(explain(results).get(talk) ?? [])] };
};

/** JU9: a talk's result no longer moves by itself: its sheets are locked, none was sent back, and no deduction waits. */
export const isSettled = (state: SessionState, talk: string): boolean => {
  const { status, deductions, sheets } = judgingOf(state, talk);
  return (
    status === 'locked' &&
    Object.values(deductions).every((one) => one.status !== 'proposed') &&
    Object.values(sheets).every((one) => !one.returned)
  );
};

/** Places among the talks that `counts` admits, in the order of the whole result: 1 + how many of them are strictly better. */
export const ranksAmong = (results: Result, counts: (talk: string) => boolean): Rank[] => {
  const admitted = results.ranking.filter((one) => counts(one.talk));
  return admitted.map(({ talk, rank }) => ({
    talk,
    rank: 1 + admitted.filter((other) => other.rank < rank).length,
    tied: admitted.some((other) => other.talk !== talk && other.rank === rank),
  }));
};
