import type { BiasReport, Result, TalkResult } from '@rostrum/scoring';
import { explain } from '@rostrum/scoring';
import type { Phrases, StepNames } from '@rostrum/scoring/words';
import { sayStep } from '@rostrum/scoring/words';
import type { Texts } from './texts.ts';

/** Places, teams and who goes on, as lines. */
export function placesReport(result: Result, texts: Texts, phrases: Phrases): string[] {
  const names = namesOf(result);
  const found = new Map(result.talks.map((talk) => [talk.talk, talk]));
  const placed = new Set(result.ranking.map((one) => one.talk));
  const note = (talk: TalkResult): string =>
    [
      ...(talk.status === 'competing' ? [] : [phrases.status[talk.status]]),
      ...(talk.state === 'complete' ? [] : [talk.total === undefined ? texts.none : texts.provisional]),
      ...result.awards.filter(({ talks }) => talks.includes(talk.talk)).map(({ award }) => names.award(award)),
    ].join(phrases.list(['', '']));
  const ranked = result.ranking.flatMap(({ talk, rank, tied }) => {
    const one = found.get(talk);
    return one ? [[`${rank}${tied ? '=' : ''}`, talk, one.total ?? '', note(one)]] : [];
  });
  const others = result.talks
    .filter(({ talk }) => !placed.has(talk))
    .map((one) => ['–', one.talk, one.total ?? '', note(one)]);
  const lines = columns([[texts.place, texts.talk, texts.total, texts.note], ...ranked, ...others]);
  if (result.teams.length > 0) {
    const teams = result.teams.map(({ team, rank, total, tied }) => [
      rank === undefined ? '–' : `${rank}${tied ? '=' : ''}`,
      team,
      total ?? texts.none,
    ]);
    lines.push('', ...columns([[texts.place, texts.teams, texts.total], ...teams]));
  }
  if (result.advancing.length > 0) lines.push('', `${texts.advancing}: ${phrases.list(result.advancing)}`);
  return lines;
}

/** Every step of every talk, in words and figures. */
export function stepsReport(result: Result, phrases: Phrases): string[] {
  const names = namesOf(result);
  return [...explain(result)].flatMap(([talk, steps]) => [
    '',
    talk,
    ...steps.map((step) => {
      const { text, sum } = sayStep(step, phrases, names);
      return `  ${text}${sum === undefined ? '' : `: ${sum}`}`;
    }),
  ]);
}

export function biasReport({ panel, judges, outliers }: BiasReport, texts: Texts): string[] {
  const rows = judges.map((one) => [
    one.judge,
    String(one.sheets),
    one.mean,
    one.spread ?? '–',
    one.leniency ?? '–',
    one.correlation ?? '–',
  ]);
  return [
    '',
    texts.bias.title(panel),
    ...columns([[...texts.bias.columns], ...rows]),
    ...outliers.map(({ talk, judge, total, mean }) => texts.bias.outlier(talk, judge, total, mean)),
  ];
}

function namesOf({ rules }: Result): StepNames & { award: (id: string) => string } {
  const same = (id: string): string => id;
  const panelOf = (id: string) => rules.panels.find((panel) => panel.id === id);
  return {
    judge: same,
    talk: same,
    panel: (id) => panelOf(id)?.name ?? id,
    criterion: (id, panel) => {
      const ballot = panelOf(panel)?.ballot;
      const criteria = ballot?.kind === 'marks' ? ballot.rubric.criteria : [];
      return criteria.find((one) => one.id === id)?.name ?? id;
    },
    award: (id) =>
      [...(rules.awards?.tiers ?? []), ...(rules.awards?.special ?? [])].find((one) => one.id === id)?.name ?? id,
  };
}

/** Rows with their cells under each other; a character of Chinese is two wide. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, widthOf(cell))),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, one) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(one) ? 2 : 1),
    0,
  );
}
