import { rankTalks, type Rank, type Result } from '@rostrum/scoring';
import { isLive } from '../holding.ts';
import { countedSheet, judgesOf, judgingOf } from '../judging-state.ts';
import { isSettled, ranksAmong, resultsOf, talkResult } from '../results.ts';
import { adjustedBy, partsOf } from '../reveal-steps.ts';
import type { PublicResult } from '../reveal.ts';
import { inOrder } from '../order-figures.ts';
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
const liveResult = (state: SessionState, results: Result, talk: string): BoardResult => {
  const result = talkResult(state, results, talk);
  const judging = judgingOf(state, talk);
  const settled = result.state === 'complete' && isSettled(state, talk);
  const slot = (judge: string): number => judging.sheets[judge]?.arrival ?? 0;
  const inSlots =
    state.info.settings.slotOrder === 'arrival'
      ? [...result.judgeTotals].sort((a, b) => slot(a.judge) - slot(b.judge))
      : result.judgeTotals;
  const parts = settled ? partsOf(state, results, talk) : [];
  return {
    talk,
    state: result.state,
    ...sheetCount(state, talk),
    marks: inSlots.map(({ total, dropped, judge }) => ({
      total,
      ...(dropped ? { dropped } : {}),
      ...((judging.sheets[judge]?.sent?.corrected ?? 0) > 0 ? { corrected: true as const } : {}),
    })),
    ...(result.mean === undefined ? {} : { mean: result.mean }),
    ...(parts.length > 0 ? { parts: Object.fromEntries(parts.map(({ panel, ...part }) => [panel, part])) } : {}),
    ...(settled ? { settled: true as const, ...adjustedBy(state, result, parts) } : {}),
    ...(settled && result.total !== undefined ? { total: result.total } : {}),
  };
};

/** What everybody may know of the results: all that is in where marks are live, else what a reveal has shown. */
export const publicResults = (state: SessionState): Record<string, PublicResult> => {
  const judged = judgedTalks(state);
  const live = judged.filter((talk) => isLive(state, talk));
  const shown = state.reveal.public;
  if (live.length === 0 && Object.keys(shown).length === 0) return {};
  const computed = resultsOf(state);
  const results: Record<string, PublicResult> = { ...shown };
  for (const talk of live) {
    const {
      talk: _talk,
      settled: _settled,
      in: _in,
      of: _of,
      state: _state,
      ...board
    } = liveResult(state, computed, talk);
    const award = shown[talk]?.award;
    results[talk] = { ...board, ...(award === undefined ? {} : { award }) };
  }
  return withRanks(state, computed, judged, results);
};

const judgedTalks = (state: SessionState): string[] =>
  Object.keys(state.judging.talks).filter((talk) => judgingOf(state, talk).order > 0 && state.order.items[talk]);

/**
 * RV5: a rank that was shown talk by talk moves as later talks are shown, so that no two talks hold one place by mistake.
 * The talk that is being revealed counts from its own step on. Places of a ranking that is partly shown stand.
 */
const withRanks = (
  state: SessionState,
  computed: Result,
  judged: readonly string[],
  results: Record<string, PublicResult>,
): Record<string, PublicResult> => {
  const { public: shown, placed, show } = state.reveal;
  const onShow = show?.what.kind === 'talk' ? show.what.talk : undefined;
  const known = (talk: string): boolean =>
    results[talk]?.total !== undefined && (isLive(state, talk) || talk !== onShow || shown[talk]?.rank !== undefined);
  const whole = judged.every(known);
  for (const { talk, rank, tied } of shownRanks(state, computed, known, results)) {
    if (whole || !placed[talk]) results[talk] = { ...results[talk], rank, tied };
  }
  return results;
};

/** By the whole result with its tie-breaks, as long as what was shown is what stands; else by the totals that were shown. */
const shownRanks = (
  state: SessionState,
  computed: Result,
  known: (talk: string) => boolean,
  results: Readonly<Record<string, PublicResult>>,
): Rank[] => {
  const totals = inOrder(state.order.items).flatMap(({ item: talk }) => {
    const total = known(talk) ? results[talk]?.total : undefined;
    return total === undefined ? [] : [{ talk, total }];
  });
  const stands = totals.every(({ talk, total }) => computed.talks.find((one) => one.talk === talk)?.total === total);
  return stands ? ranksAmong(computed, known) : rankTalks(totals);
};

/** The board of the live scene; only where the talk's marks are live. */
export const boardOf = (state: SessionState, talk: string): BoardResult | undefined =>
  isLive(state, talk) && state.order.items[talk] ? liveResult(state, resultsOf(state), talk) : undefined;

/** How many sheets of a talk are in; never whose or what. */
export const sheetCount = (state: SessionState, talk: string): { in: number; of: number } => {
  const { sheets } = judgingOf(state, talk);
  const judges = judgesOf(state, talk);
  return { in: judges.filter((judge) => countedSheet(sheets[judge])).length, of: judges.length };
};
