import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import type { Language, Say } from './catalogue.ts';
import { Judge, Phone, Projector } from './hall.ts';
import { Host } from './host.ts';
import { Organiser } from './organiser.ts';
import { Seat } from './seat.ts';
import { Remote, Speaker } from './speakers.ts';

/** That stands in a text as a figure of its own. */
export const figure = (value: string): RegExp => new RegExp(`(?<![\\d.])${value.replace('.', '\\.')}(?![\\d.])`);

/** Everyone who takes part, each in a browser context of their own. */
export class Cast {
  readonly organiser: Organiser;
  readonly host: Host;
  readonly projector: Projector;
  readonly speakers: readonly Speaker[];
  readonly judges: readonly Judge[];
  readonly phones: readonly [Phone, Phone];
  readonly remote: Remote;

  private constructor(seats: readonly Seat[], say: Say, by: 'mouse' | 'keys') {
    const [organiser, host, projector, one, two, remote, ...rest] = seats as [Seat, Seat, Seat, Seat, Seat, Seat];
    const others = rest as readonly Seat[];
    this.organiser = new Organiser(organiser, say);
    this.host = new Host(host, say, by);
    this.projector = new Projector(projector);
    this.phones = [new Phone(one, say), new Phone(two, say)];
    this.remote = new Remote(remote, say);
    this.speakers = others.slice(0, 3).map((seat) => new Speaker(seat, say));
    this.judges = others.slice(3).map((seat) => new Judge(seat, say));
  }

  static async arrive(browser: Browser, language: Language, say: Say, by: 'mouse' | 'keys'): Promise<Cast> {
    const sizes = [
      ...(['laptop', 'laptop', 'projector', 'phone', 'phone', 'laptop'] as const),
      ...(['laptop', 'laptop', 'laptop'] as const),
      ...(['tablet', 'tablet', 'tablet', 'tablet', 'tablet'] as const),
    ];
    return new Cast(await Promise.all(sizes.map((size) => Seat.take(browser, language, size))), say, by);
  }

  get seats(): readonly Seat[] {
    return [this.organiser, this.host, ...this.judges].map((one) => one.seat).concat(this.hall);
  }
  /** Everybody who must not learn a held mark. */
  get hall(): readonly Seat[] {
    return [this.projector, ...this.speakers, ...this.phones, this.remote].map((one) => one.seat);
  }

  /** None of these figures stands on one of these screens, in its page, or in anything that it was sent. */
  async keepsSecret(figures: readonly string[], from: readonly Seat[] = this.hall): Promise<void> {
    for (const seat of from) {
      const told = await seat.everything();
      for (const value of figures) expect(figure(value).exec(told)?.[0], seat.page.url()).toBeUndefined();
    }
  }
}
