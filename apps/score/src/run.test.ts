import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { presetOf } from '@rostrum/scoring/presets';
import writeWorkbook from 'write-excel-file/node';
import { writtenNumber } from './read-tables.ts';
import { run } from './run.ts';
import { cellName } from './table.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-'));
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** A workbook of sheets of rows; numbers as numbers, as a spreadsheet has them. */
async function workbook(name: string, sheets: Readonly<Record<string, (string | number | null)[][]>>): Promise<string> {
  const path = join(folder, name);
  const parts = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map((value) => (value === null ? null : { value }))),
  }));
  await writeWorkbook(parts).toFile(path);
  return path;
}

const ONE = `talk,Li,Wang,Zhao,Qian,Sun
Ada,88,90,85,99,60
Bo,90,93,96,99,99
`;

describe('[SC18] pnpm score', () => {
  it('takes the rules of a session as its screen has saved them', async () => {
    const set = presetOf('five-minutes-then-stop')?.rules;
    const rules = await file('session.json', JSON.stringify({ title: 'Ours', opens: 'by-host', set }));
    const { code, out } = await run([await file('one.csv', ONE), '--rules', rules], 'en');
    expect(code).toBe(0);
    expect(out.join('\n')).toMatch(/1\s+Bo\s+96/);
  });
  it('ranks a CSV of talks and judges, with every step in words', async () => {
    const { code, out, err } = await run([await file('one.csv', ONE), '--preset', 'five-minutes-then-stop'], 'en');
    expect([code, err]).toEqual([0, []]);
    const text = out.join('\n');
    expect(text).toMatch(/^Place {2}Talk {2}Total {2}Note\n1 {6}Bo {4}96\.00\n2 {6}Ada {3}87\.67\n/);
    expect(text).toContain('The highest struck out (Qian): 99');
    expect(text).toContain('Mean of 3 (rounded half up to 2 decimals): (88 + 90 + 85) ÷ 3 = 263 ÷ 3 = 263/3 → 87.67');
    const zh = await run([join(folder, 'one.csv'), '--preset', 'five-minutes-then-stop', '--lang', 'zh'], 'en');
    expect(zh.out.join('\n')).toContain('去掉一个最高分（Qian）: 99');
  });

  it('names bad cells by sheet, row and column', async () => {
    const text = `${ONE}Cy,101,9O,,-1,60.001\n,1,,,,\nBo,1,1,1,1,1\n`;
    const { code, err, out } = await run([await file('bad.csv', text), '--preset', 'five-minutes-then-stop'], 'en');
    expect([code, out]).toEqual([1, []]);
    expect(err).toEqual([
      'bad!B4 (row 4, column B): out of range “101”',
      'bad!C4 (row 4, column C): no decimal number “9O”',
      'bad!E4 (row 4, column E): out of range “-1”',
      'bad!F4 (row 4, column F): not on a step of the scale “60.001”',
      'bad!A5 (row 5, column A): something stands here, but no talk',
      'bad!A6 (row 6, column A): the talk is there twice “Bo”',
    ]);
  });

  it('reads judge × criterion in one head row or two, full-width figures, recusal and times', async () => {
    const two = `讲者,用时,李,,,,王,,,
,,内容,授课形式,语言表达,现场效果,内容,授课形式,语言表达,现场效果
甲,15:10,38,１８,17,18,36,17,18,17
乙,14:00,35,18,17,18,回避,,,
`;
    const args = ['--preset', 'micro-lecture-15', '--brief'];
    const told = await run([await file('two.csv', two), ...args], 'zh');
    expect(told.out).toEqual(['名次  讲者  总分   说明', '1     甲    89.50', '2     乙    88.00']);
    expect(told.err[0]).toBe('甲 用时 910 秒，超时，应扣 0.2');
    const confirmed = await run([join(folder, 'two.csv'), ...args, '--confirm-time'], 'zh');
    expect(confirmed.out[1]).toBe('1     甲    89.30');
    const one = two.replace(
      /^.*\n.*\n/,
      '讲者,用时,李：内容,李：授课形式,李/语言表达,李 现场效果,王:content,王:form,王:language,王:effect\n',
    );
    expect((await run([await file('single.csv', one), ...args], 'zh')).out).toEqual(told.out);
    const half = two.replace('36,17,18,17', '36,,18,17');
    expect((await run([await file('half.csv', half), ...args], 'en')).err).toContain(
      'half!H3 (row 3, column H): the mark is missing',
    );
  });

  it('reads a workbook with a sheet for each panel, and the mark a cell shows', async () => {
    const path = await workbook('book.xlsx', {
      judges: [
        ['talk', 'Li', 'Wang'],
        ['Ada', 90.15, 92],
        ['Bo', 80, 82],
      ],
      投票: [
        ['talk', 'votes'],
        ['Ada', 300],
        ['Bo', 400],
      ],
    });
    const { code, out, err } = await run([path, '--preset', 'half-judges-half-votes', '--brief'], 'en');
    expect([code, err]).toEqual([0, []]);
    // (90.15 + 92) / 2 = 91.075 → 91.08; half of it and half of 75, and of 81 and 100.
    expect(out.slice(1)).toEqual(['1      Bo    90.50', '2      Ada   83.04']);
    expect(writtenNumber('9.1500000000000004')).toBe('9.15');
    const stray = await workbook('stray.xlsx', {
      judges: [
        ['talk', 'Li'],
        ['Ada', 90],
      ],
      notes: [['x']],
    });
    const refused = await run([stray, '--preset', 'half-judges-half-votes'], 'en');
    expect(refused.err).toEqual(['notes!A1 (row 1, column A): no panel is called so “notes”']);
  });

  it('reads lists of judges who rank', async () => {
    const text = 'judge,1,2,3\nLi,Ada,Bo,Cy\nWang,Bo,Ada,Cy\nZhao,Ada,Cy,Bo\n';
    const { out } = await run([await file('lists.csv', text), '--preset', 'rank-ballots-3-2-1', '--brief'], 'en');
    expect(out.slice(1)).toEqual(['1      Ada   8', '2      Bo    6', '3      Cy    4']);
    const twice = text.replace('Bo,Ada,Cy', 'Bo,Bo,Cy');
    expect((await run([await file('twice.csv', twice), '--preset', 'rank-ballots-3-2-1'], 'en')).err).toEqual([
      'twice!C3 (row 3, column C): the talk is listed twice “Bo”',
    ]);
  });

  it('reads JSON with rules or a preset, and says what is wrong with it', async () => {
    const contest = {
      entries: [{ talk: 'a' }],
      panels: { judges: { judges: [{ id: 'j1' }] } },
      sheets: [{ panel: 'judges', judge: 'j1', talk: 'a', marks: { total: '90.5' } }],
    };
    const good = await file('good.json', JSON.stringify({ preset: 'order-by-draw', contest }));
    const result = await run([good, '--json'], 'en');
    expect(JSON.parse(result.out.join('\n'))).toMatchObject({
      ranking: [{ talk: 'a', rank: 1 }],
      talks: [{ total: '90.50' }],
    });
    const bad = await file('bad.json', JSON.stringify({ rules: { version: 2, panels: [] }, contest }));
    expect((await run([bad], 'en')).err).toEqual(['rounding: is missing']);
    const odd = await file(
      'odd.json',
      JSON.stringify({ preset: 'order-by-draw', contest: { ...contest, sheets: [{ marks: 1 }] } }),
    );
    expect((await run([odd], 'en')).err).toContain('sheets.0.judge: is missing');
    expect(await run([], 'en')).toMatchObject({ code: 2 });
    expect(await run(['x.csv'], 'en')).toMatchObject({
      code: 2,
      err: ['Tables need a rule set: --rules or --preset.'],
    });
    expect((await run(['no.csv', '--preset', 'three-judges'], 'en')).code).toBe(1);
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 27, 701, 702].map((column) => cellName(0, column))).toEqual([
      'A1',
      'Z1',
      'AA1',
      'AB1',
      'ZZ1',
      'AAA1',
    ]);
  });
});
