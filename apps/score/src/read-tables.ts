import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { parseCsv } from './csv.ts';
import type { Table } from './table.ts';

/** The sheets of an XLSX file, or the one table of a CSV file, named as the file is. */
export async function readTables(file: string): Promise<Table[]> {
  if (extname(file).toLowerCase() !== '.xlsx') {
    const name = basename(file, extname(file));
    return [{ name, rows: parseCsv(await readFile(file, 'utf8')) }];
  }
  const sheets = await readWorkbook(file, { parseNumber: writtenNumber });
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell === null ? '' : String(cell)))),
  }));
}

/**
 * What the cell shows rather than how the file has it: a workbook keeps numbers as binary fractions and writes 9.15 as
 * 9.1500000000000004. Fifteen digits are what a spreadsheet itself keeps; a mark has far fewer.
 */
export function writtenNumber(text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const shown = Number(value.toPrecision(15));
  return Math.abs(shown) < 1e15 && (shown === 0 || Math.abs(shown) >= 1e-6) ? String(shown) : text;
}
