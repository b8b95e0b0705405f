import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DeckView, Role, SessionCommand } from '@rostrum/domain';
import { PROTOCOL_VERSION, type Answer, type Signal } from '@rostrum/protocol';
import { io } from 'socket.io-client';
import { Upload } from 'tus-js-client';

export interface Seated {
  readonly role: Role;
  readonly cookie: string;
}
interface OwnTalk {
  deck?: DeckView;
  deckName?: string;
  problem?: { name: string; problem: string };
}
interface Cookie {
  readonly cookie: { readonly name: string; readonly value: string };
}

const json = async <T>(response: Response): Promise<T> => (await response.json()) as T;

/** One session of a running server, as its people use it. */
export class DeckClient {
  base: string;
  readonly owner: string;
  readonly session: string;
  readonly talks: readonly string[];
  readonly speakers: readonly Seated[];
  readonly host: Seated;
  readonly #guestKey: string;
  readonly #links: Readonly<Record<string, Seated>>;

  private constructor(
    base: string,
    owner: string,
    session: string,
    talks: string[],
    links: Record<string, Seated>,
    speakers: Seated[],
    guestKey: string,
  ) {
    this.base = base;
    this.owner = owner;
    this.session = session;
    this.talks = talks;
    this.#links = links;
    this.speakers = speakers;
    this.host = { role: 'host', cookie: owner };
    this.#guestKey = guestKey;
  }

  /** Opens a workspace and a session with two talks of two speakers, one judge, look-ahead as told. */
  static async open(base: string, ownerToken: string, lookAhead = false): Promise<DeckClient> {
    const { cookie } = await json<Cookie>(await fetch(`${base}/test/owner/${ownerToken}`));
    const owner = `${cookie.name}=${cookie.value}`;
    const give = async (command: object): Promise<{ answer?: { session?: string } }> =>
      json(
        await fetch(`${base}/workspace/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie: owner },
          body: JSON.stringify({ command }),
        }),
      );
    await give({ type: 'workspace.create', name: '某支部', language: 'zh', owner: '王主持' });
    const made = await give({
      type: 'session.create',
      title: '第一场',
      startsAt: Date.now(),
      place: '礼堂',
      language: 'zh',
      talks: ['一封家书', '林海'].map((title) => ({ title, minutes: 10, speaker: { name: `讲${title}的人` } })),
      judges: [{ name: '甲' }],
      settings: { lookAhead },
    });
    const session = made.answer?.session ?? '';
    const view = await DeckClient.#view(base, session, { role: 'host', cookie: owner });
    const order = (view['projector'] as { order: Record<string, { key: number; speaker?: { participant: string } }> })
      .order;
    const talks = Object.keys(order).sort((a, b) => (order[a]?.key ?? 0) - (order[b]?.key ?? 0));
    const { links, join } = await json<{ links: Record<string, string>; join: string }>(
      await fetch(`${base}/s/${session}/host/links.json`, { headers: { cookie: owner } }),
    );
    const seats: Record<string, Seated> = {};
    const speakers: Seated[] = [];
    for (const address of Object.values(links)) {
      const opened = await json<Cookie & { path: string }>(
        await fetch(`${base}/test/link/${address.split('/').pop() ?? ''}`),
      );
      const role = opened.path.split('/')[3] as Role;
      const seated = { role, cookie: `${opened.cookie.name}=${opened.cookie.value}` };
      seats[role] = seated;
      if (role !== 'speaker') continue;
      const own = await DeckClient.#view(base, session, seated);
      const at = talks.findIndex((talk) => Object.keys(own['talks'] as object).includes(talk));
      speakers[at] = seated;
    }
    return new DeckClient(base, owner, session, talks, seats, speakers, join.split('/').pop() ?? '');
  }

  /** Whoever came by a personal link of the role. */
  seat(role: Role): Seated {
    const found = this.#links[role];
    if (!found) throw new Error(`no link for ${role}`);
    return found;
  }

  async guest(role: 'audience' | 'remote'): Promise<Seated> {
    const { cookie } = await json<Cookie>(
      await fetch(`${this.base}/test/join/${this.#guestKey}/${role === 'remote' ? 'remote' : 'hall'}`),
    );
    return { role, cookie: `${cookie.name}=${cookie.value}` };
  }

  static async #view(base: string, session: string, { role, cookie }: Seated): Promise<Record<string, unknown>> {
    for (let tries = 0; tries < 100; tries += 1) {
      const page = await json<{ ok: boolean; bootstrap?: { view: { data: Record<string, unknown> } } }>(
        await fetch(`${base}/test/view/${session}/${role}`, { headers: { cookie } }),
      );
      if (page.bootstrap) return page.bootstrap.view.data;
      await delay(20);
    }
    throw new Error(`no view for ${role}`);
  }

  /** What the talk's speaker sees of it. */
  async talk(at: number): Promise<OwnTalk> {
    const view = await DeckClient.#view(this.base, this.session, this.speakers[at] ?? this.host);
    return (view['talks'] as Record<string, OwnTalk>)[this.talks[at] ?? ''] ?? {};
  }

  /** Waits until what the speaker sees of the talk is as it should be. */
  async until(at: number, isSo: (talk: OwnTalk) => boolean, limit = 60_000): Promise<OwnTalk> {
    const end = performance.now() + limit;
    for (;;) {
      const talk = await this.talk(at);
      if (isSo(talk)) return talk;
      if (performance.now() > end) throw new Error(`still ${JSON.stringify(talk)}`);
      await delay(15);
    }
  }

  upload(
    bytes: Buffer,
    seated: Seated,
    talk: string,
    filename: string,
    options: Partial<Upload['options']> = {},
  ): { upload: Upload; done: Promise<void> } {
    let upload: Upload | undefined;
    const done = new Promise<void>((resolve, reject) => {
      upload = new Upload(bytes, {
        endpoint: `${this.base}/s/${this.session}/${seated.role}/upload/`,
        headers: { cookie: seated.cookie },
        metadata: { talk, filename },
        retryDelays: null,
        onSuccess: () => resolve(),
        onError: reject,
        ...options,
      });
      upload.start();
    });
    if (!upload) throw new Error('not begun');
    return { upload, done };
  }

  async fetch(seated: Seated, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: seated.cookie, ...(init.headers as Record<string, string> | undefined) };
    return fetch(`${this.base}/s/${this.session}/${seated.role}/${path}`, { ...init, headers });
  }
  async status(seated: Seated, path: string): Promise<number> {
    const response = await this.fetch(seated, path);
    await response.arrayBuffer();
    return response.status;
  }

