import type { MarkProblem } from '@rostrum/scoring';
import { m } from '#lib/paraglide/messages.js';
import type { Criterion } from './entry.ts';

/** What is wrong with a mark, in words that say what it may be. */
export const problemText = (problem: MarkProblem['problem'], { min, max, step }: Criterion): string => {
  switch (problem) {
    case 'out-of-range':
      return m.judge_problem_range({ min, max });
    case 'off-step':
      return m.judge_problem_step({ step });
    case 'missing':
    case 'not-a-decimal':
    case 'unknown-criterion':
      return m.judge_problem_number({ min, max });
  }
};
