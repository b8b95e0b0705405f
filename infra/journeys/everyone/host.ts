import type { Locator } from 'playwright-core';
import type { Say } from './catalogue.ts';
import type { Seat } from './seat.ts';

/** Keys 1 to 9 as they are written on the desk; said here again, so that a key that moved is noticed. */
const SCENES = [
  'welcome',
  'talk',
  'remote',
  'question',
  'judging',
  'scoreboard',
  'reveal',
  'message',
  'black',
] as const;
export type SceneName = (typeof SCENES)[number];
/** Buttons of the desk that also have a key. */
const KEYS = {
  host_clock_start: 'p',
  host_clock_pause: 'p',
  host_clock_resume: 'p',
  host_plus: '+',
  host_minus: '-',
  host_approve: 'a',
  host_show_short: 's',
  host_answered_short: 'd',
  host_bring_on: 'i',
  host_deduct_confirm: 'c',
} as const;

/** The host's one page: everything by mouse, or everything by key. */
export class Host {
  readonly seat: Seat;
  readonly #say: Say;
  readonly #by: 'mouse' | 'keys';

  constructor(seat: Seat, say: Say, by: 'mouse' | 'keys') {
    this.seat = seat;
    this.#say = say;
    this.#by = by;
  }

  /** The page's one filled button, once it says so. */
  async step(key: string, values?: Readonly<Record<string, string | number>>): Promise<void> {
    const button = this.seat.page.locator('button.go:not([aria-busy])').and(this.seat.button(this.#say(key, values)));
    await button.waitFor({ timeout: 30_000 });
    await this.#press(button, 'n');
  }

  async press(key: keyof typeof KEYS): Promise<void> {
    const button = this.seat.page
      .locator('button:not(.go):not([aria-disabled]):not([aria-busy])')
      .and(this.seat.button(this.#say(key)))
      .first();
    await button.waitFor({ timeout: 30_000 });
    await this.#press(button, KEYS[key]);
  }

  /** Sets a scene and puts it on, as the desk's keys do: two presses. */
  async show(scene: SceneName): Promise<void> {
    const cap = this.seat.page
      .getByRole('group', { name: this.#say('host_scenes') })
      .getByRole('button')
      .nth(SCENES.indexOf(scene));
    const key = String(SCENES.indexOf(scene) + 1);
    await this.#press(cap, key);
    await this.#press(cap, key);
    await this.seat.page.locator('button.lit', { hasText: this.#say(`host_scene_${scene}`) }).waitFor();
  }

  async turnPage(): Promise<void> {
    await this.#press(this.seat.page.getByRole('button', { name: this.#say('host_page_on') }), 'ArrowRight');
  }

  /** Says yes to what the desk asks before it cannot be taken back. */
  async confirm(act: string): Promise<void> {
    const button = this.seat.page.locator('dialog[open]').getByRole('button', { name: this.#say(act), exact: true });
    await button.waitFor();
    if (this.#by === 'mouse') return button.click();
    await button.focus();
    await this.seat.page.keyboard.press('Enter');
  }

  async #press(button: Locator, key: string): Promise<void> {
    if (this.#by === 'mouse') await button.click();
    else await this.seat.page.keyboard.press(key);
  }
}
