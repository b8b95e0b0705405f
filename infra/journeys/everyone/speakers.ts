import { basename } from 'node:path';
import { expect } from 'vitest';
import type { Say } from './catalogue.ts';
import type { Seat } from './seat.ts';

/** A speaker: prepares at their personal link, and turns pages there. */
export class Speaker {
  readonly seat: Seat;
  readonly #say: Say;

  constructor(seat: Seat, say: Say) {
    this.seat = seat;
    this.#say = say;
  }

  /** Uploads a PDF, and waits until its first page can be looked at. */
  async upload(file: string, pages: number): Promise<void> {
    await this.seat.sees(this.#say('speaker_deck_none'));
    await this.seat.page.setInputFiles('input[type=file]', file);
    await this.seat.sees(basename(file), 30_000);
    await this.seat.sees(this.#say('speaker_page_of', { page: 1, pages }), 30_000);
  }

  async turnPage(to: number, pages: number): Promise<void> {
    await this.seat.page.keyboard.press('ArrowRight');
    await this.seat.sees(this.#say('speaker_page_of', { page: to + 1, pages }));
  }
}

/** Somebody from afar, with a camera. */
export class Remote {
  readonly seat: Seat;
  readonly #say: Say;

  constructor(seat: Seat, say: Say) {
    this.seat = seat;
    this.#say = say;
  }

  /** Looks at their own picture, then comes in unseen. */
  async enter(): Promise<void> {
    await this.seat.sees(this.#say('remote_only_you'));
    await expect
      .poll(() => this.seat.page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0), { timeout: 30_000 })
      .toBeGreaterThan(0);
    await this.seat.picture('remote-door');
    await this.seat.button(this.#say('remote_enter')).click();
    await this.seat.sees(this.#say('remote_unseen'));
  }

  async raiseHand(): Promise<void> {
    await this.seat.button(this.#say('remote_raise')).click();
    await this.seat.sees(this.#say('remote_hand_up'));
  }

  async goOnStage(): Promise<void> {
    await this.seat.sees(this.#say('remote_invited'));
    await this.seat.button(this.#say('remote_accept')).click();
    await this.seat.sees(this.#say('remote_seen_and_heard'), 30_000);
  }

  async leaveStage(): Promise<void> {
    await this.seat.button(this.#say('remote_leave')).click();
    await this.seat.sees(this.#say('remote_unseen'));
  }
}
