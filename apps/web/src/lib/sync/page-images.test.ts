import { describe, expect, it } from 'vitest';
import { PageImages, pageImageUrl, pageWidth } from './page-images.ts';

it('names a page image', () => {
  expect(pageImageUrl({ session: 's1', role: 'projector', deck: 'd1', index: 0, width: 1920 })).toBe(
    '/s/s1/projector/page/d1/0/1920.webp',
  );
});

it.each([
  [{ width: 390, height: 220 }, 16 / 9, 2, 960],
  [{ width: 390, height: 220 }, 16 / 9, 3, 1920],
  [{ width: 1920, height: 1080 }, 16 / 9, 1, 1920],
  [{ width: 1920, height: 1080 }, 16 / 9, 2, 1920],
  // A page of 4:3 on a wide screen is as wide as its height lets it.
  [{ width: 1400, height: 750 }, 4 / 3, 1, 960],
] as const)('for a box %j, shape %d and ratio %d asks for %d', (box, shape, ratio, width) => {
  expect(pageWidth(box, shape, ratio)).toBe(width);
});

it('asks for the widest only where allowed', () => {
  const screen = { width: 3840, height: 2160 };
  expect(pageWidth(screen, 16 / 9, 1, 3840)).toBe(3840);
  expect(pageWidth({ width: 1920, height: 1080 }, 16 / 9, 1, 3840)).toBe(1920);
  expect(pageWidth(screen, 16 / 9, 1)).toBe(1920);
});

describe('PageImages', () => {
  const loads: { url: string; arrive: () => void; fail: () => void }[] = [];
  const images = (limit: number) => {
    loads.length = 0;
    return new PageImages(
      limit,
      (url) =>
        new Promise((resolve, reject) => {
          loads.push({ url, arrive: () => resolve({}), fail: () => reject(new Error(url)) });
        }),
    );
  };

  it('is ready when the image is decoded, and loads it once', async () => {
    const pages = images(3);
    let ready = false;
    const first = pages.ready('a').then(() => (ready = true));
    const second = pages.ready('a');
    await Promise.resolve();
    expect([ready, pages.has('a'), loads.length]).toEqual([false, false, 1]);
    loads[0]?.arrive();
    await Promise.all([first, second]);
    expect(pages.has('a')).toBe(true);
  });

  it('gives up what was wanted longest ago; of the preloaded the likeliest goes last', async () => {
    const pages = images(3);
    pages.preload(['a', 'b', 'c']);
    for (const { arrive } of loads) arrive();
    await pages.ready('b');
    void pages.ready('d');
    expect(['a', 'b', 'c'].map((url) => pages.has(url))).toEqual([true, true, false]);
  });

  it('does not remember a failure', async () => {
    const pages = images(3);
    const failed = pages.ready('a');
    loads[0]?.fail();
    await expect(failed).rejects.toThrow('a');
    const again = pages.ready('a');
    loads[1]?.arrive();
    await again;
    expect(pages.has('a')).toBe(true);
  });
});
