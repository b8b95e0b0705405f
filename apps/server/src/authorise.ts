import { ERASED, type Role } from '@rostrum/domain';
import type { Room, Sessions } from './runtime/sessions.ts';
import type { WorkspaceRuntime } from './runtime/workspace.ts';
import { hashOf, type Tokens } from './tokens.ts';

export const SEAT_COOKIE = 'rostrum';
export const OWNER_COOKIE = 'rostrum_owner';
/** Personal links and the cookies that they were traded for outlive their session by this long. */
const LINKS_OUTLIVE = 30 * 24 * 3_600_000;

export type Denied = 'signed-out' | 'revoked' | 'expired' | 'no-such-session';
export interface Admitted {
  readonly ok: true;
  readonly room: Room;
  readonly role: Role;
  readonly participant: string;
  readonly link?: string;
  /** By an owner's cookie: its hash. */
  readonly owner?: string;
}
export type Admission = Admitted | { readonly ok: false; readonly reason: Denied };

/** All values of one cookie name, most specific path first, as browsers send them. */
export const cookies = (header: string | undefined, name: string): string[] =>
  (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at > 0 && part.slice(0, at).trim() === name ? [part.slice(at + 1).trim()] : [];
  });

/** SE2: every page, file, socket and command asks here who the bearer of a cookie is, against the state as it is now. */
export class Authority {
  readonly #sessions: Sessions;
  readonly #workspace: WorkspaceRuntime;
  readonly #tokens: Tokens;
  readonly #now: () => number;

  constructor(sessions: Sessions, workspace: WorkspaceRuntime, tokens: Tokens, now: () => number) {
    this.#sessions = sessions;
    this.#workspace = workspace;
    this.#tokens = tokens;
    this.#now = now;
  }

  /** Whether the cookie is that of a signed-in owner. */
  async isOwner(cookieHeader: string | undefined): Promise<boolean> {
    await this.#workspace.current();
    return this.#ownerOf(cookieHeader) !== undefined;
  }
  /** The hash of the cookie by which somebody is a signed-in owner. */
  #ownerOf(cookieHeader: string | undefined): string | undefined {
    const { owners } = this.#workspace.state;
    return cookies(cookieHeader, OWNER_COOKIE)
      .map(hashOf)
      .find((cookie) => owners[cookie] !== undefined);
  }

  async admit(session: string, role: Role, cookieHeader: string | undefined): Promise<Admission> {
    await this.#workspace.current();
    const room = await this.#sessions.find(session);
    if (!room) return { ok: false, reason: 'no-such-session' };
    await room.runtime.current();
    for (const cookie of cookies(cookieHeader, SEAT_COOKIE)) {
      const seat = this.#tokens.readSeat(cookie);
      if (!seat || seat.session !== session || seat.role !== role) continue;
      const denied = this.#check(room, seat.participant, role, seat.link);
      return denied
        ? { ok: false, reason: denied }
        : {
            ok: true,
            room,
            role,
            participant: seat.participant,
            ...(seat.link === undefined ? {} : { link: seat.link }),
          };
    }
    // The owner runs every session: in the name of its first host.
    const owner = role === 'host' ? this.#ownerOf(cookieHeader) : undefined;
    if (owner !== undefined) {
      const host = Object.values(room.runtime.state.people.participants).find((one) => one.roles.includes('host'));
      if (host) return { ok: true, room, role, participant: host.participant, owner };
    }
    return { ok: false, reason: 'signed-out' };
  }

  /** Why somebody who was admitted would no longer be, or undefined. */
  denied({ room, participant, role, link, owner }: Admitted): Denied | undefined {
    if (owner !== undefined && this.#workspace.state.owners[owner] === undefined) return 'signed-out';
    return this.#check(room, participant, role, link);
  }

  /** Why a seat is no longer good, or undefined. */
  #check(room: Room, participant: string, role: Role, link: string | undefined): Denied | undefined {
    const { info, people } = room.runtime.state;
    if (info.endedAt !== undefined && this.#now() > info.endedAt + LINKS_OUTLIVE) return 'expired';
    // A guest's seat has no link that could be revoked; a host without one is the owner.
    if (link === undefined)
      return role !== 'host' && people.participants[participant]?.name === ERASED ? 'revoked' : undefined;
    const found = people.links[link];
    if (!found || found.revokedAt !== undefined) return 'revoked';
    return found.participant === participant && found.role === role ? undefined : 'revoked';
  }

  /** Who a personal link names, or why it opens nothing. */
  async readLink(token: string): Promise<Admission> {
    const read = this.#tokens.readLink(token);
    await this.#workspace.current();
    const room = read && (await this.#sessions.find(read.session));
    await room?.runtime.current();
    const link = read && room?.runtime.state.people.links[read.link];
    if (!room || !link) return { ok: false, reason: 'no-such-session' };
    const denied = this.#check(room, link.participant, link.role, link.link);
    return denied
      ? { ok: false, reason: denied }
      : { ok: true, room, role: link.role, participant: link.participant, link: link.link };
  }
}
