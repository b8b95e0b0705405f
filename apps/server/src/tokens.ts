import { createHash, createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Role } from '@rostrum/domain';

const MAC_LENGTH = 22;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Who a cookie says that its bearer is. */
export interface Seat {
  readonly session: string;
  readonly role: Role;
  readonly participant: string;
  /** The personal link that it was traded for; a guest has none. */
  readonly link?: string;
}

/** Signs and reads what links and cookies carry. Only ids and a MAC (HMAC-SHA-256, 128 bits); no names, no state. */
export class Tokens {
  readonly #key: KeyObject;

  constructor(key: Uint8Array) {
    // Made once: of raw bytes each check would make it anew, which costs four times the check.
    this.#key = createSecretKey(key);
  }

  /** The token of a personal link; the same each time, so that the links page can show it again. */
  link(session: string, link: string): string {
    return this.#sign(['l', session, link]);
  }

  readLink(token: string): { session: string; link: string } | undefined {
    const parts = this.#read(token, 'l', 3);
    if (!parts) return undefined;
    const [, session, link] = parts as [string, string, string];
    return { session, link };
  }

  seat(seat: Seat): string {
    return this.#sign(['s', seat.session, seat.role, seat.participant, seat.link ?? '-']);
  }

  readSeat(token: string): Seat | undefined {
    const parts = this.#read(token, 's', 5);
    if (!parts) return undefined;
    const [, session, role, participant, link] = parts as [string, string, Role, string, string];
    return link === '-' ? { session, role, participant } : { session, role, participant, link };
  }

  /** A keyed hash: nobody can compute it from the content alone. */
  keyedHash(purpose: string, content: string | Uint8Array): string {
    return createHmac('sha256', this.#key).update(`${purpose}\0`).update(content).digest('base64url');
  }

  #sign(parts: readonly string[]): string {
    const body = parts.join('.');
    return `${body}.${this.#mac(body)}`;
  }

  #read(token: string, kind: string, length: number): string[] | undefined {
    if (token.length > 400) return undefined;
    const at = token.lastIndexOf('.');
    const body = token.slice(0, Math.max(at, 0));
    const given = Buffer.from(token.slice(at + 1));
    const due = Buffer.from(this.#mac(body));
    if (given.length !== due.length || !timingSafeEqual(given, due)) return undefined;
    const parts = body.split('.');
    return parts[0] === kind && parts.length === length && parts.every((part) => ID.test(part)) ? parts : undefined;
  }

  #mac(body: string): string {
    return createHmac('sha256', this.#key).update(body).digest('base64url').slice(0, MAC_LENGTH);
  }
}

/** The public hash of a secret that somebody else keeps: an anonymous question's, an owner's invitation or cookie. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
