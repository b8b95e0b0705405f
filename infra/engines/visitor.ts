import type { EnginePage } from './engine-page.ts';

const PATIENCE = 30_000;
const EVERY = 100;

/** Finds, in the page, what a person would: something of that kind that can be seen and, where said, reads so. */
const FIND = `(selector, source) => {
  const wanted = source === null ? null : new RegExp(source);
  return [...document.querySelectorAll(selector)].find((one) => {
    const box = one.getBoundingClientRect();
    const said = (one.getAttribute('aria-label') || '') + ' ' + one.innerText;
    return box.width > 0 && box.height > 0 && (wanted === null || wanted.test(said));
  });
}`;

/** A person in front of one of the engines: looks until something is there, presses where it is, types. */
export class Visitor {
  readonly page: EnginePage;

  constructor(page: EnginePage) {
    this.page = page;
  }

  /** Until the page says so; at most half a minute. A page that is only just being loaded says nothing yet. */
  async until(expression: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    let trouble: unknown;
    while (Date.now() < deadline) {
      try {
        if (await this.page.evaluate<boolean>(`!!(${expression})`)) return;
      } catch (error) {
        trouble = error;
      }
      await new Promise((done) => setTimeout(done, EVERY));
    }
    const shown = await this.page
      .evaluate<string>('location.href + "\\n" + document.body.innerText')
      .catch((error: unknown) => String(error));
    throw new Error(`waited in vain for ${expression} ${String(trouble ?? '')}\n${shown}`);
  }

  /** Until the page's scripts run: its countdown moves. Keys pressed before that would go nowhere. */
  async awake(): Promise<void> {
    const clock = `(document.querySelector('[role=timer]') || { innerText: '' }).innerText`;
    await this.until(`${clock} !== ''`);
    const first = await this.page.evaluate<string>(clock);
    await this.until(`${clock} !== ${JSON.stringify(first)}`);
  }

  reads(text: string): Promise<void> {
    return this.until(`document.body && document.body.innerText.includes(${JSON.stringify(text)})`);
  }

  /** Presses the middle of the first that matches, once it stands still, is on the screen and nothing covers it. */
  async press(selector: string, text?: RegExp): Promise<void> {
    const found = `(${FIND})(${JSON.stringify(selector)}, ${text === undefined ? 'null' : JSON.stringify(text.source)})`;
    const place = `(() => {
      const one = ${found};
      if (!one) return null;
      one.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = one.getBoundingClientRect();
      const at = { x: left + width / 2, y: top + height / 2 };
      const hit = document.elementFromPoint(at.x, at.y);
      return hit && (one.contains(hit) || hit.contains(one)) ? at : null;
    })()`;
    await this.until(`${place} !== null`);
    let before = await this.page.evaluate<{ x: number; y: number } | null>(place);
    for (let tries = 0; tries < 50; tries += 1) {
      await new Promise((done) => setTimeout(done, EVERY));
      const now = await this.page.evaluate<{ x: number; y: number } | null>(place);
      if (before && now && before.x === now.x && before.y === now.y) return this.page.press(now.x, now.y);
      before = now;
    }
    throw new Error(`${selector} does not stand still`);
  }
}
