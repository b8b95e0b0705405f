import type { DeckView } from '@rostrum/domain';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

type Speaks = Pick<ScreenConnection<'speaker'>, 'send' | 'pending'>;

/**
 * Turns the pages of one talk. A command says which page it replaces, so two quick presses must each name the page that
 * the speaker sees: this chains them on the page aimed at, and snaps back to the server's page when one is refused.
 */
export class Pager {
  readonly #connection: Speaks;
  readonly #deck: () => DeckView | undefined;
  readonly #refused: (code: string, detail?: Readonly<Record<string, string | number>>) => void;
  #aim: { readonly deck: string; readonly page: number } | undefined = $state.raw();
  #flying = $state(0);
  /** Presses of a chain that has been refused are not told again. */
  #chain = 0;

  constructor(
    connection: Speaks,
    deck: () => DeckView | undefined,
    refused: (code: string, detail?: Readonly<Record<string, string | number>>) => void,
  ) {
    this.#connection = connection;
    this.#deck = deck;
    this.#refused = refused;
  }

  get pages(): number {
    return this.#deck()?.pages ?? 0;
  }

  /** 0-based: the page that the speaker sees, ahead of the server while presses are on their way. */
  get page(): number {
    const deck = this.#deck();
    const aim = this.#aim;
    const busy = this.#flying > 0 || this.#connection.pending.some(({ command }) => command.type === 'page.show');
    return aim && busy && aim.deck === deck?.deck ? aim.page : (deck?.page ?? 0);
  }

  next = (): void => this.show(this.page + 1);
  previous = (): void => this.show(this.page - 1);
  first = (): void => this.show(0);
  last = (): void => this.show(this.pages - 1);

  show = (to: number): void => {
    const deck = this.#deck();
    const from = this.page;
    if (!deck || to < 0 || to >= deck.pages || to === from) return;
    this.#aim = { deck: deck.deck, page: to };
    void this.#send(deck.talk, from, to);
  };

  async #send(talk: string, from: number, to: number): Promise<void> {
    const chain = this.#chain;
    this.#flying += 1;
    const answer = await this.#connection.send({ type: 'page.show', talk, from, to });
    this.#flying -= 1;
    if (answer.ok || chain !== this.#chain) return;
    this.#chain += 1;
    this.#aim = undefined;
    this.#refused(answer.code, answer.detail);
  }
}
