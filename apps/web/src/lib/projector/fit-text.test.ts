import { describe, expect, it } from 'vitest';
import { clauses, countLines, fitText, isHan, widthOf } from './fit-text.ts';

describe('clauses', () => {
  it('breaks Chinese after the marks at which a reader breathes', () => {
    expect(clauses('支部人手少、任务重，怎样常态化地讲下去，而不是办成一次性的活动？')).toEqual([
      ['支部人手少、', '任务重，', '怎样常态化地讲下去，', '而不是办成一次性的活动？'],
    ]);
  });

  it('keeps closing quotes and doubled marks with what they close', () => {
    expect(clauses('他说：“好！”然后走了……再没回来。')).toEqual([['他说：', '“好！”', '然后走了……', '再没回来。']]);
  });

  it('parts neither a time of day nor a name at its dot', () => {
    expect(clauses('茶歇十分钟，15:40 请阿依努尔·买买提江回来。')).toEqual([
      ['茶歇十分钟，', '15:40 请阿依努尔·买买提江回来。'],
    ]);
  });

  it('loses no character, and leaves other scripts to part between words', () => {
    const text = '“一”，二；三……（四）。五';
    expect(clauses(text).flat().join('')).toBe(text);
    expect(clauses('Ten minutes for tea. Back by 15:40.')).toEqual([['Ten minutes for tea. Back by 15:40.']]);
  });

  it('keeps the lines that the text asks for', () => {
    expect(clauses('第一行，完\n\nsecond line')).toEqual([['第一行，', '完'], ['second line']]);
  });

  it('takes a Chinese sentence with foreign words for Chinese, and the other way round', () => {
    expect(isHan('用 PowerPoint 和 Keynote 讲课')).toBe(true);
    expect(isHan('A visit to the village of Saihanba (塞)')).toBe(false);
  });
});

describe('fitText', () => {
  const box = { width: 220, height: 88, sizes: [20, 16, 13, 10, 8] };

  it('takes the largest size for a few words and steps down for many', () => {
    expect(fitText('茶歇十分钟，15:40 请回到座位。', box)).toBe(20);
    expect(fitText('请回到座位，谢谢配合。'.repeat(10), box)).toBeLessThan(20);
  });

  it('whatever it answers stands in the box, if any size does', () => {
    for (let length = 1; length < 120; length += 1) {
      const text = Array.from({ length }, (_, index) => (index % 9 === 8 ? '，' : '字')).join('');
      const size = fitText(text, box);
      if (size > 8) expect(countLines(text, box.width / size) * 1.38 * size).toBeLessThanOrEqual(box.height);
    }
  });

  it('sets a text smaller rather than break a clause', () => {
    const clause = '字'.repeat(13);
    expect(clause.length * 20).toBeGreaterThan(box.width);
    const size = fitText(`${clause}，`, box);
    expect((clause.length + 1) * size).toBeLessThanOrEqual(box.width);
  });

  it('gives the smallest where nothing fits, and never breaks on emptiness', () => {
    expect(fitText('word '.repeat(500), box)).toBe(8);
    expect(fitText('', box)).toBe(20);
  });

  it('counts a word longer than the line by the lines it takes', () => {
    expect(countLines('Donaudampfschifffahrtsgesellschaft', widthOf('Donaudampf'))).toBeGreaterThan(2);
  });
});
