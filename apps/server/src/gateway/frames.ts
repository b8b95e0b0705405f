import type { EventEmitter } from 'node:events';
import type { Socket as Channel } from 'node:net';
import type { Server, Socket } from 'socket.io';

/** What is used here of Engine.IO's side of a connection; its types keep some of it to themselves. */
interface Transport extends Pick<EventEmitter, 'emit'> {
  writable: boolean;
}
interface Engine {
  readonly request: { readonly socket: Channel };
  readonly transport: Transport;
}

/**
 * Writes to the system cost more than all else about a message. What Engine.IO sends in one go is written in one go, and
 * whoever gives a command gets what follows from it in one go: the answer, their own patch, the role's, and the `upto`.
 */
export class Frames {
  #held: Transport[] = [];

  constructor(io: Pick<Server, 'engine'>) {
    io.engine.on('flush', ({ request }: Engine) => request.socket.cork());
    io.engine.on('drain', ({ request }: Engine) => request.socket.uncork());
  }

  /** What is sent to the connection until the end of this turn of the loop waits for it, as it does while a write is under way. */
  hold({ conn }: Pick<Socket, 'conn'>): void {
    const { transport } = conn as unknown as Engine;
    if (!transport.writable) return;
    transport.writable = false;
    if (this.#held.push(transport) === 1) setImmediate(() => this.#release());
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const transport of held) {
      transport.writable = true;
      transport.emit('ready');
    }
  }
}
