import { MICRO_LECTURE, type JudgingRules } from '@rostrum/domain';

/** One criterion in millionths, so that each mark and each figure can be told from everything else on the wire. */
export const FINE_RULES: JudgingRules = {
  ...MICRO_LECTURE,
  rubric: {
    rubric: 'fine',
    title: 'Fine',
    criteria: [{ id: 'whole', name: 'Whole', min: '0', max: '1000', step: '0.000001', weight: '1' }],
  },
  rounding: { mean: { mode: 'half-up', decimals: 6 }, total: { mode: 'half-up', decimals: 6 } },
};
