import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { PROTOCOL_VERSION, type Answer, type Bootstrap } from '@rostrum/protocol';
import type { HostView } from '@rostrum/domain';
import type { ServerProcess } from './server-process.ts';
import { Wire, type WireOptions } from './wire.ts';

interface Opened {
  readonly ok: boolean;
  readonly code?: string;
  readonly path: string;
  readonly cookie: { readonly name: string; readonly value: string };
}

/** A live session on a server of its own, with its host connected; guests come in as they would by the QR code. */
export class Hall {
  readonly #server: ServerProcess;
  readonly #owner: string;
  readonly session: string;
  readonly talks: readonly string[];
  readonly #guestKey: string;
  readonly #host: Wire;
  #page = 0;

  private constructor(
    server: ServerProcess,
    owner: string,
    session: string,
    talks: readonly string[],
    guestKey: string,
    host: Wire,
  ) {
    this.#server = server;
    this.#owner = owner;
    this.session = session;
    this.talks = talks;
    this.#guestKey = guestKey;
    this.#host = host;
  }

  static async open(server: ServerProcess): Promise<Hall> {
    const { cookie } = await post<Opened>(`${server.base}/proof/owner/${server.ownerToken}`);
    const owner = `${cookie.name}=${cookie.value}`;
    const give = async (command: object): Promise<Readonly<Record<string, string | number>>> => {
      const answer = await post<Answer>(`${server.base}/workspace/commands`, { command }, owner);
      if (!answer.ok) throw new Error(answer.code);
      return answer.answer ?? {};
    };
    await give({ type: 'workspace.create', name: '某支部', language: 'zh', owner: '王主持' });
    const { session } = await give({
      type: 'session.create',
      title: '微党课人人讲 第三期',
      startsAt: Date.now(),
      place: '礼堂',
      language: 'zh',
      talks: ['一封家书', '林海', '潮水'].map((title, at) => ({
        title,
        minutes: 10,
        speaker: { name: `讲者${at + 1}` },
      })),
      judges: ['甲', '乙', '丙'].map((name) => ({ name })),
      remotes: [],
      settings: { moderation: false },
    });
    const id = String(session);
    const view = (await pageOf(server.base, id, 'host', owner)).view.data as HostView;
    const known = (await (
      await fetch(`${server.base}/s/${id}/host/links.json`, { headers: { cookie: owner } })
    ).json()) as { join: string };
    const talks = Object.values(view.projector.order)
      .sort((a, b) => a.key - b.key)
      .map((one) => one.item);
    const host = await connected({
      port: server.port,
      path: `/s/${id}/host/socket/`,
      cookie: owner,
      auth: { protocol: PROTOCOL_VERSION, run: 1 },
    });
    const hall = new Hall(server, owner, id, talks, known.join.split('/').pop() ?? '', host);
    await hall.give({ type: 'session.start' });
    await hall.give({ type: 'item.open', to: talks[0] });
    return hall;
  }

  /** A command of the host; throws when it is refused. */
  async give(command: object): Promise<Answer & { ok: true }> {
    const id = randomBytes(9).toString('base64url');
    const json = await this.#host.ask('command', { id, run: 1, pressed: Date.now(), command });
    const [answer] = JSON.parse(json) as [Answer];
    if (!answer.ok) throw new Error(`${JSON.stringify(command)}: ${answer.code}`);
    return answer;
  }

  /** The id of a fresh question of the host. */
  async ask(text: string): Promise<string> {
    const { answer } = await this.give({ type: 'question.ask', text, named: true });
    return String(answer?.['question']);
  }

  /** Seats for guests, each with what opens its socket; at most 50 come in at the same moment. */
  async guests(count: number): Promise<WireOptions[]> {
    const seats: WireOptions[] = [];
    const lane = async (): Promise<void> => {
      while (seats.length < count) {
        const at = seats.push(this.#wire('')) - 1;
        const opened = await post<Opened>(`${this.#server.base}/j/${this.#guestKey}`, { place: 'hall' });
        if (!opened.ok) throw new Error(opened.code);
        seats[at] = this.#wire(`${opened.cookie.name}=${opened.cookie.value}`);
      }
    };
    await Promise.all(Array.from({ length: Math.min(50, count) }, lane));
    return seats;
  }

  /** Puts a file up for the talk and waits until its first page can be shown. */
  async upload(file: string, talk = this.talks[0] ?? ''): Promise<void> {
    const bytes = await readFile(file);
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const response = await fetch(`${this.#server.base}/s/${this.session}/host/upload/`, {
      method: 'POST',
      headers: {
        cookie: this.#owner,
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': `talk ${base64(talk)},filename ${base64('deck.pdf')}`,
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes,
    });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  }
  /** Pages of the talk's deck, and how many are drawn. */
  async deck(talk = this.talks[0] ?? ''): Promise<{ pages: number; ready: number }> {
    const view = (await pageOf(this.#server.base, this.session, 'host', this.#owner)).view.data as unknown as Decks;
    const found = view.decks[talk];
    return { pages: found?.pages ?? 0, ready: found?.ready ?? 0 };
  }
  async drawn(talk?: string): Promise<void> {
    for (;;) {
      const { pages, ready } = await this.deck(talk);
      if (pages > 0 && ready === pages) return;
      await delay(100);
    }
  }

  /** Turns the page of the first talk to and fro. */
  async turn(): Promise<void> {
    const from = this.#page;
    this.#page = 1 - from;
    await this.give({ type: 'page.show', talk: this.talks[0], from, to: this.#page });
  }

  close(): void {
    this.#host.close();
  }

  #wire(cookie: string): WireOptions {
    return {
      port: this.#server.port,
      path: `/s/${this.session}/audience/socket/`,
      cookie,
      auth: { protocol: PROTOCOL_VERSION, run: 1 },
    };
  }
}

interface Decks {
  readonly decks: Record<string, { pages: number; ready: number } | undefined>;
}

/** A client that has connected. */
export const connected = (options: WireOptions): Promise<Wire> =>
  new Promise((resolve, reject) => {
    const wire = new Wire(options, {
      connected: () => resolve(wire),
      closed: () => reject(new Error('the connection was refused')),
    });
  });

const post = async <T>(url: string, body: object = {}, cookie = ''): Promise<T> => {
  const headers = { 'content-type': 'application/json', cookie };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
};
const pageOf = async (base: string, session: string, role: string, cookie: string): Promise<Bootstrap> => {
  for (;;) {
    const response = await fetch(`${base}/s/${session}/${role}/`, { headers: { cookie } });
    if (response.status === 200) return ((await response.json()) as { bootstrap: Bootstrap }).bootstrap;
    await delay(20);
  }
};
