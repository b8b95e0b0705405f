import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { explain, score } from '@rostrum/scoring';
import type { Contest, RuleSet } from '@rostrum/scoring';

const CRITERIA = ['content', 'logic', 'language', 'manner', 'pace', 'effect'];
const RULES: RuleSet = {
  version: 2,
  panels: [
    {
      id: 'judges',
      ballot: {
        kind: 'marks',
        rubric: { criteria: CRITERIA.map((id) => ({ id, min: '0', max: '10', step: '0.05', weight: '1.5' })) },
      },
      pool: { kind: 'trimmed', trims: [{ from: 5, high: 1, low: 1 }], tooFew: 'mean' },
      weight: '1',
      rounding: { panel: { mode: 'half-even', decimals: 3 } },
    },
  ],
  rounding: { mode: 'half-even', decimals: 3 },
  ties: [
    { by: 'decimals', upTo: 6 },
    { by: 'criterion', panel: 'judges', criterion: 'content' },
  ],
};

/**
 * `scoring [--talks N] [--judges N] [--rounds N]`: seconds to rank that many talks by six weighted criteria, from sheets
 * of decimal strings to places: the median of the rounds, and the first, which no compiler has warmed. `explained` is
 * what the steps of all talks take on top; `processorSeconds` is what a round costs whatever else the machine does (its
 * own collector's threads included).
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { talks: { type: 'string' }, judges: { type: 'string' }, rounds: { type: 'string' } },
  });
  const talks = Number(values.talks ?? 10_000);
  const judges = Number(values.judges ?? 15);
  const rounds = Number(values.rounds ?? 5);
  const contest = contestOf(talks, judges);
  const times: number[] = [];
  const loadBefore = loadavg()[0] ?? NaN;
  const busyBefore = process.cpuUsage();
  let result = score(RULES, { ...contest, entries: [], sheets: [] });
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    result = score(RULES, contest);
    times.push((performance.now() - started) / 1000);
  }
  const busy = process.cpuUsage(busyBefore);
  const processorSeconds = (busy.user + busy.system) / 1e6 / rounds;
  const started = performance.now();
  const steps = [...explain(result).values()].reduce((sum, one) => sum + one.length, 0);
  const explained = (performance.now() - started) / 1000;
  const [first = NaN] = times;
  const seconds = [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
  const ranked = result.ranking.length;
  const spent = { seconds, first, processorSeconds, loadBefore, explained };
  return Promise.resolve({ talks, judges, criteria: CRITERIA.length, ranked, ...spent, steps });
}

/** The same contest every time: marks from a linear congruential generator (Numerical Recipes' constants). */
function contestOf(talks: number, judges: number): Contest {
  let state = 2026;
  const mark = (): string => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (5 + (state % 101) / 20).toFixed(2);
  };
  const entries = Array.from({ length: talks }, (_, at) => ({ talk: `t${at}` }));
  const members = Array.from({ length: judges }, (_, at) => ({ id: `j${at}` }));
  const sheets = entries.flatMap(({ talk }) =>
    members.map(({ id: judge }) => ({
      panel: 'judges',
      judge,
      talk,
      marks: Object.fromEntries(CRITERIA.map((id) => [id, mark()])),
    })),
  );
  return { entries, panels: { judges: { judges: members } }, sheets };
}
