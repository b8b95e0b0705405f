import type { ScoreCell, ScoreDocument, ScoreRow } from '@rostrum/domain';
import { judgeName, panelName, personName, saySteps, type DocumentPhrases } from '@rostrum/domain/words';
import { figure, words, type Cell, type Table } from './cells.ts';

const markingPanels = ({ panels }: ScoreDocument) => panels.filter((one) => one.judges.length > 0);
const leadingJudges = (document: ScoreDocument): readonly string[] =>
  document.panels.find((one) => one.leading)?.judges ?? [];

/** The columns that a talk begins with, everywhere. */
const headOf = (document: ScoreDocument, { columns }: DocumentPhrases): string[] => [
  columns.order,
  columns.talk,
  columns.speaker,
  columns.unit,
  ...(hasTeams(document) ? [columns.team] : []),
];
const hasTeams = ({ rows }: ScoreDocument): boolean => rows.some((one) => one.team !== undefined);
const talkCells = (document: ScoreDocument, row: ScoreRow, phrases: DocumentPhrases): Cell[] => [
  figure(String(row.number)),
  words(row.title),
  words(row.speaker ? personName(row.speaker, phrases) : undefined),
  words(row.speaker?.unit),
  ...(hasTeams(document) ? [words(row.team)] : []),
];

const cellOf = (cell: ScoreCell | undefined, row: ScoreRow, phrases: DocumentPhrases): Cell => {
  if (!cell) return words('');
  if (cell.state === 'out') return words(cell.excuse === undefined ? phrases.out : phrases.excuse[cell.excuse]);
  if (cell.state === 'missing') return words(phrases.missing);
  if (row.figures === 'held') return words(phrases.held);
  return figure(cell.total, cell.dropped !== undefined);
};

/** What stands beside a talk's figures in words. */
const noteOf = (row: ScoreRow, phrases: DocumentPhrases): string =>
  phrases.list([
    ...(row.status === 'competing' ? [] : [phrases.standing[row.status]]),
    ...(row.standing === undefined || row.status === 'competing' ? [] : [row.standing]),
    ...(row.figures === 'held' ? [phrases.held] : []),
    ...(row.figures === 'provisional' || row.figures === 'complete' ? [phrases.provisional] : []),
    ...(row.tied ? [phrases.tied] : []),
    ...row.adjustments.map(
      (one) =>
        `${phrases.columns[one.kind]} ${one.points} (${one.reason === 'other' ? (one.note ?? phrases.because.other) : phrases.because[one.reason]})`,
    ),
  ]);

const endOf = (document: ScoreDocument, phrases: DocumentPhrases): string[] => {
  const { columns } = phrases;
  return [
    columns.highest,
    columns.lowest,
    columns.mean,
    ...document.panels
      .filter((one) => !one.leading)
      .map((one) => phrases.points(panelName(document, one.panel, phrases))),
    columns.deduction,
    ...(hasBonus(document) ? [columns.bonus] : []),
    columns.total,
    columns.rank,
    columns.award,
    columns.note,
  ];
};
const hasBonus = ({ rows }: ScoreDocument): boolean => rows.some((one) => one.bonus !== undefined);
const endCells = (document: ScoreDocument, row: ScoreRow, phrases: DocumentPhrases): Cell[] => [
  figure(row.highest),
  figure(row.lowest),
  figure(row.mean),
  ...document.panels
    .filter((one) => !one.leading)
    .map((one) => figure(row.parts.find((part) => part.panel === one.panel)?.points)),
  figure(row.deduction),
  ...(hasBonus(document) ? [figure(row.bonus)] : []),
  figure(row.total),
  figure(row.rank === undefined ? undefined : String(row.rank)),
  words(phrases.list(row.awards.map((award) => document.awards.find((one) => one.award === award)?.name ?? award))),
  words(noteOf(row, phrases)),
];