  async removeSession(): Promise<void> {
    await fetch(`${this.base}/workspace/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.owner },
      body: JSON.stringify({ command: { type: 'session.remove', session: this.session } }),
    });
  }

  async reset(): Promise<number> {
    const url = `${this.base}/workspace/sessions/${this.session}/reset`;
    return (await fetch(url, { method: 'POST', headers: { cookie: this.owner } })).status;
  }
  async run(): Promise<number> {
    const view = await DeckClient.#view(this.base, this.session, this.host);
    return (view['projector'] as { session: { run: number } }).session.run;
  }

  /** Gives commands over the role's socket, in turn; throws at the first refusal. Collects the signals that come meanwhile. */
  async command(seated: Seated, ...commands: SessionCommand[]): Promise<Signal[]> {
    const socket = this.socket(seated);
    const signals: Signal[] = [];
    socket.on('signal', (signal: Signal) => signals.push(signal));
    try {
      for (const command of commands) {
        const envelope = { id: randomBytes(12).toString('hex'), run: 1, pressed: Date.now(), command };
        const answer = (await socket.timeout(10_000).emitWithAck('command', envelope)) as Answer;
        if (!answer.ok) throw new Error(`${command.type}: ${answer.code}`);
      }
    } finally {
      socket.close();
    }
    return signals;
  }

  socket({ role, cookie }: Seated) {
    return io(this.base, {
      path: `/s/${this.session}/${role}/socket/`,
      transports: ['websocket'],
      extraHeaders: { cookie },
      auth: { protocol: PROTOCOL_VERSION, run: 1 },
      forceNew: true,
    });
  }
}
