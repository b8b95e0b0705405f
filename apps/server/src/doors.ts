import type { Language } from '@rostrum/domain';
import type { Caller, Found, Joined, JoinKey, JoinRefusal, JoinTarget } from '@rostrum/protocol';
import type { Counters } from '@rostrum/cluster';
import { cookies, SEAT_COOKIE } from './authorise.ts';
import type { Room, Sessions } from './runtime/sessions.ts';
import { systemJob } from './runtime/system-jobs.ts';
import type { WorkspaceRuntime } from './runtime/workspace.ts';
import type { Tokens } from './tokens.ts';

const MINUTE = 60_000;
/** Typed codes open a session this long before its time. */
const EARLY = 30 * MINUTE;
const COOKIE_DAYS = 90;
/** Wrong codes in a minute: by address, and over the whole installation. */
const WRONG_BY_ADDRESS = 10;
const WRONG_OVERALL = 200;

export interface DoorsTools {
  readonly counters: Counters;
  readonly sessions: Sessions;
  readonly workspace: WorkspaceRuntime;
  readonly tokens: Tokens;
  now(): number;
  newId(): string;
}

/**
 * How guests come in: by the code that they type, or the token in the QR code. Only wrong codes are counted; past a
 * limit typed codes, right or wrong, rest for a minute, so that guessing is slow. QR links and all who have joined go on.
 */
export class Doors {
  readonly #tools: DoorsTools;

  constructor(tools: DoorsTools) {
    this.#tools = tools;
  }

  async find(key: JoinKey, caller: Caller): Promise<Found> {
    const room = 'code' in key ? await this.#byCode(key.code, caller) : await this.#byToken(key.token);
    return 'ok' in room ? room : { ok: true, target: this.#target(room) };
  }

  async join(
    key: JoinKey,
    who: { readonly name?: string; readonly place: 'hall' | 'remote' },
    caller: Caller,
  ): Promise<Joined> {
    const room = 'code' in key ? await this.#byCode(key.code, caller) : await this.#byToken(key.token);
    if ('ok' in room) return room;
    const role = who.place === 'remote' ? 'remote' : 'audience';
    const { session } = room;
    const path = `/s/${session}/${role}/`;
    const before = cookies(caller.cookie, SEAT_COOKIE)
      .map((one) => this.#tools.tokens.readSeat(one))
      .find((seat) => seat?.session === session && seat.role === role);
    const participant = before?.participant ?? this.#tools.newId();
    const name = who.name?.trim();
    const answer = await room.runtime.submit(
      systemJob(
        {
          type: 'participant.join',
          participant,
          role,
          place: who.place === 'remote' ? 'afar' : 'hall',
          ...(name ? { name } : {}),
        },
        this.#tools.newId(),
      ),
    );
    if (!answer.ok) return { ok: false, code: answer.code, ...(answer.detail ? { detail: answer.detail } : {}) };
    return {
      ok: true,
      path,
      cookie: {
        name: SEAT_COOKIE,
        value: this.#tools.tokens.seat({ session, role, participant }),
        path,
        maxAge: COOKIE_DAYS * 86_400,
      },
    };
  }

  async #byCode(typed: string, caller: Caller): Promise<Room | JoinRefusal> {
    // Digits as people write them: with spaces, full width, in another script.
    const code = typed.normalize('NFKC').replace(/\D/g, '');
    const limits = this.#limits(caller);
    const counted = await Promise.all(limits.map(({ key, rule }) => this.#tools.counters.peek(key, rule)));
    if (counted.some((one) => !one.allowed)) return { ok: false, code: 'codes-closed' };
    await this.#tools.workspace.current();
    const entry = Object.values(this.#tools.workspace.state.sessions).find((one) => one.code === code);
    const room = entry && (await this.#tools.sessions.find(entry.session));
    const refusal = room ? this.#closed(room, true) : undefined;
    if (room && !refusal) return room;
    if (refusal && refusal.code !== 'wrong-code') return refusal;
    await Promise.all(limits.map(({ key, rule }) => this.#tools.counters.hit(key, rule)));
    return { ok: false, code: 'wrong-code' };
  }

  #limits({ address }: Caller) {
    const rule = (limit: number) => ({ windowMs: MINUTE, limit, now: this.#tools.now() });
    return [
      { key: `wrong-code/${address}`, rule: rule(WRONG_BY_ADDRESS) },
      { key: 'wrong-code', rule: rule(WRONG_OVERALL) },
    ];
  }

  async #byToken(token: string): Promise<Room | JoinRefusal> {
    await this.#tools.workspace.current();
    const entry = Object.values(this.#tools.workspace.state.sessions).find((one) => one.guestKey === token);
    const room = entry && (await this.#tools.sessions.find(entry.session));
    if (!room) return { ok: false, code: 'link-expired' };
    return this.#closed(room, false) ?? room;
  }

  #closed(room: Room, byCode: boolean): JoinRefusal | undefined {
    const { info } = room.runtime.state;
    if (info.status === 'ended') return { ok: false, code: byCode ? 'wrong-code' : 'session-ended' };
    if (info.settings.guests === 'closed') return { ok: false, code: 'guests-closed' };
    // Before its time a code is as good as unknown, so that guessing finds nothing weeks ahead.
    if (byCode && info.status === 'prepared' && this.#tools.now() < info.startsAt - EARLY)
      return { ok: false, code: 'wrong-code' };
    return undefined;
  }

  #target(room: Room): JoinTarget {
    const { info, order, people } = room.runtime.state;
    const talks = Object.values(order.items)
      .filter((one) => one.kind === 'talk')
      .sort((a, b) => a.key - b.key);
    const at = talks.findIndex((one) => one.item === order.current);
    return {
      session: info.session,
      title: info.title,
      ...(info.programmeTitle === undefined ? {} : { programme: info.programmeTitle }),
      phase: info.status === 'live' ? 'live' : 'before',
      ...(at >= 0 ? { talk: { number: at + 1, of: talks.length } } : {}),
      ...(info.status === 'live' ? {} : { startsAt: info.startsAt }),
      people: people.here.hall + people.here.afar + people.here.unsaid,
      names: info.settings.guests === 'named' ? 'needed' : 'free',
      remote: true,
      language: info.language satisfies Language,
    };
  }
}
