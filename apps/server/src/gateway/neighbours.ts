import { randomUUID } from 'node:crypto';
import type { Channel, Message } from '@rostrum/cluster';
import type { Signal } from '@rostrum/protocol';

const SIGNALS = 'signals';
interface PassedOn {
  readonly from: string;
  readonly room: string;
  readonly signal: Signal;
}

/** Signals go on to those who are connected to other nodes, and theirs come here; each at most once. */
export class Neighbours {
  readonly #channel: Channel;
  /** By what this node knows its own messages. */
  readonly #name = randomUUID();
  readonly #listening: { close(): void };

  constructor(channel: Channel, deliver: (room: string, signal: Signal) => void) {
    this.#channel = channel;
    this.#listening = channel.subscribe(SIGNALS, (message) => {
      const { from, room, signal } = message as unknown as PassedOn;
      if (from !== this.#name) deliver(room, signal);
    });
  }

  pass(room: string, signal: Signal): void {
    const passedOn: PassedOn = { from: this.#name, room, signal };
    this.#channel.publish(SIGNALS, passedOn as unknown as Message);
  }

  close(): void {
    this.#listening.close();
  }
}
