/** A sheet of a workbook or a CSV file, as text. */
export interface Table {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** What is wrong with one cell; row and column count from 0. */
export interface CellProblem {
  readonly table: string;
  readonly row: number;
  readonly column: number;
  readonly problem: CellProblemCode;
  /** What stands in the cell. */
  readonly value?: string;
}

export type CellProblemCode =
  | 'missing'
  | 'not-a-decimal'
  | 'out-of-range'
  | 'off-step'
  | 'unknown-criterion'
  | 'unknown-column'
  | 'duplicate-column'
  | 'duplicate-talk'
  | 'unknown-talk'
  | 'unknown-status'
  | 'not-a-time'
  | 'talk-without-name'
  | 'talk-listed-twice'
  | 'unknown-table'
  | 'no-judges';

/** `B3`: as spreadsheets name cells. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

/** The text of a cell without what an input method or a spreadsheet left around it; full-width figures are plain ones. */
export function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').trim();
}

export function at(table: Table, row: number, column: number): string {
  return plain(table.rows[row]?.[column]);
}
