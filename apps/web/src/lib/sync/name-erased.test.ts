import { expect, it } from 'vitest';
import { eraser } from './name-erased.ts';

const view = {
  order: {
    t1: { title: 'Tides', speaker: { participant: 'ana', erased: true } },
    t2: { title: 'Winds', speaker: { participant: 'ben', name: 'Ben' } },
  },
  pages: [[0, 3]],
};

it('[PR3] calls the erased by a word, wherever they stand, and leaves the rest as the same objects', () => {
  const named = eraser();
  const first = named(view, 'Erased person');
  expect(first.order.t1.speaker).toEqual({ participant: 'ana', erased: true, name: 'Erased person' });
  expect(first.order.t2).toBe(view.order.t2);
  expect(first.pages).toBe(view.pages);
  expect(named(view, 'Erased person')).toBe(first);
  // A later view shares what has not changed, and so does what is made of it.
  const later = { ...view, order: { ...view.order, t2: { ...view.order.t2, title: 'Gales' } } };
  expect(named(later, 'Erased person').order.t1).toBe(first.order.t1);
  expect(named(later, '已删除的人').order.t1.speaker).toMatchObject({ name: '已删除的人' });
  expect(named({ a: 1 }, 'x')).toEqual({ a: 1 });
  expect(view.order.t1.speaker).not.toHaveProperty('name');
});
