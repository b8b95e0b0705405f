import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

type Wish = 'raise' | 'lower';
type Connection = Pick<ScreenConnection<'remote'>, 'me' | 'view' | 'status' | 'send'>;

/**
 * The hand of somebody from afar. A press without a connection is not sent late: it is remembered, shown as meant, and
 * pressed anew once connected, if it still changes anything (ST8).
 */
export class RemoteHand {
  readonly #connection: Connection;
  readonly #refused: (code: string, detail?: Readonly<Record<string, string | number>>) => void;
  wish: Wish | undefined = $state();
  busy = $state(false);

  constructor(
    connection: Connection,
    refused: (code: string, detail?: Readonly<Record<string, string | number>>) => void,
  ) {
    this.#connection = connection;
    this.#refused = refused;
  }

  /** Since when it is up, by the server's clock. */
  get up(): number | undefined {
    return this.#connection.me?.hand;
  }
  #away(): boolean {
    return this.#connection.status === 'offline' || this.#connection.status === 'connecting';
  }

  async press(what: Wish): Promise<void> {
    if (this.#away()) {
      this.wish = what;
      return;
    }
    this.busy = true;
    const answer = await this.#connection.send({ type: `hand.${what}` });
    this.busy = false;
    if (answer.ok) return;
    // The connection broke under the press: what was meant is still meant.
    if (answer.code === 'offline' && this.#away()) this.wish = what;
    else this.#refused(answer.code, answer.detail);
  }
  forget(): void {
    this.wish = undefined;
  }
  /** To be called from an effect: carries out what was meant, once there is a connection. */
  settle(): void {
    const { wish } = this;
    if (this.#away() || wish === undefined) return;
    this.wish = undefined;
    const live = this.#connection.view.session.status === 'live';
    if (wish === 'raise' ? this.up === undefined && live : this.up !== undefined) void this.press(wish);
  }
}
