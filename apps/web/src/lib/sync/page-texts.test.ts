import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageTexts } from './page-texts.svelte.ts';

const answer = (ok: boolean, body: unknown = {}) => ({ ok, status: ok ? 200 : 404, json: () => Promise.resolve(body) });
const deck = { deck: 'd', pages: 3, ready: 3 };

describe('texts of pages', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are fetched once each, and only for pages that there are', async () => {
    const get = vi.fn((url: string) => Promise.resolve(answer(true, { text: url, notes: 'n' })));
    const texts = new PageTexts('s', 'speaker', get);
    texts.want(deck, [-1, 0, 2, 3]);
    texts.want(deck, [0, 2]);
    await vi.advanceTimersByTimeAsync(0);
    expect(get.mock.calls.map(([url]) => url)).toEqual([
      '/s/s/speaker/page/d/0/text.json',
      '/s/s/speaker/page/d/2/text.json',
    ]);
    expect(texts.of('d', 2)?.notes).toBe('n');
    expect(texts.of('d', 1)).toBeUndefined();
  });
  it('are not asked for before a page is drawn, and are asked for again when they were not there', async () => {
    const get = vi.fn(() => Promise.resolve(answer(get.mock.calls.length > 1, { text: 'x' })));
    const texts = new PageTexts('s', 'speaker', get);
    texts.want({ ...deck, ready: 0 }, [0]);
    expect(get).not.toHaveBeenCalled();
    texts.want(deck, [0]);
    await vi.advanceTimersByTimeAsync(0);
    expect(texts.of('d', 0)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(texts.of('d', 0)?.text).toBe('x');
  });
  it('are given up after some tries without network, until they are wanted again', async () => {
    const get = vi.fn(() => Promise.reject(new Error('offline')));
    const texts = new PageTexts('s', 'speaker', get);
    texts.want(deck, [0]);
    await vi.advanceTimersByTimeAsync(60_000);
    const tries = get.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(get).toHaveBeenCalledTimes(tries);
    texts.want(deck, [0]);
    await vi.advanceTimersByTimeAsync(0);
    expect(get).toHaveBeenCalledTimes(tries + 1);
  });
});
