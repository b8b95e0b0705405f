import { rankTalks } from '@rostrum/scoring';
import { judgesOf, judgingOf } from '../judging-state.ts';
import { isSettled, ranksOf, resultOf } from '../results.ts';
import type { PublicResult } from '../reveal.ts';
import { inOrder } from '../running-order.ts';
import type { SessionState } from '../session.ts';

/** The result of a talk as the hall sees it while marks are live. */
export interface BoardResult extends PublicResult {
  talk: string;
  /** Provisional until every sheet is in, or its gap explained: then the plain mean of those in, nothing struck out. */
  state: 'none' | 'provisional' | 'complete';
  /** Locked, and no deduction waits for a person. */
  settled?: true;
  /** Sheets that are in, and how many are expected. */
  in: number;
  of: number;
}

/** JU4: where marks are live, what the hall sees is computed from the sheets in; nobody's name stands beside a mark. */
const liveResult = (state: SessionState, talk: string): BoardResult => {
  const result = resultOf(state, talk);
  const judging = judgingOf(state, talk);
  const settled = result.state === 'complete' && isSettled(state, talk);
  const slot = (judge: string): number => judging.sheets[judge]?.arrival ?? 0;
  const inSlots =
    state.info.settings.slotOrder === 'arrival'
      ? [...result.judgeTotals].sort((a, b) => slot(a.judge) - slot(b.judge))
      : result.judgeTotals;
  return {
    talk,
    state: result.state,
    in: result.judgeTotals.length,
    of: judgesOf(state, talk).length,
    marks: inSlots.map((one) => (one.dropped ? { total: one.total, dropped: one.dropped } : { total: one.total })),
    ...(result.mean === undefined ? {} : { mean: result.mean }),
    ...(settled ? { settled: true as const, deduction: result.deductionTotal } : {}),
    ...(settled && result.total !== undefined ? { total: result.total } : {}),
  };
};

/** What everybody may know of the results: all that is in where marks are live, else what a reveal has shown. */
export const publicResults = (state: SessionState): Record<string, PublicResult> => {
  if (state.info.settings.marksShown !== 'live') return revealedResults(state);
  const judged = Object.keys(state.judging.talks).filter(
    (talk) => judgingOf(state, talk).order > 0 && state.order.items[talk],
  );
  const results: Record<string, PublicResult> = {};
  for (const talk of judged) {
    const { talk: _talk, settled: _settled, in: _in, of: _of, state: _state, ...shown } = liveResult(state, talk);
    results[talk] = shown;
  }
  for (const rank of ranksOf(state, (talk) => results[talk]?.total !== undefined)) {
    results[rank.talk] = { ...results[rank.talk], rank: rank.rank, tied: rank.tied };
  }
  return results;
};

/**
 * RV5: a rank that was shown talk by talk moves as later talks are shown, so that no two talks hold one place by mistake.
 * The talk that is being revealed counts from its own step on. Places of a ranking that is partly shown stand.
 */
const revealedResults = (state: SessionState): Record<string, PublicResult> => {
  const { public: shown, placed, show } = state.reveal;
  const onShow = show?.what.kind === 'talk' ? show.what.talk : undefined;
  const known = (talk: string): boolean =>
    shown[talk]?.total !== undefined && (talk !== onShow || shown[talk].rank !== undefined);
  const judged = Object.keys(state.judging.talks).filter(
    (talk) => judgingOf(state, talk).order > 0 && state.order.items[talk],
  );
  const whole = judged.every(known);
  const totals = inOrder(state.order.items).flatMap(({ item: talk }) => {
    const total = shown[talk]?.total;
    return total !== undefined && known(talk) ? [{ talk, total }] : [];
  });
  const results: Record<string, PublicResult> = { ...shown };
  for (const { talk, rank, tied } of rankTalks(totals)) {
    if (whole || !placed[talk]) results[talk] = { ...results[talk], rank, tied };
  }
  return results;
};

/** The board of the live scene; only where marks are live. */
export const boardOf = (state: SessionState, talk: string): BoardResult | undefined =>
  state.info.settings.marksShown === 'live' && state.order.items[talk] ? liveResult(state, talk) : undefined;

/** How many sheets of a talk are in; never whose or what. */
export const sheetCount = (state: SessionState, talk: string): { in: number; of: number } => {
  const { sheets } = judgingOf(state, talk);
  const judges = judgesOf(state, talk);
  return { in: judges.filter((judge) => sheets[judge]?.sent).length, of: judges.length };
};
