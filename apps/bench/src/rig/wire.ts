import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface WireOptions {
  readonly port: number;
  /** Where the Socket.IO server lies, with its closing slash. */
  readonly path: string;
  readonly cookie?: string;
  /** What the client introduces itself with. */
  readonly auth?: object;
}
export interface WireEvents {
  /** The namespace is open. */
  connected?(): void;
  /** An event's packet as it came: its array as JSON, decoded when it is asked for, which is to be now or never. */
  event?(json: () => string): void;
  closed?(): void;
}

const ZERO = 0x30;
const TWO = 0x32;
const THREE = 0x33;
const FOUR = 0x34;

/**
 * A Socket.IO client of the barest kind, so that thousands of them cost the load generator little: WebSocket (RFC 6455)
 * over a plain socket, Engine.IO 4 and Socket.IO 5 packets as text, the default namespace, no binary, no reconnection.
 * Clients may share the buffer that they read into, since each is done with it before the next one reads.
 */
export class Wire {
  readonly #socket: Socket;
  readonly #on: WireEvents;
  readonly #auth: object;
  readonly #answers = new Map<number, (json: string) => void>();
  #waiting: Buffer | undefined;
  #upgraded = false;
  #lastId = 0;

  constructor({ port, path, cookie, auth = {} }: WireOptions, on: WireEvents, buffer = Buffer.alloc(64 * 1024)) {
    this.#on = on;
    this.#auth = auth;
    const callback = (length: number): boolean => {
      this.#received(buffer.subarray(0, length));
      return true;
    };
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer, callback } });
    const headers = [
      `GET ${path}?EIO=4&transport=websocket HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    ];
    this.#socket.write(`${headers.join('\r\n')}\r\n\r\n`);
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('close', () => on.closed?.());
  }

  emit(event: string, payload: unknown): void {
    this.#send(`42${JSON.stringify([event, payload])}`);
  }
  /** Resolves with the answer's JSON: an array of what was answered. */
  ask(event: string, payload: unknown): Promise<string> {
    return this.question(event, payload)();
  }
  /** Written out now, to be asked once, when called. */
  question(event: string, payload: unknown): () => Promise<string> {
    const id = this.#lastId++;
    const frame = frameOf(`42${id}${JSON.stringify([event, payload])}`);
    return () =>
      new Promise((resolve) => {
        this.#answers.set(id, resolve);
        this.#socket.write(frame);
      });
  }
  close(): void {
    this.#socket.destroy();
  }

  #received(bytes: Buffer): void {
    const data = this.#waiting ? Buffer.concat([this.#waiting, bytes]) : bytes;
    this.#waiting = undefined;
    let at = 0;
    if (!this.#upgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#waiting = Buffer.from(data);
        return;
      }
      if (!data.toString('latin1', 0, 16).startsWith('HTTP/1.1 101')) return this.close();
      this.#upgraded = true;
      at = end + 4;
    }
    // Servers send whole frames without a mask: two bytes of head, then the length where it needs more.
    while (data.length - at >= 2) {
      const short = (data[at + 1] ?? 0) & 0x7f;
      const from = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
      if (data.length < from) break;
      const length =
        short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
      if (data.length < from + length) break;
      this.#frame((data[at] ?? 0) & 0x0f, data, from, from + length);
      at = from + length;
    }
    // The buffer is written over by the next reading.
    if (at < data.length) this.#waiting = Buffer.from(data.subarray(at));
  }

  #frame(opcode: number, data: Buffer, from: number, to: number): void {
    if (opcode === 8) return this.close();
    if (opcode !== 1) return;
    const [engine, packet] = [data[from], data[from + 1]];
    if (engine === TWO) this.#send('3');
    else if (engine === ZERO) this.#send(`40${JSON.stringify(this.#auth)}`);
    else if (engine !== FOUR) return;
    else if (packet === ZERO) this.#on.connected?.();
    else if (packet === TWO) this.#on.event?.(() => data.toString('utf8', from + 2, to));
    else if (packet === THREE) this.#answered(data.toString('utf8', from + 2, to));
  }
  #answered(text: string): void {
    const at = text.indexOf('[');
    const id = Number(text.slice(0, at));
    this.#answers.get(id)?.(text.slice(at));
    this.#answers.delete(id);
  }

  #send(text: string): void {
    this.#socket.write(frameOf(text));
  }
}

/** One text frame under a mask of zeros, which the standard allows and which leaves the bytes as they are. */
const frameOf = (text: string): Buffer => {
  const body = Buffer.from(text);
  const long = body.length > 125;
  const frame = Buffer.alloc((long ? 8 : 6) + body.length);
  frame[0] = 0x81;
  frame[1] = 0x80 | (long ? 126 : body.length);
  if (long) frame.writeUInt16BE(body.length, 2);
  body.copy(frame, long ? 8 : 6);
  return frame;
};
