import { describe, expect, it } from 'vitest';
import { alike, similarity } from './similarity.ts';

const ask = (text: string) => ({ text });
const hits = (draft: string, ...texts: string[]) => alike(draft, texts.map(ask)).map((one) => one.text);

describe('duplicates', () => {
  it.each([
    ['老小区改造的费用谁来出？居民每户要分摊多少？', '改造费用由谁承担？居民要不要出钱？'],
    ['听漏仪可以借给我们社区吗', '听漏仪能借给社区用吗？'],
    [
      'Who pays for the renewal, and how much falls on each household?',
      'Who pays? What would each household have to contribute?',
    ],
    ['how often are the pipes inspected?', 'How often do you inspect a pipe'],
    ['ＧＰＳ 定位准不准？', 'gps定位准吗'],
  ])('are seen: %s', (draft, asked) => {
    expect(hits(draft, asked)).toEqual([asked]);
  });

  it.each([
    ['施工期间，家里怎么保证有水用？', '听漏仪能借给社区用吗？'],
    ['我们小区是 1998 年建的，排在哪一批？', '水表后面的那段管子归谁管？'],
    ['Who looks after the pipe behind the meter?', 'Could a community borrow the listening device?'],
    ['请问这是怎么做到的呢？', '请问这个是在什么时候的呢？'],
  ])('are not seen where there are none: %s', (draft, asked) => {
    expect(hits(draft, asked)).toEqual([]);
  });

  it('are not looked for while the draft says too little', () => {
    expect(hits('谁', '谁')).toEqual([]);
    expect(hits('', '')).toEqual([]);
    expect(hits('？？？！！', '？？？')).toEqual([]);
  });

  it('come most alike first, at most as many as asked for', () => {
    const asked = ['水管多久换一次？', '水管多久检查一次？', '水管多久换一次新的', '天气如何'].map(ask);
    const found = alike('水管多久换一次', asked, 2);
    expect(found.map((one) => one.text)).toEqual(['水管多久换一次？', '水管多久换一次新的']);
  });

  it('are measured alike both ways, from 0 to 1', () => {
    expect(similarity('费用由谁承担', '谁来承担费用')).toBeCloseTo(similarity('谁来承担费用', '费用由谁承担'));
    expect(similarity('同一句话', '同一句话')).toBe(1);
    expect(similarity('', '')).toBe(0);
  });
});
