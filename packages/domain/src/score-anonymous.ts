import type { BiasReport, Step } from '@rostrum/scoring';
import type { ScoreCell, ScoreDocument, ScoreRow } from './score-document.ts';

/**
 * OU6: the document with letters in the stead of judges, in a shuffled order. Nothing in it keeps the panel's order or
 * tells who a judge may be: no names, comments, corrections or reasons why one does not score, and marks by size where
 * an explanation lists them.
 */
export const anonymise = (
  document: ScoreDocument,
  shuffle: (judges: readonly string[]) => readonly string[],
): ScoreDocument => {
  const letters = new Map<string, string>();
  const panels = document.panels.map((panel) => {
    const judges = shuffle(panel.judges).map((judge) => {
      const letter = letterOf(letters.size);
      letters.set(judge, letter);
      return letter;
    });
    return { ...panel, judges };
  });
  const called = (judge: string): string => letters.get(judge) ?? '–';
  return {
    ...document,
    panels,
    judges: Object.fromEntries([...letters.values()].map((letter) => [letter, { letter }])),
    rows: document.rows.map((row) => anonymousRow(row, letters, called)),
    bias: document.bias.map((report) => anonymousBias(report, called)),
  };
};

/** A … Z, then AA, AB … */
const letterOf = (index: number): string =>
  (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const anonymousRow = (
  row: ScoreRow,
  letters: ReadonlyMap<string, string>,
  called: (judge: string) => string,
): ScoreRow => {
  const cells: [string, ScoreCell][] = [...letters].flatMap(([judge, letter]) => {
    const cell = row.cells[judge];
    if (!cell) return [];
    const { excuse: _excuse, comment: _comment, corrected: _corrected, paper: _paper, ...kept } = cell;
    return [[letter, kept]];
  });
  return { ...row, cells: Object.fromEntries(cells), steps: anonymousSteps(row.steps, called) };
};

const anonymousBias = (report: BiasReport, called: (judge: string) => string): BiasReport => ({
  ...report,
  judges: report.judges.map((one) => ({ ...one, judge: called(one.judge) })).sort(byLetter),
  outliers: report.outliers.map((one) => ({ ...one, judge: called(one.judge) })),
});
const byLetter = (a: { judge: string }, b: { judge: string }): number =>
  a.judge.length - b.judge.length || (a.judge < b.judge ? -1 : 1);

const anonymousSteps = (steps: readonly Step[], called: (judge: string) => string): Step[] => {
  const renamed = steps.map((step): Step => {
    switch (step.kind) {
      case 'out':
        return { ...step, judge: called(step.judge), reason: '–' };
      case 'not-counted':
      case 'judge-total':
      case 'place-points':
      case 'dropped':
        return { ...step, judge: called(step.judge) };
      case 'missing':
        return {
          ...step,
          judges: step.judges
            .map((judge) => ({ judge: called(judge) }))
            .sort(byLetter)
            .map((one) => one.judge),
        };
      case 'mean':
        return { ...step, totals: bySize(step.totals) };
      case 'criterion-mean':
        return { ...step, values: bySize(step.values) };
      case 'pooled':
        return step.how === 'criteria' ? step : { ...step, values: bySize(step.values) };
      default:
        return step;
    }
  });
  return inRuns(renamed);
};

/** Steps of judges that follow one another stand by their letters; all others stay where they are. */
const inRuns = (steps: readonly Step[]): Step[] => {
  const sorted: Step[] = [];
  let run: (Step & { judge: string })[] = [];
  let runKey: string | undefined;
  const end = (): void => {
    sorted.push(...run.sort(byLetter));
    run = [];
  };
  for (const step of steps) {
    const key = runOf(step);
    if (key !== runKey) end();
    runKey = key;
    if (key !== undefined && 'judge' in step) run.push(step);
    else sorted.push(step);
  }
  end();
  return sorted;
};
const runOf = (step: Step): string | undefined => {
  if (step.kind === 'dropped') return `${step.panel} ${step.end} ${step.criterion ?? ''}`;
  return 'judge' in step ? step.panel : undefined;
};

/** The least first; a fraction, where a rule set rounds nothing on the way, goes by its quotient. */
export const bySize = (values: readonly string[]): string[] => [...values].sort((a, b) => sizeOf(a) - sizeOf(b));
/** Good enough to put marks in an order; what is shown stays exact. */
const sizeOf = (figure: string): number => {
  const [above = '0', below = '1'] = figure.split('/');
  return Number(above) / Number(below);
};
