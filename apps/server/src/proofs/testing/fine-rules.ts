import { MICRO_LECTURE, type JudgingRules } from '@rostrum/domain';

/** One criterion in millionths, so that each mark and each figure can be told from everything else on the wire. */
export const FINE_RULES: JudgingRules = {
  ...MICRO_LECTURE,
  title: 'Fine',
  set: {
    ...MICRO_LECTURE.set,
    panels: MICRO_LECTURE.set.panels.map((panel) => ({
      ...panel,
      ballot: {
        kind: 'marks' as const,
        rubric: { criteria: [{ id: 'whole', name: 'Whole', min: '0', max: '1000', step: '0.000001', weight: '1' }] },
      },
      rounding: { panel: { mode: 'half-up' as const, decimals: 6 } },
    })),
    rounding: { mode: 'half-up', decimals: 6 },
  },
};
