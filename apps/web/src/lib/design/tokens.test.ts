import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const block = (selector: string): Map<string, string> => {
  const start = css.indexOf(`${selector} {`) + selector.length + 2;
  const body = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map((hit) => [hit[1] ?? '', (hit[2] ?? '').trim()]),
  );
};
const lightStart = css.indexOf('color-scheme: light;');
const light = new Map(
  [...css.slice(lightStart, css.indexOf('}', lightStart)).matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((hit) => [
    hit[1] ?? '',
    (hit[2] ?? '').trim(),
  ]),
);
const dark = block("\n[data-scheme='dark']");

/** WCAG 2.2, relative luminance and contrast. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    const [r, g, bl] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (bl ?? 0);
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

describe('tokens', () => {
  it('is as dark by the system’s wish as by the person’s', () => {
    expect(dark.size).toBeGreaterThan(25);
    expect([...block(":root:not([data-scheme='light'])")]).toEqual([...dark]);
  });

  it('defines every colour in both schemes', () => {
    const names = [...light.keys()].sort();
    expect([...dark.keys()].filter((name) => name.startsWith('--')).sort()).toEqual(names);
  });

  const words = ['--ink', '--ink-2', '--accent-text', '--ok', '--warn', '--over', '--info', '--gold-text'];
  const grounds = ['--bg', '--surface', '--raised'];
  const pairs = [
    ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
    ['--accent-ink', '--accent'] as const,
    ['--live-ink', '--live'] as const,
    ['--ok', '--ok-soft'] as const,
    ['--ink', '--warn-soft'] as const,
    ['--warn', '--warn-soft'] as const,
    ['--over', '--over-soft'] as const,
    ['--info', '--info-soft'] as const,
    ['--ink-2', '--tint'] as const,
  ];
  it.each(pairs)('%s can be read on %s in both schemes', (word, ground) => {
    for (const scheme of [light, dark]) {
      expect(contrast(scheme.get(word) ?? '', scheme.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
    }
  });
});
