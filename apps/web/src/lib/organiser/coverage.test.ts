import { expect, it } from 'vitest';
import { byName, byUnit, sessionsToGo, standingOf } from './coverage.ts';

const member = (name: string, unit?: string, spoke: string[] = [], scheduled: string[] = []) => ({
  member: name,
  name,
  ...(unit === undefined ? {} : { unit }),
  spoke,
  scheduled,
});

it('whoever has spoken stays so, though scheduled again', () => {
  expect(standingOf(member('a', 'u', ['s1'], ['s2']))).toBe('spoke');
  expect(standingOf(member('a', 'u', [], ['s2']))).toBe('scheduled');
  expect(standingOf(member('a'))).toBe('yet');
});
it('names stand by pinyin, not by code point', () => {
  const names = ['周明远', '阿依努尔', '陈立', 'Bai Lu', '欧阳静怡'];
  expect(byName(names.map((name) => ({ name }))).map((one) => one.name)).toEqual([
    '阿依努尔',
    '陈立',
    '欧阳静怡',
    '周明远',
    'Bai Lu',
  ]);
});
it('units: the largest first, each with those who have spoken in front, those without a unit last among equals', () => {
  const all = [
    member('a'),
    member('b', '机关'),
    member('c', '机关', ['s']),
    member('d', '机关', [], ['s']),
    member('e', '所'),
  ];
  expect(byUnit(all)).toEqual([
    { unit: '机关', standings: ['spoke', 'scheduled', 'yet'], spoke: 1 },
    { unit: '所', standings: ['yet'], spoke: 0 },
    { standings: ['yet'], spoke: 0 },
  ]);
});
it('counts the sessions that it takes, at their usual size', () => {
  expect(sessionsToGo(24, [4, 4, 0, 5])).toEqual({ each: 4, sessions: 6 });
  expect(sessionsToGo(1, [])).toEqual({ each: 4, sessions: 1 });
  expect(sessionsToGo(0, [3])).toEqual({ each: 3, sessions: 0 });
});
