import { formatDecimal, isDecimal } from '@rostrum/scoring';

/** A cell of a table: words, or a figure that keeps the decimals it is written with. */
export type Cell = { readonly text: string } | { readonly figure: string; readonly struck?: true };
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const words = (text: string | undefined): Cell => ({ text: text ?? '' });
/** Decimals of a figure that nothing has rounded: a fraction is for explanations. */
const FINE = 4;
export const figure = (value: string | undefined, struck = false): Cell => {
  if (value === undefined) return { text: '' };
  const written = value.includes('/') ? formatDecimal(value, FINE) : value;
  if (!isDecimal(written)) return { text: written };
  return struck ? { figure: written, struck: true } : { figure: written };
};

/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const plain = (cell: Cell): string => {
  if ('figure' in cell) return cell.figure;
  return FORMULA.test(cell.text) ? `'${cell.text}` : cell.text;
};
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * CSV as spreadsheets everywhere read it: UTF-8 with its mark, CRLF. Words that would be taken for a formula have an
 * apostrophe before them, so that nobody's name or title is ever carried out.
 */
export const csvOf = ({ columns, rows }: Table): string =>
  `\ufeff${[columns.map(words), ...rows].map((row) => row.map((cell) => quoted(plain(cell))).join(',')).join('\r\n')}\r\n`;
