import { SHORTEST, type ClockView } from '@rostrum/domain';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

type Speaks = Pick<ScreenConnection, 'send' | 'pending'>;
type Refused = (code: string, detail?: Readonly<Record<string, string | number>>) => void;

/**
 * Minutes given and taken. A command names the limit that it replaces, so presses in a row are chained on the limit aimed
 * at until the view has caught up; after a refusal the next starts from what the view shows.
 */
export class LimitChain {
  readonly #connection: Speaks;
  readonly #refused: Refused;
  #aim: { readonly item: string; readonly limit: number } | undefined;
  #flying = 0;

  constructor(connection: Speaks, refused: Refused) {
    this.#connection = connection;
    this.#refused = refused;
  }

  add(clock: ClockView, milliseconds: number): void {
    const { item } = clock;
    const from = this.#busy() && this.#aim?.item === item ? this.#aim.limit : clock.limit;
    const to = Math.max(Math.min(from, SHORTEST), from + milliseconds);
    if (to !== from) void this.#send(item, from, to);
  }

  #busy(): boolean {
    return this.#flying > 0 || this.#connection.pending.some(({ command }) => command.type === 'countdown.limit');
  }

  async #send(item: string, from: number, to: number): Promise<void> {
    this.#aim = { item, limit: to };
    this.#flying += 1;
    const answer = await this.#connection.send({ type: 'countdown.limit', item, from, to });
    this.#flying -= 1;
    if (answer.ok) return;
    this.#aim = undefined;
    this.#refused(answer.code, answer.detail);
  }
}
