import { judgeView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import { decimalsOf } from '#lib/i18n/decimals.ts';
import { anchorsOf, entryProblem, hasHalves, tidied, typed, written, type EntryKey } from './entry.ts';

const seen = scenario('talk');
const [content] = judgeView(seen.state, seen.judges[0]!).rubric.criteria;
const type = (keys: readonly EntryKey[], from = ''): string =>
  keys.reduce((text, key, index) => typed(text, key, index === 0), from);

describe('typing a mark', () => {
  it('replaces what stood there by the first figure and goes on with the next', () => {
    expect(type(['3', '6', '.', '5'], '17.5')).toBe('36.5');
    expect(type(['8'], '0')).toBe('8');
  });
  it('adds a half to the figure that stands there', () => {
    expect(type(['.5'], '36')).toBe('36.5');
    expect(type(['.5'], '36.0')).toBe('36.5');
    expect(type(['.5'])).toBe('0.5');
  });
  it('takes one point, takes back, clears', () => {
    expect(type(['.', '5'])).toBe('0.5');
    expect(type(['3', '.', '.', '5'])).toBe('3.5');
    expect(type(['3', '6', 'back'])).toBe('3');
    expect(type(['back'], '36.5')).toBe('');
    expect(type(['3', 'clear'])).toBe('');
    expect(type(['1', '2', '3', '4', '5', '6', '7', '8', '9'])).toHaveLength(8);
  });
  it('is told what is wrong with it, but not while a point waits for its figure', () => {
    expect(entryProblem(content!, '41')).toBe('out-of-range');
    expect(entryProblem(content!, '36.3')).toBe('off-step');
    expect(entryProblem(content!, '36.')).toBeUndefined();
    expect(entryProblem(content!, '')).toBeUndefined();
    expect(tidied('36.')).toBe('36');
  });
  it('stands on the sheet with the decimals of its step; what is no mark stays as typed', () => {
    expect(written(content!, '36')).toBe('36.0');
    expect(written(content!, '41')).toBe('41');
    expect(written({ ...content!, step: '1' }, '36')).toBe('36');
  });
  it('offers halves only where they are marks', () => {
    expect(hasHalves(content!)).toBe(true);
    expect(hasHalves({ ...content!, step: '1' })).toBe(false);
    expect(hasHalves({ ...content!, step: '0.1' })).toBe(true);
  });
});

describe('what marks mean', () => {
  const anchors = [
    { mark: '36', means: '优' },
    { mark: '9', means: '弱' },
    { mark: '28', means: '中' },
  ];
  const criterion = { ...content!, anchors };
  it('stands lowest first, and the one that the mark has reached stands out', () => {
    const on = (mark: string | undefined) => anchorsOf(criterion, mark).map((one) => (one.on ? one.means : '-'));
    expect(anchorsOf(criterion, undefined).map((one) => one.mark)).toEqual(['9', '28', '36']);
    expect(on('35.5')).toEqual(['-', '中', '-']);
    expect(on('36')).toEqual(['-', '-', '优']);
    expect(on('8')).toEqual(['-', '-', '-']);
    expect(on('99')).toEqual(['-', '-', '-']);
  });
  it('a criterion may say with how many decimals its marks are written', () => {
    expect(decimalsOf({ ...criterion, decimals: 2 })).toBe(2);
    expect(written({ ...criterion, decimals: 2 }, '36')).toBe('36.00');
  });
});
