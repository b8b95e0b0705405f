import type { Phrases } from './phrases.ts';

const REASONS: Readonly<Record<string, string>> = {
  'over-time': 'over time',
  'under-time': 'under time',
  self: 'own talk',
  'own-unit': 'own unit',
};

export const en: Phrases = {
  rounding: {
    'half-up': (decimals) => `rounded half up to ${decimals} decimals`,
    'half-even': (decimals) => `rounded half to even (GB/T 8170) to ${decimals} decimals`,
    truncate: (decimals) => `cut to ${decimals} decimals`,
  },
  status: {
    'out-of-competition': 'out of competition',
    withdrawn: 'withdrawn',
    forfeit: 'forfeit',
    disqualified: 'disqualified',
  },
  reason: (code) => REASONS[code] ?? code,
  list: (items) => items.join(', '),
  notCounted: (judge) => `${judge} was not to score this talk: not counted`,
  out: (judge, reason) => `${judge} left out (${reason})`,
  judgeTotal: (judge) => `Marks of ${judge}`,
  place: (judge, place) => (place === undefined ? `Not on the list of ${judge}` : `${judge} ranks it ${place}`),
  missing: (judges) => `Not in yet: ${judges}`,
  dropped: (end, judge, criterion) =>
    `The ${end} struck out${criterion === undefined ? '' : ` in ${criterion}`} (${judge})`,
  notTrimmed: (because, sheets, high, low) =>
    because === 'provisional'
      ? `Not all are in: ${high} highest and ${low} lowest not struck out yet`
      : `Only ${sheets}: too few to strike out ${high} highest and ${low} lowest, the plain mean counts`,
  noResult: { 'no-sheets': 'No marks', 'too-few': 'Too few marks: no result', 'no-tally': 'No figure for this' },
  criterionMean: (criterion) => `Mean in ${criterion}`,
  mean: (count) => `Mean of ${count}`,
  pooled: { sum: 'Sum', median: 'Median', criteria: 'Sum of the criteria' },
  tally: { tally: (panel) => `Figure of ${panel}`, votes: (panel) => `Votes of ${panel}` },
  converted: (panel, by, place, of) => {
    if (place !== undefined) return `Place ${place} of ${of ?? 0} in ${panel}, converted`;
    return by === 'times' ? `${panel}, converted` : `${panel}, converted by share`;
  },
  weighted: (panel) => `${panel}, weighted`,
  panelAdjusted: (panel) => `Taken off ${panel}`,
  deduction: (reason) => `Deduction: ${reason}`,
  bonus: (reason) => `Bonus: ${reason}`,
  capped: (cap) => `Deductions together at most ${cap}`,
  total: (limited) => (limited === undefined ? 'Total' : `Total (at the ${limited === 'least' ? 'least' : 'most'})`),
  tie: (by, name, decimals) => {
    switch (by.by) {
      case 'decimals':
        return `Tie: decimal ${decimals ?? by.upTo} decides`;
      case 'criterion':
        return `Tie: ${name} decides`;
      case 'panel':
        return `Tie: ${name} decides`;
      case 'fewer-deductions':
        return 'Tie: fewer deductions first';
      case 'ballot':
        return by.count === 'order' ? 'Tie: the ballot decides (sum of places)' : 'Tie: the new vote decides (votes)';
    }
  },
  tieOpen: (talks) => `Tie: a ballot is wanted among ${talks}`,
  rank: (rank, tied) => `Place ${rank}${tied ? ' (shared)' : ''}`,
  award: (award) => `Award: ${award}`,
  ruleProblem: {
    'not-a-rule-set': 'is no rule set',
    'unknown-version': 'is of an unknown version',
    'missing-field': 'is missing',
    'unknown-field': 'is not known',
    'wrong-kind': 'is not what belongs here',
    'no-criteria': 'has no criteria',
    'duplicate-criterion': 'is there twice',
    'not-a-decimal': 'is no decimal number',
    'empty-range': 'must be above the least mark',
    'step-not-positive': 'must be above 0',
    'range-not-in-steps': 'does not divide the range',
    'negative-weight': 'must not be negative',
    'not-a-count': 'must be a whole number, not negative',
    'base-not-a-mark': 'is no mark that can be given',
    'anchor-not-a-mark': 'has a mark that cannot be given',
    'decimals-coarser-than-step': 'are fewer than the step has',
    'no-panels': 'are none',
    'duplicate-panel': 'is there twice',
    'pool-needed': 'is missing: how do marks become one value?',
    'pool-not-for-this-ballot': 'does not belong to votes or figures',
    'no-points': 'are none',
    'points-rise': 'must fall from place to place',
    'least-above-most': 'is above the most',
    'trim-leaves-nothing': 'strikes out everything',
    'duplicate-trim': 'begins where another begins',
    'no-trims': 'are none',
    'criteria-of-one-rubric-only': 'needs a rubric',
    'not-positive': 'must be above 0',
    'steps-not-rising': 'must begin later than the one before',
    'shortest-above-longest': 'is above the longest',
    'rule-without-limit': 'has no limit to go by',
    'unknown-panel': 'names no panel',
    'no-totals-to-adjust': "has no judges' totals to take it off",
    'unknown-criterion': 'names no criterion',
    'no-more-decimals': 'is no more than the total has',
    'duplicate-award': 'is there twice',
    'share-not-a-part': 'must be above 0 and at most 1',
    'thresholds-rise': 'is above that of the tier before',
    'tier-takes-all': 'gets nobody: the tier before takes all',
  },
  contestProblem: {
    'duplicate-talk': 'the talk is there twice',
    'unknown-talk': 'there is no such talk',
    'unknown-panel': 'there is no such panel',
    'not-of-this-panel': 'this panel does not take that',
    'duplicate-judge': 'the judge is there twice',
    'panel-size': 'not as many judges as the rules are meant for',
    'unknown-judge': 'there is no such judge',
    'two-sheets': 'the judge has two sheets',
    missing: 'the mark is missing',
    'not-a-decimal': 'no decimal number',
    'out-of-range': 'out of range',
    'off-step': 'not on a step of the scale',
    'unknown-criterion': 'there is no such criterion',
    'wrong-number-of-talks': 'the wrong number of talks is listed',
    'talk-listed-twice': 'a talk is listed twice',
    'negative-points': 'points must not be negative',
  },
};