/** The score summary: a row a talk, a column a judge of the leading panel. */
export const summaryTable = (document: ScoreDocument, phrases: DocumentPhrases): Table => {
  const judges = leadingJudges(document);
  return {
    columns: [
      ...headOf(document, phrases),
      ...judges.map((one) => judgeName(document, one, phrases)),
      ...endOf(document, phrases),
    ],
    rows: document.rows.map((row) => [
      ...talkCells(document, row, phrases),
      ...judges.map((one) => cellOf(row.cells[one], row, phrases)),
      ...endCells(document, row, phrases),
    ]),
  };
};

/** The same with every mark: for each judge of every panel the total, then criterion by criterion. */
export const wideTable = (document: ScoreDocument, phrases: DocumentPhrases): Table => {
  const judges = markingPanels(document).flatMap(({ judges: all, criteria }) =>
    all.map((judge) => ({ judge, criteria })),
  );
  return {
    columns: [
      ...headOf(document, phrases),
      ...judges.flatMap(({ judge, criteria }) => {
        const name = judgeName(document, judge, phrases);
        return [name, ...criteria.map((one) => `${name}: ${one.name}`)];
      }),
      ...endOf(document, phrases),
    ],
    rows: document.rows.map((row) => [
      ...talkCells(document, row, phrases),
      ...judges.flatMap(({ judge, criteria }) => {
        const cell = row.cells[judge];
        return [cellOf(cell, row, phrases), ...criteria.map(({ id }) => figure(cell?.marks?.[id]))];
      }),
      ...endCells(document, row, phrases),
    ]),
  };
};

/** Every mark, a row for each talk and judge: columns are criteria. */
export const matrixTable = (document: ScoreDocument, phrases: DocumentPhrases): Table => {
  const panels = markingPanels(document);
  const several = panels.length > 1;
  const criteria = panels.flatMap(({ panel, criteria: all }) => all.map((one) => ({ panel, ...one })));
  const { columns } = phrases;
  const comments = document.rows.some((row) => Object.values(row.cells).some((one) => one.comment !== undefined));
  return {
    columns: [
      columns.order,
      columns.talk,
      columns.speaker,
      ...(several ? [columns.panel] : []),
      columns.judge,
      ...criteria.map((one) => (several ? `${panelName(document, one.panel, phrases)}: ${one.name}` : one.name)),
      columns.total,
      columns.struck,
      ...(comments ? [columns.comment] : []),
    ],
    rows: document.rows.flatMap((row) =>
      panels.flatMap(({ panel, judges }) =>
        judges.map((judge): Cell[] => {
          const cell = row.cells[judge];
          return [
            figure(String(row.number)),
            words(row.title),
            words(row.speaker ? personName(row.speaker, phrases) : undefined),
            ...(several ? [words(panelName(document, panel, phrases))] : []),
            words(judgeName(document, judge, phrases)),
            ...criteria.map((one) =>
              one.panel === panel ? figure(cell?.marks?.[one.id], cell?.struck?.[one.id] !== undefined) : words(''),
            ),
            cellOf(cell, row, phrases),
            words(struckWords(cell, phrases)),
            ...(comments ? [words(cell?.comment)] : []),
          ];
        }),
      ),
    ),
  };
};
const struckWords = (cell: ScoreCell | undefined, phrases: DocumentPhrases): string =>
  phrases.list([
    ...(cell?.dropped ? [phrases.dropped[cell.dropped]] : []),
    ...new Set(Object.values(cell?.struck ?? {}).map((end) => phrases.dropped[end])),
  ]);

/** How each total and place came about, in words. */
export const explanationTable = (document: ScoreDocument, phrases: DocumentPhrases): Table => ({
  columns: [phrases.columns.order, phrases.columns.talk, phrases.columns.step, phrases.columns.sum],
  rows: document.rows.flatMap((row) =>
    saySteps(document, row, document.session.language, phrases).map((step): Cell[] => [
      figure(String(row.number)),
      words(row.title),
      words(step.text),
      words(step.sum),
    ]),
  ),
});
