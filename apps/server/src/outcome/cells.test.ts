import { expect, test } from 'vitest';
import { csvOf, figure, words } from './cells.ts';

test('words that a spreadsheet would carry out stand behind an apostrophe; figures stay figures', () => {
  const texts = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', '一, "二"', 'plain = so'];
  const csv = csvOf({ columns: ['=a', 'b'], rows: texts.map((text) => [words(text), figure('-0.50')]) });
  expect(csv.startsWith('\ufeff\'=a,b\r\n"\'=HYPERLINK(""x"")",-0.50\r\n')).toBe(true);
  expect(csv.split('\r\n').slice(2)).toEqual([
    "'+1,-0.50",
    "'-1,-0.50",
    "'@SUM(A1),-0.50",
    "'\tx,-0.50",
    '"一, ""二""",-0.50',
    'plain = so,-0.50',
    '',
  ]);
});

test('a fraction is written as a decimal, what is no figure as words', () => {
  expect(figure('263/3')).toEqual({ figure: '87.6667' });
  expect(figure('94.50', true)).toEqual({ figure: '94.50', struck: true });
  expect(figure(undefined)).toEqual({ text: '' });
  expect(figure('=1+1')).toEqual({ text: '=1+1' });
});
