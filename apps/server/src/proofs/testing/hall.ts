import { setTimeout as delay } from 'node:timers/promises';
import type { HostView, JudgingRules, Role, Settings } from '@rostrum/domain';
import type { Answer, Bootstrap } from '@rostrum/protocol';
import { Upload } from 'tus-js-client';
import { Screen, type Seat } from './screen.ts';

export interface HallPlan {
  readonly title?: string;
  readonly host?: string;
  readonly talks?: readonly { readonly title: string; readonly speaker: { readonly name: string } }[];
  readonly judges?: readonly { readonly name: string }[];
  readonly remotes?: readonly { readonly name: string }[];
  readonly settings?: Partial<Settings>;
  readonly rules?: JudgingRules;
}
interface Opened {
  readonly ok: boolean;
  readonly code?: string;
  readonly path: string;
  readonly cookie: { readonly name: string; readonly value: string };
}
const TALKS = ['一封家书', '林海', '潮水'].map((title, at) => ({ title, speaker: { name: `讲者${at + 1}` } }));
const JUDGES = ['甲', '乙', '丙', '丁', '戊'].map((name) => ({ name }));

/** One session of a running server, with a seat for each of its people. */
export class Hall {
  readonly base: string;
  readonly session: string;
  readonly owner: string;
  /** The items of the running order, in order. */
  readonly talks: readonly string[];
  readonly host: Seat;
  /** Link ids by participant and role, such as `p1/judge`. */
  readonly links: ReadonlyMap<string, string>;
  readonly #seats: readonly Seat[];
  readonly #guestKey: string;

  private constructor(
    base: string,
    session: string,
    owner: string,
    talks: readonly string[],
    host: Seat,
    links: ReadonlyMap<string, string>,
    seats: readonly Seat[],
    guestKey: string,
  ) {
    this.base = base;
    this.session = session;
    this.owner = owner;
    this.talks = talks;
    this.host = host;
    this.links = links;
    this.#seats = seats;
    this.#guestKey = guestKey;
  }

  static async open(base: string, ownerToken: string, plan: HallPlan = {}): Promise<Hall> {
    const { cookie } = await post<Opened>(`${base}/proof/owner/${ownerToken}`);
    const owner = `${cookie.name}=${cookie.value}`;
    const give = async (command: object): Promise<Readonly<Record<string, string | number>>> => {
      const answer = await post<Answer>(`${base}/workspace/commands`, { command }, owner);
      if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.detail ?? {})}`);
      return answer.answer ?? {};
    };
    await give({ type: 'workspace.create', name: '某支部', language: 'zh', owner: plan.host ?? '王主持' });
    const { session } = (await give({
      type: 'session.create',
      title: plan.title ?? '第一场',
      startsAt: Date.now(),
      place: '礼堂',
      language: 'zh',
      talks: (plan.talks ?? TALKS).map((one) => ({ ...one, minutes: 10 })),
      judges: plan.judges ?? JUDGES,
      remotes: plan.remotes ?? [{ name: '远甲' }],
      headJudge: { name: '评委长' },
      clerk: { name: '计分员' },
      settings: plan.settings ?? {},
      ...(plan.rules === undefined ? {} : { rules: plan.rules }),
    })) as { session: string };
    const page = await bootstrapOf<'host'>(base, session, 'host', owner);
    const view: HostView = page.view.data;
    const known = (await (
      await fetch(`${base}/s/${session}/host/links.json`, { headers: { cookie: owner } })
    ).json()) as { links: Record<string, string>; join: string };
    const seats: Seat[] = [];
    const links = new Map<string, string>();
    for (const person of Object.values(view.people)) {
      for (const { link, role } of Object.values(person.links)) {
        links.set(`${person.participant}/${role}`, link);
        seats.push(seatOf(await post<Opened>(`${base}/l/${lastPart(known.links[link] ?? '')}`), person.participant));
      }
    }
    const order = Object.values(view.projector.order).sort((a, b) => a.key - b.key);
    // Speakers in the order of their talks, judges in that of the panel.
    const rank = ({ role, participant }: Seat): number =>
      role === 'speaker'
        ? order.findIndex((one) => one.speaker?.participant === participant)
        : (view.judges[participant]?.key ?? 0);
    seats.sort((a, b) => rank(a) - rank(b));
    const host: Seat = { session, role: 'host', participant: page.participant ?? '', cookie: owner };
    const talks = order.map((one) => one.item);
    return new Hall(base, session, owner, talks, host, links, seats, lastPart(known.join));
  }

  seats(role: Role): Seat[] {
    return this.#seats.filter((one) => one.role === role);
  }
  seat(role: Role, nth = 0): Seat {
    const found = this.seats(role)[nth];
    if (!found) throw new Error(`no ${role} ${nth}`);
    return found;
  }
  /** A guest comes in by the QR code's address. */
  async guest(name?: string, place: 'hall' | 'remote' = 'hall'): Promise<Seat> {
    const opened = await post<Opened>(`${this.base}/j/${this.#guestKey}`, { name, place });
    const seat = seatOf(opened, '');
    const page = await bootstrapOf(this.base, seat.session, seat.role, seat.cookie);
    return { ...seat, participant: page.participant ?? '' };
  }
  screen(seat: Seat, run = 1): Promise<Screen> {
    return new Screen(this.base, seat, run).connect();
  }

  async upload(talk: string, filename: string, bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      new Upload(bytes, {
        endpoint: `${this.base}/s/${this.session}/host/upload/`,
        headers: { cookie: this.owner },
        metadata: { talk, filename },
        retryDelays: null,
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
  }
  reset(): Promise<Answer> {
    return post<Answer>(`${this.base}/workspace/sessions/${this.session}/reset`, {}, this.owner);
  }
}

const lastPart = (address: string): string => address.split('/').pop() ?? '';
const seatOf = (opened: Opened, participant: string): Seat => {
  if (!opened.ok) throw new Error(opened.code);
  const [, , session = '', role = ''] = opened.path.split('/');
  return { session, role: role as Role, participant, cookie: `${opened.cookie.name}=${opened.cookie.value}` };
};
const post = async <T>(url: string, body: object = {}, cookie = ''): Promise<T> => {
  const headers = { 'content-type': 'application/json', cookie };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
};
const bootstrapOf = async <R extends Role>(
  base: string,
  session: string,
  role: R,
  cookie: string,
): Promise<Bootstrap<R>> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(`${base}/s/${session}/${role}/`, { headers: { cookie } });
    if (response.status === 200) return ((await response.json()) as { bootstrap: Bootstrap<R> }).bootstrap;
    await delay(20);
  }
  throw new Error(`no page for ${role}`);
};
