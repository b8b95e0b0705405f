import { Child } from './child.ts';
import type { AllHad, LoadTask, Opened, Ready, Stormed } from './load.ts';
import { cpuMsOf } from './machine.ts';
import type { WireOptions } from './wire.ts';

/** A crowd of clients in a process of its own. */
export class Crowd {
  readonly #child = new Child('load.ts');

  /** Opens the clients, at most `atOnce` under way at a time; resolves once all are ready, with how long that took. */
  async open(clients: readonly WireOptions[], ready: Ready, atOnce = 200): Promise<number> {
    const { began, ended } = await this.#do<Opened>({ do: 'open', clients: [...clients], atOnce, ready });
    return ended - began;
  }
  /** Counts from now on how many have had an event that begins so. */
  async count(prefix: string): Promise<void> {
    await this.#do({ do: 'count', prefix });
  }
  /** Resolves once every client has had one, with the instant of the last. */
  all(): Promise<AllHad> {
    return this.#do<AllHad>({ do: 'all' });
  }
  /** Each client asks what is listed for it one after another, all clients at once. */
  storm(event: string, asked: unknown[][]): Promise<Stormed> {
    return this.#do<Stormed>({ do: 'storm', event, asked });
  }
  /** Milliseconds of processor time that its process has used. */
  cpuMs(): Promise<number> {
    return cpuMsOf(this.#child.pid);
  }
  async close(): Promise<void> {
    await this.#do({ do: 'close' });
  }
  end(): Promise<void> {
    return this.#child.end();
  }
  #do<T>(task: LoadTask): Promise<T> {
    return this.#child.ask<T>(task);
  }
}
