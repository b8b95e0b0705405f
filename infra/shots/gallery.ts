import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SIZES } from '../journeys/rostrum.ts';

interface Picture {
  readonly file: string;
  readonly role: string;
  readonly state: string;
  readonly variant: string;
}

/** The pictures taken so far, and the page that shows them all. */
export class Gallery {
  readonly #dir: string;
  readonly #pictures: Picture[] = [];

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Takes a page in both schemes and the sizes given, where it stands. */
  async take(
    page: Page,
    role: string,
    state: string,
    language: 'zh' | 'en',
    sizes: readonly (keyof typeof SIZES)[],
    schemes: readonly ('light' | 'dark')[] = ['light', 'dark'],
  ): Promise<void> {
    for (const size of sizes) {
      await page.setViewportSize(SIZES[size]);
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.waitForTimeout(350);
        const variant = `${language}-${size}-${scheme}`;
        const file = `${role}-${state}-${variant}.png`;
        await page.screenshot({ path: join(this.#dir, file) });
        this.#pictures.push({ file, role, state, variant });
      }
    }
  }

  async write(): Promise<void> {
    const roles = [...new Set(this.#pictures.map((one) => one.role))];
    const figure = (one: Picture): string =>
      `<figure><a href="${one.file}"><img loading="lazy" src="${one.file}" alt=""></a><figcaption>${one.state} · ${one.variant}</figcaption></figure>`;
    const sections = roles.map(
      (role) =>
        `<h2 id="${role}">${role}</h2><div>${this.#pictures
          .filter((one) => one.role === role)
          .map(figure)
          .join('')}</div>`,
    );
    const style =
      'body{font:14px system-ui;margin:24px;background:#ddd}div{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}figure{margin:0}img{max-width:420px;max-height:420px;display:block;box-shadow:0 1px 6px #0004}nav a{margin-right:12px}';
    await writeFile(
      join(this.#dir, 'index.html'),
      `<!doctype html><meta charset="utf-8"><title>Rostrum · every screen</title><style>${style}</style><nav>${roles.map((role) => `<a href="#${role}">${role}</a>`).join('')}</nav>${sections.join('')}`,
    );
  }
  get count(): number {
    return this.#pictures.length;
  }
}
