import { expect, it } from 'vitest';
import { splitTitle } from './split-title.ts';

it.each([
  ['微党课人人讲 第三期', '微党课人人讲', '第三期'],
  ['微党课人人讲 · 第三季第二场', '微党课人人讲', '第三季第二场'],
  ['微党课人人讲——第三期', '微党课人人讲', '第三期'],
  ['Everyone takes the rostrum: spring round', 'Everyone takes the rostrum', 'spring round'],
  ['Micro-lessons, Everyone Teaches – Session 3', 'Micro-lessons, Everyone Teaches', 'Session 3'],
  ['党课：一：二', '党课：一', '二'],
])('%s breaks before its last part', (title, main, sub) => {
  expect(splitTitle(title)).toEqual({ main, sub });
});

it.each(['微党课人人讲', 'Micro-lessons for everyone', '用 AI 讲党课', 'At 15:40 sharp', '：'])(
  '%s has no break',
  (title) => {
    expect(splitTitle(title)).toEqual({ main: title });
  },
);
