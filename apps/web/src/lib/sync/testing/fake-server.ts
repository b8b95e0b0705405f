import type { Answer, Envelope, Farewell, Hello, PingAnswer, Signal } from '@rostrum/protocol';
import type { ViewMessage } from '@rostrum/sync';
import type { Reply, Resync, Transport, TransportEvents } from '../transport.ts';
import type { FakeTimers } from './fake-timers.ts';

/** A server with one effect for each command id, behind a network that can be cut and made to lose and to delay. */
export class FakeServer {
  readonly timers: FakeTimers;
  /** The server's clock minus the client's. */
  offset = 1_000_000;
  up = true;
  /** Milliseconds each way. */
  delay = 5;
  /** Commands that arrive, but whose answers get lost: so many of the next. */
  loseAnswers = 0;
  /** Commands that do not arrive. */
  loseCommands = 0;
  /** Arrives, but nothing comes back any more; the socket stays open. */
  silent = false;
  refuse: (envelope: Envelope) => Answer | undefined = () => undefined;
  answerWith: (envelope: Envelope) => Readonly<Record<string, string>> | undefined = () => undefined;
  /** Envelopes as they arrived, repetitions included. */
  readonly arrived: Envelope[] = [];
  /** Each command once, in the order of its effect. */
  readonly effects: Envelope[] = [];
  readonly hellos: Hello[] = [];
  readonly resyncs: Resync[] = [];
  readonly signals: Signal[] = [];
  refuseHandshake: Farewell | undefined;
  revision = 100;
  pings = 0;
  readonly #answers = new Map<string, Answer>();
  #live: { readonly events: TransportEvents; lost: (() => void)[] } | undefined;

  constructor(timers: FakeTimers) {
    this.timers = timers;
  }

  get connected(): boolean {
    return this.#live !== undefined;
  }

  now(): number {
    return this.timers.local() + this.offset;
  }

  cut(): void {
    const live = this.#live;
    this.#live = undefined;
    for (const lost of live?.lost ?? []) lost();
    live?.events.disconnected();
  }

  view(message: ViewMessage): void {
    this.#live?.events.view(message);
  }
  signal(signal: Signal): void {
    this.#live?.events.signal(signal);
  }
  farewell(reason: Farewell): void {
    this.#live?.events.farewell(reason);
  }

  transport(hello: () => Hello, events: TransportEvents): Transport {
    const mine = { events, lost: [] as (() => void)[] };
    const connected = () => this.#live === mine;
    return {
      get connected() {
        return connected();
      },
      open: () => {
        const greeting = hello();
        this.timers.after(this.delay * 2, () => {
          if (!this.up || this.refuseHandshake) return events.failed(this.refuseHandshake);
          this.hellos.push(greeting);
          this.#live = mine;
          events.connected();
        });
      },
      close: () => {
        if (connected()) this.cut();
      },
      request: <T>(event: 'command' | 'ping', body: object, ms: number): Promise<Reply<T>> => {
        if (!connected()) return Promise.resolve({ answered: false, why: 'disconnected' });
        return new Promise((resolve) => {
          this.timers.after(ms, () => resolve({ answered: false, why: 'timeout' }));
          mine.lost.push(() => resolve({ answered: false, why: 'disconnected' }));
          if (event === 'command' && this.loseCommands > 0) {
            this.loseCommands--;
            return;
          }
          this.timers.after(this.delay, () => {
            const value = event === 'ping' ? this.#ping() : this.#command(body as Envelope);
            if (value === undefined || this.silent) return;
            this.timers.after(this.delay, () => resolve({ answered: true, value: value as T }));
          });
        });
      },
      emit: (event, body) => {
        if (event === 'resync') this.resyncs.push(body as Resync);
        else this.signals.push(body as Signal);
      },
    };
  }

  #ping(): PingAnswer {
    this.pings++;
    return { received: this.now(), sent: this.now() };
  }

  #command(envelope: Envelope): Answer | undefined {
    this.arrived.push(envelope);
    const first = this.#answers.get(envelope.id);
    const refusal = first ? undefined : this.refuse(envelope);
    if (refusal) return refusal;
    const answer = first ?? this.#effect(envelope);
    if (this.loseAnswers > 0) {
      this.loseAnswers--;
      return undefined;
    }
    return answer;
  }

  #effect(envelope: Envelope): Answer {
    this.effects.push(envelope);
    const extra = this.answerWith(envelope);
    const answer: Answer = { ok: true, revision: ++this.revision, ...(extra && { answer: extra }) };
    this.#answers.set(envelope.id, answer);
    return answer;
  }
}
