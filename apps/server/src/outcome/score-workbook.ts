import type { AuditDocument, ScoreDocument } from '@rostrum/domain';
import { documentPhrases, personName, type DocumentPhrases } from '@rostrum/domain/words';
import writeWorkbook, { type Row, type Sheet } from 'write-excel-file/node';
import { auditTable, dateOf } from './audit-table.ts';
import type { Cell, Table } from './cells.ts';
import { explanationTable, matrixTable, summaryTable } from './score-tables.ts';

/** Beyond this many digits a spreadsheet's own numbers are no longer exact; then a figure stays text. */
const EXACT_DIGITS = 15;
const LINE = { borderStyle: 'thin', borderColor: '#999999' } as const;

/** A figure is a number that shows as many decimals as it was written with; words are never a formula. */
const cellOf = (cell: Cell): Row[number] => {
  if ('text' in cell) return cell.text === '' ? { ...LINE } : { value: cell.text, type: String, wrap: true, ...LINE };
  const { figure, struck } = cell;
  const style = {
    align: 'right',
    ...LINE,
    ...(struck ? { textDecoration: { strikethrough: true }, textColor: '#777777' } : {}),
  } as const;
  if (figure.replace(/\D/g, '').length > EXACT_DIGITS) return { value: figure, type: String, ...style };
  const decimals = figure.split('.')[1]?.length ?? 0;
  return { value: Number(figure), type: Number, format: decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`, ...style };
};
const headRow = (columns: readonly string[]): Row =>
  columns.map((value) => ({
    value,
    type: String,
    fontWeight: 'bold',
    wrap: true,
    align: 'center',
    backgroundColor: '#f0efec',
    ...LINE,
  }));
const rowsOf = ({ columns, rows }: Table): Row[] => [headRow(columns), ...rows.map((row) => row.map(cellOf))];

/** As wide as the longest cell of a column, within reason; a character of Chinese is two wide. */
const widthsOf = ({ columns, rows }: Table): { width: number }[] =>
  columns.map((name, at) => {
    const longest = rows.reduce((most, row) => Math.max(most, widthOf(row[at])), [...name].length > 8 ? 8 : wide(name));
    return { width: Math.min(Math.max(longest + 2, 6), 60) };
  });
const widthOf = (cell: Cell | undefined): number =>
  cell === undefined ? 0 : wide('text' in cell ? cell.text : cell.figure);
const wide = (text: string): number => [...text].reduce((sum, one) => sum + (one > '\u10ff' ? 2 : 1), 0);

/** How a session's result stands, in a line. */
const standingOf = (document: ScoreDocument, phrases: DocumentPhrases): string => {
  const newest = document.versions[document.versions.length - 1];
  if (!document.final || !newest) {
    return document.reopened === undefined
      ? phrases.provisional
      : `${phrases.provisional} · ${phrases.correction(document.reopened)}`;
  }
  const version = phrases.final(newest.version);
  return newest.reason === undefined ? version : `${version} · ${phrases.correction(newest.reason)}`;
};

const summarySheet = (document: ScoreDocument, phrases: DocumentPhrases): Sheet<Buffer> => {
  const { session } = document;
  const { facts, sign } = phrases;
  const table = summaryTable(document, phrases);
  const fact = (label: string, value: string): Row => [
    { value: label, type: String, fontWeight: 'bold' },
    { value, type: String },
  ];
  const newest = document.final ? document.versions[document.versions.length - 1] : undefined;
  const before: Row[] = [
    [{ value: phrases.summary, type: String, fontWeight: 'bold', fontSize: 16 }],
    ...(session.programmeTitle === undefined ? [] : [fact(facts.programme, session.programmeTitle)]),
    fact(facts.session, session.title),
    fact(facts.organiser, session.workspace),
    fact(facts.date, dateOf(session.startedAt ?? session.startsAt)),
    fact(facts.place, session.place),
    fact(facts.rules, document.rules),
    fact(facts.standing, standingOf(document, phrases)),
    ...(document.anonymous ? [[{ value: phrases.anonymous, type: String }] as Row] : []),
    [],
  ];
  const after: Row[] = [
    [],
    ...(newest?.signed ?? []).map((one) =>
      fact(
        phrases.signed,
        `${personName(one.person, phrases)} (${one.role in phrases.role ? phrases.role[one.role as keyof typeof phrases.role] : one.role}) ${dateOf(one.at)}`,
      ),
    ),
    ...[sign.tally, sign.supervision, sign.headJudge].map((label) => fact(label, '____________________')),
  ];
  return {
    sheet: phrases.summary,
    data: [...before, ...rowsOf(table), ...after],
    columns: widthsOf(table),
    orientation: 'landscape',
  };
};

const tableSheet = (sheet: string, table: Table): Sheet<Buffer> => ({
  sheet,
  data: rowsOf(table),
  columns: widthsOf(table),
  stickyRowsCount: 1,
  orientation: 'landscape',
});

/** The workbook: summary, every mark, how each figure came about, and the audit where one is given. All values, no formulas. */
export const workbookOf = (document: ScoreDocument, audit: AuditDocument | undefined): Promise<Buffer> => {
  const phrases = documentPhrases(document.session.language);
  return writeWorkbook([
    summarySheet(document, phrases),
    tableSheet(phrases.matrix, matrixTable(document, phrases)),
    tableSheet(phrases.explanations, explanationTable(document, phrases)),
    ...(audit ? [tableSheet(phrases.audit, auditTable(audit, phrases))] : []),
  ]).toBuffer();
};
