import type { EventEmitter } from 'node:events';
import type { Socket as Channel } from 'node:net';
import type { Server, Socket } from 'socket.io';

/** What is used here of Engine.IO's side of a connection; its types keep some of it to themselves. */
interface Transport extends Pick<EventEmitter, 'emit'> {
  writable: boolean;
}
interface Packet {
  readonly type: string;
  readonly data?: unknown;
  readonly options: { wsPreEncodedFrame?: Buffer[] };
}
interface Engine {
  write(packet: string): void;
  readonly request: { readonly socket: Channel };
  readonly transport: Transport;
}

/**
 * Writes to the system cost more than all else about a message. What Engine.IO sends in one go is written in one go, and
 * whoever gives a command gets what follows from it in one go: the answer, their own patch, the role's, and the `upto`.
 */
export class Frames {
  #held: Transport[] = [];
  /** Packets that many get, by what they hold. */
  readonly #written = new WeakMap<object, { readonly revision: number; readonly packet: string }>();

  constructor(io: Pick<Server, 'engine'>) {
    io.engine.on('flush', ({ request }: Engine, packets: readonly Packet[]) => {
      for (const { type, data, options } of packets)
        if (type === 'message' && typeof data === 'string') options.wsPreEncodedFrame ??= [frameOf(`4${data}`)];
      // One packet is one write anyway.
      if (packets.length > 1) request.socket.cork();
    });
    io.engine.on('drain', ({ request }: Engine) => {
      if (request.socket.writableCorked > 0) request.socket.uncork();
    });
  }

  /** What is sent to the connection until the end of this turn of the loop waits for it, as it does while a write is under way. */
  hold(socket: Pick<Socket, 'conn'> | undefined): void {
    if (!socket) return;
    const { transport } = socket.conn as unknown as Engine;
    if (!transport.writable) return;
    transport.writable = false;
    if (this.#held.push(transport) === 1) setImmediate(() => this.#release());
  }

  /**
   * An event that many connections get one after another, such as a view's snapshot when a crowd comes in: written out once.
   * It goes past Socket.IO, as the packet that Socket.IO would make of it (protocol 5: an event, `2`, of the main namespace).
   */
  sendOften(
    { conn }: Pick<Socket, 'conn'>,
    event: string,
    message: { readonly revision: number; readonly data: object },
  ): void {
    const { revision, data } = message;
    let written = this.#written.get(data);
    if (written?.revision !== revision) {
      written = { revision, packet: `2${JSON.stringify([event, message])}` };
      this.#written.set(data, written);
    }
    (conn as unknown as Engine).write(written.packet);
  }

  /** Calls back once what is held now has been written. */
  whenSent(run: () => void): void {
    // Immediates run in the order in which they were asked for: the release of what is held comes first.
    setImmediate(run);
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

/**
 * A text frame of a server (RFC 6455: whole, without a mask) in one piece. `ws` makes it of two, head and text, each with
 * a write of its own that is then joined again.
 */
const frameOf = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x81;
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, head);
  return frame;
};
