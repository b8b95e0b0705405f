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
  /** An event's packet as it came: its array as JSON. */
  event?(json: string): void;
  closed?(): void;
}

/**
 * A Socket.IO client of the barest kind, so that thousands of them cost the load generator little: WebSocket (RFC 6455)
 * over a plain socket, Engine.IO 4 and Socket.IO 5 packets as text, the default namespace, no binary, no reconnection.
 */
export class Wire {
  readonly #socket: Socket;
  readonly #on: WireEvents;
  readonly #auth: object;
  readonly #answers = new Map<number, (json: string) => void>();
  #waiting: Buffer | undefined;
  #upgraded = false;
  #lastId = 0;

  constructor({ port, path, cookie, auth = {} }: WireOptions, on: WireEvents) {
    this.#on = on;
    this.#auth = auth;
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
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
    this.#socket.on('data', (bytes) => this.#received(bytes));
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('close', () => on.closed?.());
  }

  emit(event: string, payload: unknown): void {
    this.#send(`42${JSON.stringify([event, payload])}`);
  }
  /** Resolves with the answer's JSON: an array of what was answered. */
  ask(event: string, payload: unknown): Promise<string> {
    const id = this.#lastId++;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#send(`42${id}${JSON.stringify([event, payload])}`);
    });
  }
  close(): void {
    this.#socket.destroy();
  }

  #received(bytes: Buffer): void {
    let data = this.#waiting ? Buffer.concat([this.#waiting, bytes]) : bytes;
    this.#waiting = undefined;
    if (!this.#upgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#waiting = data;
        return;
      }
      if (!data.toString('latin1', 0, 16).startsWith('HTTP/1.1 101')) return this.close();
      this.#upgraded = true;
      data = data.subarray(end + 4);
    }
    // Servers send whole frames without a mask: two bytes of head, then the length where it needs more.
    while (data.length >= 2) {
      const short = (data[1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length < head) break;
      const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
      if (data.length < head + length) break;
      this.#frame((data[0] ?? 0) & 0x0f, data.toString('utf8', head, head + length));
      data = data.subarray(head + length);
    }
    if (data.length > 0) this.#waiting = data;
  }

  #frame(opcode: number, text: string): void {
    if (opcode === 8) return this.close();
    if (opcode !== 1) return;
    if (text === '2') this.#send('3');
    else if (text.startsWith('0')) this.#send(`40${JSON.stringify(this.#auth)}`);
    else if (text.startsWith('40')) this.#on.connected?.();
    else if (text.startsWith('42')) this.#on.event?.(text.slice(2));
    else if (text.startsWith('43')) this.#answered(text);
  }
  #answered(text: string): void {
    const at = text.indexOf('[');
    const id = Number(text.slice(2, at));
    this.#answers.get(id)?.(text.slice(at));
    this.#answers.delete(id);
  }

  /** One text frame under a mask of zeros, which the standard allows and which leaves the bytes as they are. */
  #send(text: string): void {
    const body = Buffer.from(text);
    const long = body.length > 125;
    const frame = Buffer.alloc((long ? 8 : 6) + body.length);
    frame[0] = 0x81;
    frame[1] = 0x80 | (long ? 126 : body.length);
    if (long) frame.writeUInt16BE(body.length, 2);
    body.copy(frame, long ? 8 : 6);
    this.#socket.write(frame);
  }
}
