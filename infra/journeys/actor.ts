import { Replica, type ViewMessage } from '@rostrum/sync';
import type { MeView, Role, SessionCommand } from '@rostrum/domain';
import { PROTOCOL_VERSION, type Answer, type Signal, type ViewOf } from '@rostrum/protocol';
import { nanoid } from 'nanoid';
import { io, type Socket } from 'socket.io-client';

/** A participant without a screen: the real wire, no browser. For crowds, and for bringing a session to where a picture is to be taken. */
export class Actor<R extends Role> {
  readonly role: R;
  readonly cookie: string;
  readonly session: string;
  readonly #socket: Socket;
  readonly #replica = new Replica<ViewOf[R], MeView>();
  readonly signals: Signal[] = [];
  #run = 1;
  #waiting: (() => void)[] = [];

  private constructor(base: string, session: string, role: R, cookie: string) {
    this.role = role;
    this.cookie = cookie;
    this.session = session;
    this.#socket = io(base, {
      path: `/s/${session}/${role}/socket/`,
      transports: ['websocket'],
      extraHeaders: { cookie },
      auth: { protocol: PROTOCOL_VERSION },
      forceNew: true,
    });
    this.#socket.on('view', (message: ViewMessage) => {
      this.#replica.receive(message);
      const facts = this.#replica.role as
        { session?: { run: number }; projector?: { session: { run: number } } } | undefined;
      this.#run = facts?.session?.run ?? facts?.projector?.session.run ?? this.#run;
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.#socket.on('signal', (signal: Signal) => this.signals.push(signal));
  }

  static async connect<R extends Role>(base: string, session: string, role: R, cookie: string): Promise<Actor<R>> {
    const actor = new Actor(base, session, role, cookie);
    await actor.until(() => actor.#replica.role !== undefined);
    return actor;
  }

  /** Opens a personal link as a browser would, and connects. */
  static async byLink<R extends Role>(base: string, link: string, role: R): Promise<Actor<R>> {
    const { pathname } = new URL(link);
    const response = await fetch(`${base}${pathname}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: base, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    return Actor.connect(base, sessionIn(response), role, cookieIn(response));
  }

  /** Joins by the QR code's address. */
  static async byQr(base: string, join: string, name?: string): Promise<Actor<'audience'>> {
    const token = new URL(join).pathname.split('/').pop() ?? '';
    const body = new URLSearchParams({
      token,
      step: 'enter',
      place: 'hall',
      ...(name === undefined ? { appear: 'anonymous' } : { name }),
    });
    const response = await fetch(`${base}/join`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: base, accept: 'text/html' },
      body,
    });
    return Actor.connect(base, sessionIn(response), 'audience', cookieIn(response));
  }

  get connected(): boolean {
    return this.#socket.connected;
  }
  get view(): ViewOf[R] {
    return this.#replica.role as ViewOf[R];
  }
  get me(): MeView | undefined {
    return this.#replica.me;
  }

  /** Sends a command as if pressed now. */
  async send(command: SessionCommand, secret?: string): Promise<Answer> {
    const envelope = {
      id: nanoid(),
      run: this.#run,
      pressed: Date.now(),
      command,
      ...(secret === undefined ? {} : { secret }),
    };
    return (await this.#socket.timeout(30_000).emitWithAck('command', envelope)) as Answer;
  }
  /** As `send`, and throws when refused. */
  async must(command: SessionCommand, secret?: string): Promise<Record<string, string | number>> {
    const answer = await this.send(command, secret);
    if (!answer.ok) throw new Error(`${command.type} refused: ${answer.code} ${JSON.stringify(answer.detail ?? {})}`);
    return answer.answer ?? {};
  }

  /** Waits until the view says so; at most so many milliseconds. */
  async until(done: () => boolean, within = 30_000): Promise<void> {
    const deadline = Date.now() + within;
    while (!done()) {
      if (Date.now() > deadline) throw new Error(`${this.role}: waited in vain for ${done.toString()}`);
      await new Promise<void>((wake) => {
        this.#waiting.push(wake);
        setTimeout(wake, 100);
      });
    }
  }

  close(): void {
    this.#socket.disconnect();
  }
}

const cookieIn = (response: Response): string => {
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith('rostrum='));
  if (!cookie) throw new Error(`no cookie: ${response.status} ${response.headers.get('location') ?? ''}`);
  return cookie.split(';')[0] ?? '';
};
const sessionIn = (response: Response): string =>
  /\/s\/([^/]+)\//.exec(response.headers.get('location') ?? '')?.[1] ?? '';
