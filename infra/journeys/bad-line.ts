import { createServer, connect, type Server, type Socket } from 'node:net';

export interface LineQuality {
  /** Milliseconds each way. */
  readonly delay: number;
  /** The share of pieces that get lost, 0–1: TCP sends them again, and all that follows waits for them. */
  readonly loss: number;
}
/** How long TCP waits before it sends a lost piece again (RFC 6298: not less than a second; usual systems 200 ms). */
const RETRANSMISSION = 200;

/** One way of one connection: what goes in comes out in order, late, and not at all while the line is cut. */
class Way {
  readonly #line: BadLine;
  readonly #from: Socket;
  readonly #to: Socket;
  #due = 0;
  #waiting: Buffer[] = [];

  constructor(line: BadLine, from: Socket, to: Socket) {
    this.#line = line;
    this.#from = from;
    this.#to = to;
    from.on('data', (data: Buffer) => {
      const { delay, loss } = line.quality;
      const again = line.random() < loss ? RETRANSMISSION + 2 * delay : 0;
      this.#due = Math.max(this.#due, performance.now() + delay + again);
      this.#waiting.push(data);
      setTimeout(() => this.flush(), this.#due - performance.now());
    });
  }

  /** Passes on the oldest, once it is due and the line is whole. */
  flush(all = false): void {
    if (this.#line.isCut || this.#to.destroyed) return;
    for (const data of this.#waiting.splice(0, all ? Infinity : 1)) this.#to.write(data);
  }

  end(): void {
    this.#from.destroy();
    this.#to.destroy();
  }
}

/**
 * A bad network between browsers and a server on this machine: late, losing, cut. While it is cut nothing passes and
 * nobody is told, as when a phone leaves the hall; who connects meanwhile waits. `seed` makes the losses the same each time.
 */
export class BadLine {
  quality: LineQuality = { delay: 0, loss: 0 };
  isCut = false;
  readonly #server: Server;
  readonly #ways = new Set<Way>();
  readonly #ended = new Set<() => void>();
  #seed: number;

  private constructor(target: number, seed: number) {
    this.#seed = seed;
    this.#server = createServer({ noDelay: true }, (near) => {
      const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
      const ways = [new Way(this, near, far), new Way(this, far, near)];
      for (const way of ways) this.#ways.add(way);
      const end = (): void => {
        // The end of a connection does not get through a cut line either: the other side hears of it afterwards.
        if (this.isCut) this.#ended.add(end);
        else
          for (const way of ways) {
            this.#ways.delete(way);
            way.end();
          }
      };
      for (const socket of [near, far]) socket.on('close', end).on('error', end);
    });
  }

  static async open(target: number, seed = 1): Promise<BadLine> {
    const line = new BadLine(target, seed);
    await new Promise<void>((done) => line.#server.listen(0, '127.0.0.1', done));
    return line;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** The same row of chances for the same seed (a linear congruential generator, Numerical Recipes' constants). */
  random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed / 2 ** 32;
  }

  cut(): void {
    this.isCut = true;
  }

  /** What was held up passes now, as TCP sends it again. */
  mend(): void {
    this.isCut = false;
    for (const way of this.#ways) way.flush(true);
    for (const end of this.#ended) end();
    this.#ended.clear();
  }

  close(): void {
    this.#server.close();
    for (const way of this.#ways) way.end();
  }
}
