import { describe, expect, it } from 'vitest';
import { closingOf, noteLines, pageTitle } from './notes.ts';

describe('notes', () => {
  it('tells what to do from what to say', () => {
    expect(noteLines('▸ 举起纸条\n\n请大家也撕一条。\r\n（停满三秒）\n(wait)')).toEqual([
      { kind: 'do', text: '举起纸条' },
      { kind: 'say', text: '请大家也撕一条。' },
      { kind: 'do', text: '停满三秒' },
      { kind: 'do', text: 'wait' },
    ]);
  });
  it('leaves a bracket inside a sentence alone', () => {
    expect(noteLines('（一）先讲原理，（二）再做实验。')[0]?.kind).toBe('say');
    expect(noteLines('first (and last) words')[0]?.kind).toBe('say');
  });
  it('takes the last words said on the last page as the closing line', () => {
    expect(closingOf('谢谢大家。\n飞机一直在把空气往下推。\n▸ 放下纸条')).toBe('飞机一直在把空气往下推。');
    expect(closingOf('▸ 鞠躬')).toBeUndefined();
    expect(closingOf(undefined)).toBeUndefined();
  });
  it('names a page by its first line of words, passing over upright text, and cuts it by signs', () => {
    expect(pageTitle('刘\n志\n兰\n收信的人')).toBe('收信的人');
    expect(pageTitle('刘')).toBe('刘');
    expect(pageTitle('志\n兰\n！\n\n亲\n爱\n的')).toBe('志兰！亲爱的');
    expect(pageTitle('  \n')).toBeUndefined();
    expect(pageTitle('𠮷'.repeat(10), 5)).toBe('𠮷𠮷𠮷𠮷…');
  });
});
