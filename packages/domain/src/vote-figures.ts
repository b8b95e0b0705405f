import { formatDecimal, isDecimal, score, type Panel } from '@rostrum/scoring';
import type { VoteState } from './judging-state.ts';
import { inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';

/** Decimals of a figure that the panel itself does not round. */
const FINE = 6;

/**
 * VO2: what the ballots of a crowd come to, one decimal a talk: votes, points of places, or what its ratings pool to. They
 * are fixed when the vote closes, so that a score is never computed from thousands of ballots again.
 */
export const crowdFigures = (state: SessionState, panel: Panel, vote: VoteState): Record<string, string> => {
  const { convert: _convert, ...bare } = panel;
  const rules = {
    version: 2 as const,
    panels: [{ ...bare, weight: '1' }],
    rounding: { mode: 'half-up' as const, decimals: FINE },
  };
  const ballots = Object.entries(vote.ballots);
  const figures: Record<string, string> = {};
  const talks = inOrder(state.order.items)
    .filter((one) => one.kind === 'talk')
    .map((one) => one.item);
  if (panel.ballot.kind === 'marks') {
    // Everyone rates what they like: of each talk only those who rated it count.
    for (const talk of talks) {
      const rated = ballots.flatMap(([judge, { rates = {} }]) => {
        const marks = rates[talk];
        return marks ? [{ panel: panel.id, judge, talk, marks }] : [];
      });
      const [found] = score(rules, {
        entries: [{ talk }],
        panels: { [panel.id]: { judges: rated.map(({ judge }) => ({ id: judge })) } },
        sheets: rated,
      }).talks;
      const value = found?.panels[0]?.value;
      // What nobody has rated has no figure, and is not taken for nought.
      if (value !== undefined) figures[talk] = decimalOf(value);
    }
    return figures;
  }
  const lists = ballots.map(([judge, { talks: listed = [] }]) => ({ panel: panel.id, judge, talks: listed }));
  const { talks: results } = score(rules, {
    entries: talks.map((talk) => ({ talk })),
    panels: panel.ballot.kind === 'places' ? { [panel.id]: { judges: lists.map(({ judge }) => ({ id: judge })) } } : {},
    sheets: [],
    lists,
  });
  for (const { talk, panels } of results) figures[talk] = decimalOf(panels[0]?.value);
  return figures;
};

const decimalOf = (value: string | undefined): string => {
  if (value === undefined) return '0';
  return isDecimal(value) && value.length <= 18 ? value : formatDecimal(value, FINE);
};
