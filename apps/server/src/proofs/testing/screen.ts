import { setTimeout as delay } from 'node:timers/promises';
import type { MeView, Role, SessionCommand } from '@rostrum/domain';
import {
  PROTOCOL_VERSION,
  type Answer,
  type Bootstrap,
  type Envelope,
  type Farewell,
  type Presence,
  type Signal,
  type ViewOf,
} from '@rostrum/protocol';
import { Replica, type ViewMessage } from '@rostrum/sync';
import { nanoid } from 'nanoid';
import { io, type Socket } from 'socket.io-client';

/** Somebody who may connect: a role in a session, and the cookie that proves it. */
export interface Seat {
  readonly session: string;
  readonly role: Role;
  readonly participant: string;
  readonly cookie: string;
}
/** What a client writes down of each command that it gave. */
export interface Entry {
  readonly envelope: Envelope;
  /** The server's answer; absent while none came. */
  answer?: Answer;
  attempts: number;
}
/** Not answers to the command: the server could not decide now. The same list as the real client's. */
const NOT_NOW = ['busy', 'rate-limited', 'server-stopping', 'unavailable'];
/** The part of Engine.IO's client that its types keep to themselves. */
interface Engine {
  on(event: 'packet', listener: (packet: { data?: unknown }) => void): void;
  readonly transport?: { readonly ws?: { terminate(): void } };
}

/** A client on the real wire that keeps books: of each command its id and its answer, and of each byte that it received. */
export class Screen {
  readonly seat: Seat;
  readonly books: Entry[] = [];
  /** Every packet that the socket received, as it came, since this was last emptied. */
  received: string[] = [];
  readonly farewells: Farewell[] = [];
  /** Who is connected, as last told; for hosts. */
  presence: Presence | undefined;
  readonly #base: string;
  readonly #socket: Socket;
  #replica = new Replica<object, MeView>();
  #run: number;
  #wakes: (() => void)[] = [];
  #loaded: Promise<unknown> = Promise.resolve();

