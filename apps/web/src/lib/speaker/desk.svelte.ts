import { phase, remaining, spent, type DeckView, type ItemView, type Phase } from '@rostrum/domain';
import { PageImages } from '#lib/sync/page-images.ts';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';
import { Ticker } from '#lib/sync/ticker.svelte.ts';
import { closingOf } from './notes.ts';
import { paceOf, type Pace } from './pace.ts';
import { Pager } from './pager.svelte.ts';
import { PageTexts, type PageText } from '#lib/sync/page-texts.svelte.ts';
import { talkOnAir } from './talk-choice.ts';

/** Says something went wrong, by the code of the refusal. */
export type Refused = (code: string, detail?: Readonly<Record<string, string | number>>) => void;

/** What both faces of the lectern, laptop and phone, know of the talk that is on. */
export class Desk {
  readonly connection: ScreenConnection<'speaker'>;
  readonly pager: Pager;
  readonly texts: PageTexts;
  readonly images = new PageImages(10);
  readonly #refused: Refused;
  readonly #ticker: Ticker;

  constructor(connection: ScreenConnection<'speaker'>, refused: Refused) {
    this.connection = connection;
    this.#refused = refused;
    this.texts = new PageTexts(connection.session, 'speaker');
    this.pager = new Pager(connection, () => this.deck, refused);
    this.#ticker = new Ticker(() => connection.now(), {
      anchor: () => {
        const clock = this.clock;
        return clock?.startedAt === undefined ? undefined : clock.startedAt + clock.limit - clock.elapsed;
      },
    });
  }

  get talk(): ItemView | undefined {
    return talkOnAir(this.connection.view);
  }
  get deck(): DeckView | undefined {
    const { talk } = this;
    return talk && this.connection.view.talks[talk.item]?.deck;
  }
  get clock() {
    const { clock } = this.connection.view;
    return clock && clock.item === this.talk?.item ? clock : undefined;
  }
  get spent(): number {
    return this.clock ? spent(this.clock, this.#ticker.now) : 0;
  }
  get remaining(): number {
    return this.clock ? remaining(this.clock, this.#ticker.now) : 0;
  }
  /** A clock that has been ended asks nothing of its speaker any more. */
  get phase(): Phase {
    const { clock } = this;
    return !clock || clock.status === 'ended' ? 'normal' : phase(clock, this.#ticker.now);
  }
  get pace(): Pace | undefined {
    const { clock, deck } = this;
    if (!clock || !deck || clock.status === 'ended') return undefined;
    return paceOf({ spent: this.spent, limit: clock.limit }, this.pager.page, deck.pages);
  }
  get text(): PageText | undefined {
    return this.deck && this.texts.of(this.deck.deck, this.pager.page);
  }
  get nextText(): PageText | undefined {
    return this.deck && this.texts.of(this.deck.deck, this.pager.page + 1);
  }
  get closing(): string | undefined {
    return this.deck && closingOf(this.texts.of(this.deck.deck, this.deck.pages - 1)?.notes);
  }

  /** Fetches what the lectern shows next. Call from an effect. */
  lookAhead(): void {
    const { deck } = this;
    if (!deck) return;
    const { page } = this.pager;
    this.texts.want(deck, [page, page + 1, deck.pages - 1, page - 1, page + 2]);
  }

  run(type: 'start' | 'pause' | 'resume' | 'end'): void {
    const item = this.talk?.item;
    if (item === undefined) return;
    void this.connection.send({ type: `countdown.${type}`, item }).then((answer) => {
      if (!answer.ok) this.#refused(answer.code, answer.detail);
    });
  }
  /** One key for start, pause and going on. */
  toggle = (): void => {
    const { clock } = this;
    if (!clock || !this.connection.view.runsClock) return;
    this.run(clock.status === 'running' ? 'pause' : clock.status === 'ready' ? 'start' : 'resume');
  };
}
