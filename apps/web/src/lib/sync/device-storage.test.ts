import { expect, it } from 'vitest';
import { LocalStorage } from './device-storage.ts';

it('keeps texts for the page where the browser refuses to', () => {
  const refusing = {
    length: 0,
    key: () => null,
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => undefined,
    clear: () => undefined,
  };
  const forbidden = () => {
    throw new DOMException('forbidden', 'SecurityError');
  };
  for (const storage of [new LocalStorage(() => refusing), new LocalStorage(forbidden)]) {
    storage.set('a/1', 'x');
    expect(storage.get('a/1')).toBe('x');
    expect(storage.keys('a/')).toEqual(['a/1']);
    storage.remove('a/1');
    expect(storage.get('a/1')).toBeUndefined();
    expect(storage.keys('a/')).toEqual([]);
  }
});

it('keeps texts beyond the page where it may', () => {
  new LocalStorage().set('a/1', 'x');
  expect(new LocalStorage().get('a/1')).toBe('x');
  expect(new LocalStorage().keys('a/')).toEqual(['a/1']);
  new LocalStorage().remove('a/1');
  expect(new LocalStorage().get('a/1')).toBeUndefined();
});