  constructor(base: string, seat: Seat, run = 1) {
    this.#base = base;
    this.seat = seat;
    this.#run = run;
    this.#socket = io(base, {
      path: `/s/${seat.session}/${seat.role}/socket/`,
      transports: ['websocket'],
      extraHeaders: { cookie: seat.cookie },
      auth: (give) => give({ protocol: PROTOCOL_VERSION, run: this.#run, ...this.#replica.position }),
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      // As long as the real screens wait.
      timeout: 6_000,
    });
    this.#socket.io.on('open', () =>
      this.engine.on('packet', ({ data }) => {
        if (typeof data === 'string') this.received.push(data);
      }),
    );
    this.#socket.on('connect', () => this.#wake());
    this.#socket.on('disconnect', () => this.#replica.disconnected());
    this.#socket.on('view', (message: ViewMessage) => {
      if (this.#replica.receive(message) === 'gap' && message.kind === 'patch')
        this.#socket.emit('resync', { seen: this.#replica.highestSeen });
      this.#wake();
    });
    this.#socket.on('signal', (signal: Signal) => {
      if (signal.kind === 'presence') this.presence = signal.presence;
    });
    this.#socket.on('farewell', ({ reason }: { reason: Farewell }) => {
      this.farewells.push(reason);
      // As the real screens do: it does not come back by itself.
      if (reason !== 'server-stopping') this.#socket.disconnect();
      this.#wake();
    });
  }

  get engine(): Engine {
    return this.#socket.io.engine as unknown as Engine;
  }
  get connected(): boolean {
    return this.#socket.connected;
  }
  get view(): object | undefined {
    return this.#replica.role;
  }
  get me(): MeView | undefined {
    return this.#replica.me;
  }
  viewOf<R extends Role>(role: R): ViewOf[R] {
    if (this.seat.role !== role || !this.#replica.role) throw new Error(`no view of ${role}`);
    return this.#replica.role as ViewOf[R];
  }
  covers(revision: number): boolean {
    return this.#replica.covers(revision);
  }

  /** Opens the socket and waits for the first view. */
  async connect(): Promise<this> {
    this.#socket.connect();
    await this.until(() => this.#replica.role !== undefined && this.#socket.connected, 'a first view');
    return this;
  }
  /** The page as its HTML carries it; the replica begins anew with it. Undefined when the page is refused. */
  load(): Promise<Bootstrap | undefined> {
    const loading = this.#load();
    this.#loaded = loading;
    return loading;
  }
  async #load(): Promise<Bootstrap | undefined> {
    const { status, text } = await this.get('');
    if (status !== 200) return undefined;
    const { bootstrap } = JSON.parse(text) as { bootstrap: Bootstrap };
    this.#run = bootstrap.run;
    this.#replica = new Replica();
    this.#replica.receive({ kind: 'snapshot', view: 'role', ...bootstrap.view });
    if (bootstrap.me) this.#replica.receive({ kind: 'snapshot', view: 'me', ...bootstrap.me });
    return bootstrap;
  }
  /** Asks for the page or a file under the role's own path. */
  async get(path: string): Promise<{ status: number; text: string }> {
    const { session, role, cookie } = this.seat;
    const response = await fetch(`${this.#base}/s/${session}/${role}/${path}`, { headers: { cookie } });
    return { status: response.status, text: await response.text() };
  }

  /** Writes a command into the books without sending it. */
  note(command: SessionCommand, more: { secret?: string; pressed?: number } = {}): Entry {
    const entry: Entry = { envelope: { id: nanoid(), run: this.#run, command, ...more }, attempts: 0 };
    this.books.push(entry);
    return entry;
  }
  /** One attempt; undefined when no answer came. What cannot be sent now is not sent. */
  async attempt(entry: Entry): Promise<Answer | undefined> {
    if (!this.#socket.connected) return undefined;
    entry.attempts += 1;
    try {
      const answer = (await this.#socket.timeout(10_000).emitWithAck('command', entry.envelope)) as Answer;
      if (answer.ok) this.#replica.acknowledged(answer.revision);
      if (answer.ok || !NOT_NOW.includes(answer.code)) entry.answer = answer;
      return answer;
    } catch {
      return undefined;
    }
  }
  /** A command as if pressed now, one attempt; throws without an answer. */
  async press(command: SessionCommand, pressed = Date.now()): Promise<Answer> {
    const answer = await this.attempt(this.note(command, { pressed }));
    if (!answer) throw new Error(`${command.type}: no answer`);
    return answer;
  }
  /** As `press`, and throws when refused. */
  async must(command: SessionCommand): Promise<Readonly<Record<string, string | number>>> {
    const answer = await this.press(command);
    if (!answer.ok) throw new Error(`${command.type}: ${answer.code} ${JSON.stringify(answer.detail ?? {})}`);
    return answer.answer ?? {};
  }
  /** AC3: the same id, again and again, until it is answered, or the server has said farewell for good. */
  async keep(command: SessionCommand, secret?: string): Promise<Answer | undefined> {
    const entry = this.note(command, secret === undefined ? {} : { secret });
    while (!this.farewells.some((one) => one !== 'server-stopping')) {
      await this.attempt(entry);
      if (entry.answer) break;
      await delay(60);
    }
    return entry.answer;
  }

  /** The network is gone from one moment to the next; Socket.IO comes back by itself. */
  cut(): void {
    this.engine.transport?.ws?.terminate();
  }
  close(): void {
    this.#socket.disconnect();
  }
  /** Opens the socket again after `close`; a page that is being loaded opens it once it is there. */
  open(): void {
    void this.#loaded.then(() => this.#socket.connect());
  }

  async until(done: () => boolean, what: string, limit = 15_000): Promise<void> {
    const deadline = performance.now() + limit;
    while (!done()) {
      if (performance.now() > deadline) throw new Error(`${this.seat.role}: waited in vain for ${what}`);
      await new Promise<void>((wake) => {
        this.#wakes.push(wake);
        setTimeout(wake, 50);
      });
    }
  }
  #wake(): void {
    for (const wake of this.#wakes.splice(0)) wake();
  }
}
