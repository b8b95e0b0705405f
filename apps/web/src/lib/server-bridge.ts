import type { Locale } from '#lib/i18n/locale.svelte.ts';

/**
 * How the web app's server side reaches Rostrum's server, in the same process. The server sets the bridge under
 * `BRIDGE_KEY` on `globalThis` before it imports Kit's handler; `hooks.server.ts` hands it to every request as
 * `event.locals.bridge`. Nothing else crosses: pages import no server code, and the server imports none of the pages.
 */
export const BRIDGE_KEY: unique symbol = Symbol.for('rostrum.bridge') as never;

export type RoleName = 'host' | 'timekeeper' | 'speaker' | 'judge' | 'audience' | 'remote' | 'projector';

/** Who asks. The server checks the cookies; the address is only for counting wrong codes. */
export interface Caller {
  /** The request's `cookie` header, '' when there is none. */
  readonly cookie: string;
  readonly address: string;
  /** The origin that the browser used, such as `https://rostrum.example`. */
  readonly origin: string;
}

export interface Published<Data> {
  readonly revision: number;
  readonly data: Data;
}

/** What the HTML of a session's screen carries: the views as last published, from which the socket goes on. */
export interface Bootstrap<View = unknown, Me = unknown> {
  readonly session: string;
  readonly run: number;
  readonly role: RoleName;
  readonly protocol: number;
  readonly build: string;
  readonly participant?: string;
  readonly view: Published<View>;
  readonly me?: Published<Me>;
  /** Epoch milliseconds on the server's clock when the answer was made. */
  readonly serverNow: number;
  /** The address that links and QR codes carry. */
  readonly origin: string;
  /** The session's language: the projector's, unless its address names another. */
  readonly language: Locale;
  readonly video: { readonly state: string; readonly reason?: string; readonly installLine?: string };
}

export type NoBootstrap = 'signed-out' | 'revoked' | 'no-such-session' | 'wrong-role' | 'ended';
export type BootstrapAnswer<View = unknown, Me = unknown> =
  { readonly ok: true; readonly bootstrap: Bootstrap<View, Me> } | { readonly ok: false; readonly reason: NoBootstrap };

/** How a guest names the session: the six digits on the screen, or the token in the QR code. */
export type JoinKey = { readonly code: string } | { readonly token: string };
/** What someone with a right code may see before joining. */
export interface JoinTarget {
  readonly session: string;
  readonly title: string;
  readonly programme?: string;
  readonly phase: 'before' | 'live';
  /** The talk now on, from 1. */
  readonly talk?: { readonly number: number; readonly of: number };
  /** Epoch milliseconds; only before. */
  readonly startsAt?: number;
  /** Who is here now. */
  readonly people: number;
  /** `free`: a name or none; `needed`: a name; `none`: everyone is anonymous. */
  readonly names: 'free' | 'needed' | 'none';
  /** Whether one may take part from afar, with video. */
  readonly remote: boolean;
  readonly language: Locale;
}
export interface JoinRefusal {
  readonly ok: false;
  /** `wrong-code`, `codes-closed` (typed codes rest for a minute here), `link-expired`, `guests-closed`, `name-needed`, `session-ended`. */
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}
export type Found = { readonly ok: true; readonly target: JoinTarget } | JoinRefusal;
export interface BridgeCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Seconds. */
  readonly maxAge: number;
}
/** After joining: set the cookie (HttpOnly, SameSite=Lax, Secure on https) and go to the path. */
export type Joined = { readonly ok: true; readonly path: string; readonly cookie: BridgeCookie } | JoinRefusal;

export type PageAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly reason: 'signed-out' | 'revoked' | 'not-found' | 'not-allowed' };

export interface ServerBridge {
  /** The first snapshot of a session's screen, if the cookies allow that role there. */
  bootstrap<View, Me>(session: string, role: RoleName, caller: Caller): Promise<BootstrapAnswer<View, Me>>;
  /** A session's own language, or undefined when there is no such session. */
  sessionLanguage(session: string): Promise<Locale | undefined>;
  findSession(key: JoinKey, caller: Caller): Promise<Found>;
  join(
    key: JoinKey,
    who: { readonly name?: string; readonly place: 'hall' | 'remote' },
    caller: Caller,
  ): Promise<Joined>;
  /** The data of an organiser's page: `name` is the page's (`home`, `programme`, `record`, …), `params` its address. */
  page<Data>(name: string, params: Readonly<Record<string, string>>, caller: Caller): Promise<PageAnswer<Data>>;
}

/** The bridge that the server has set. */
export function serverBridge(): ServerBridge | undefined {
  return (globalThis as { [BRIDGE_KEY]?: ServerBridge })[BRIDGE_KEY];
}
