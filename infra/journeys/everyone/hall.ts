import { expect } from 'vitest';
import type { Say } from './catalogue.ts';
import type { Seat } from './seat.ts';

/** The kiosk's page. */
export class Projector {
  readonly seat: Seat;

  constructor(seat: Seat) {
    this.seat = seat;
  }

  async words(): Promise<string> {
    return (await this.seat.page.locator('.picture').last().innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Waits until the hall reads it. */
  async reads(text: string | RegExp, within = 30_000): Promise<void> {
    await expect.poll(() => this.words(), { timeout: within, interval: 50 }).toMatch(text);
  }

  /** Waits until the page of the deck on the wall is this one, counted from 0. */
  async showsPage(index: number): Promise<void> {
    await expect
      .poll(() => this.seat.page.locator('.sheet img').last().getAttribute('src'), { timeout: 30_000, interval: 50 })
      .toMatch(new RegExp(`/${index}/1920\\.webp$`));
  }

  /** The six digits as the hall reads them. */
  async code(): Promise<string> {
    await this.reads(/\d{3} ?\d{3}/);
    const [, first, last] = /(\d{3}) ?(\d{3})(?!\d)/.exec(await this.words()) ?? [];
    return `${first}${last}`;
  }

  /** How a video on the wall is getting on: how wide, how far it has played, in pixels and seconds. */
  async video(): Promise<{ width: number; at: number }> {
    return this.seat.page.evaluate(() => {
      const [video] = document.querySelectorAll('video');
      return { width: video?.videoWidth ?? 0, at: video?.currentTime ?? 0 };
    });
  }
}

/** A phone in the hall. */
export class Phone {
  readonly seat: Seat;
  readonly #say: Say;

  constructor(seat: Seat, say: Say) {
    this.seat = seat;
    this.#say = say;
  }

  /** Types the code, as a quick hand on a slow network does, while the page's scripts are still on their way. */
  async joinByCode(base: string, code: string, name: string): Promise<void> {
    const { page } = this.seat;
    const arrived = Promise.withResolvers<undefined>();
    await page.route('**/_app/**/*.js', async (route) => {
      await arrived.promise;
      await route.continue();
    });
    await page.goto(`${base}/join`, { waitUntil: 'commit' });
    await page.getByLabel(this.#say('join_code')).pressSequentially(code);
    arrived.resolve(undefined);
    await page.getByRole('textbox', { name: this.#say('join_name'), exact: true }).fill(name);
    await this.seat.picture('phone-join');
    await this.#enter();
  }

  async joinByQr(address: string): Promise<void> {
    await this.seat.page.goto(address);
    await this.seat.page.getByRole('radio', { name: this.#say('join_anonymous') }).click();
    await this.#enter();
  }

  async #enter(): Promise<void> {
    await this.seat.button(this.#say('join_enter')).click();
    await this.seat.page.waitForURL('**/audience/');
  }

  async ask(text: string): Promise<void> {
    const { page } = this.seat;
    await page.getByRole('link', { name: this.#say('audience_tab_ask'), exact: true }).click();
    await page.getByLabel(this.#say('audience_ask_label')).fill(text);
    await this.seat.picture('phone-ask');
    await this.seat.button(this.#say('audience_ask_send')).click();
    await this.seat.sees(text);
  }

  /** Waits until the phone shows this page of the deck, counted from 0. */
  async showsPage(index: number): Promise<void> {
    await expect
      .poll(() => this.seat.page.locator('figure.page img').last().getAttribute('src'), { timeout: 30_000 })
      .toMatch(new RegExp(`/${index}/\\d+\\.webp$`));
  }
}

/** A member of the panel at their own device. */
export class Judge {
  readonly seat: Seat;
  readonly #say: Say;

  constructor(seat: Seat, say: Say) {
    this.seat = seat;
    this.#say = say;
  }

  /** Types the marks criterion by criterion, on the sheet of this talk. */
  async write(talk: string, marks: readonly string[]): Promise<void> {
    const { page } = this.seat;
    await expect.poll(() => page.title(), { timeout: 30_000 }).toContain(talk);
    for (const [at, mark] of marks.entries()) {
      await page.getByRole('spinbutton').nth(at).click();
      for (const figure of mark) await page.keyboard.press(figure);
    }
    const written = async (): Promise<number[]> => (await page.getByRole('spinbutton').allInnerTexts()).map(Number);
    await expect.poll(written).toEqual(marks.map(Number));
  }

  async send(): Promise<void> {
    await this.seat.button(this.#say('judge_send')).click();
    await this.seat.button(this.#say('judge_correct')).waitFor({ timeout: 30_000 });
  }
}
