import type { PingAnswer } from '@rostrum/protocol';
import { pingSchedule, ServerClock, type ClockProfile } from '@rostrum/sync';
import type { Timers } from './timers.ts';
import type { Reply } from './transport.ts';

/**
 * A connection on which nothing comes back for so long after a ping is dead, whatever the socket says. Long enough that
 * a server with its hands full is not stormed by a crowd that reconnects.
 */
const PATIENCE = 8_000;
/** After a wake-up: many a phone keeps a socket that has long been cut off. */
const PATIENCE_WAKING = 3_000;
/** After joining or waking, the clock may be without pings for so long before it is called stale. */
const SETTLING = 1_500;
const LOOK_EVERY = 1_000;
/** The monotonic clock and the wall parting by so much between two looks: the device has slept. */
const SLEPT = 1_000;

export interface ClockParts {
  readonly profile: ClockProfile;
  readonly timers: Timers;
  readonly ping: (sent: number, ms: number) => Promise<Reply<PingAnswer>>;
  /** Nothing comes back any more on a connection that looks open. */
  readonly dead: (waking: boolean) => void;
  /** `stale` may have changed. */
  readonly looked: () => void;
}

/** Keeps the server's time by pinging as long as there is a connection and somebody to see it. */
export class ClockKeeper {
  readonly #parts: ClockParts;
  readonly #clock: ServerClock;
  #running = false;
  #window = 0;
  #count = 0;
  #waking = false;
  #heardAt = 0;
  #settledAt: number;
  #cancelPing: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #waiting: (() => void)[] = [];

  constructor(parts: ClockParts) {
    this.#parts = parts;
    this.#clock = new ServerClock(parts.profile);
    this.#settledAt = parts.timers.local() + SETTLING;
  }

  /** The server's time at an instant of the local clock; undefined before the first answer. */
  timeAt(local: number): number | undefined {
    return this.#clock.now(local);
  }

  get stale(): boolean {
    const local = this.#parts.timers.local();
    return local >= this.#settledAt && this.#clock.isStale(local);
  }

  /** Resolves with the first answered ping; at once when there has been one. */
  async first(): Promise<void> {
    if (this.#clock.offset === undefined) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Begins anew with an empty window: on connecting, or on `waking` (the page is visible again, the device has slept). */
  restart(waking: boolean): void {
    this.pause();
    this.#clock.reset();
    this.#running = true;
    this.#waking = waking;
    this.#window++;
    this.#count = 0;
    this.#settledAt = this.#parts.timers.local() + SETTLING;
    this.#schedule();
    this.#look(this.#parts.timers.wall() - this.#parts.timers.local());
  }

  /** Something has come in on the connection. */
  alive(): void {
    this.#heardAt = this.#parts.timers.local();
  }

  /** No connection, or nobody looks. */
  pause(): void {
    this.#running = false;
    this.#cancelPing?.();
    this.#cancelLook?.();
  }

  /** Watches the clock age although there is no connection. */
  watch(): void {
    this.pause();
    this.#look(this.#parts.timers.wall() - this.#parts.timers.local());
  }

  #schedule(): void {
    this.#cancelPing = this.#parts.timers.after(pingSchedule(this.#count++, this.#parts.profile), () => {
      void this.#ping(this.#window);
      this.#schedule();
    });
  }

  async #ping(window: number): Promise<void> {
    const { timers, ping, dead } = this.#parts;
    const clientSent = timers.local();
    const waking = this.#waking;
    const reply = await ping(clientSent, waking ? PATIENCE_WAKING : PATIENCE);
    if (window !== this.#window || !this.#running) return;
    if (!reply.answered) {
      if (reply.why === 'timeout' && this.#heardAt < clientSent) dead(waking);
      return;
    }
    this.alive();
    this.#waking = false;
    const { received: serverReceived, sent: serverSent } = reply.value;
    this.#clock.addPing({ clientSent, serverReceived, serverSent, clientReceived: timers.local() });
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.#parts.looked();
  }

  #look(parted: number): void {
    const { timers, looked } = this.#parts;
    this.#cancelLook = timers.after(LOOK_EVERY, () => {
      const now = timers.wall() - timers.local();
      if (this.#running && Math.abs(now - parted) > SLEPT) this.restart(true);
      else this.#look(now);
      looked();
    });
  }
}
