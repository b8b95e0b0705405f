import type { Detail, JudgingRules, Language, Role, SessionFacts } from '@rostrum/domain';
import type { Bootstrap } from './messages.ts';

/** Who asks. The server checks the cookies; the address is only for counting wrong codes. */
export interface Caller {
  /** The request's `cookie` header, '' when there is none. */
  readonly cookie: string;
  readonly address: string;
  /** The origin that the browser used, such as `https://rostrum.example`. */
  readonly origin: string;
}
/** Why a page cannot be shown. */
export type PageDenied =
  'signed-out' | 'revoked' | 'expired' | 'no-such-session' | 'owner-link-used' | 'owner-link-expired' | 'not-allowed';
export type Page<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: PageDenied };

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
  /** `free`: a name or none; `needed`: a name. */
  readonly names: 'free' | 'needed' | 'none';
  /** Whether one may take part from afar, with video. */
  readonly remote: boolean;
  readonly language: Language;
}
export interface JoinRefusal {
  readonly ok: false;
  /** `wrong-code`, `codes-closed` (typed codes rest for a minute here), `link-expired`, `guests-closed`, `name-needed`, `session-ended`. */
  readonly code: string;
  readonly detail?: Detail;
}
export type Found = { readonly ok: true; readonly target: JoinTarget } | JoinRefusal;
export interface BridgeCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Seconds. */
  readonly maxAge: number;
}
/** After joining or opening a link: set the cookies (HttpOnly, SameSite=Lax, Secure on https) and go to the path. */
export type Joined = { readonly ok: true; readonly path: string; readonly cookie: BridgeCookie } | JoinRefusal;

/** What whoever opens a personal link sees before it is traded for a cookie. */
export interface LinkPage {
  readonly session: SessionFacts;
  readonly role: Role;
  readonly name?: string;
}
/** An address by which this installation can be reached. */
export interface AddressChoice {
  readonly origin: string;
  /** Where links with this address work. */
  readonly reach: 'this-machine' | 'this-network' | 'anywhere';
  readonly chosen: boolean;
  /** Cameras and microphones work there: https, or this machine. */
  readonly secure: boolean;
}
export interface SessionSummary {
  readonly session: string;
  readonly programme?: string;
  readonly title: string;
  readonly startsAt: number;
  readonly place: string;
  readonly language: 'zh' | 'en';
  readonly status: 'prepared' | 'live' | 'ended';
  readonly code: string;
  readonly run: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly talks: readonly {
    readonly talk: string;
    readonly title: string;
    readonly speaker?: string;
    readonly member?: string;
    readonly minutes: number;
    readonly deck: boolean;
    readonly done: boolean;
    readonly remote: boolean;
  }[];
  readonly judges: number;
  /** Personal links of speakers and judges that nobody has opened yet, by name. */
  readonly unopened: readonly { readonly role: Role; readonly name?: string }[];
  readonly recordConfirmed: boolean;
}
export interface MemberSummary {
  readonly member: string;
  readonly name: string;
  readonly unit?: string;
  /** Sessions in which they have spoken, and are to speak, by id. */
  readonly spoke: readonly string[];
  readonly scheduled: readonly string[];
}
export interface ProgrammeSummary {
  readonly programme: string;
  readonly title: string;
  readonly purpose?: string;
  readonly language: 'zh' | 'en';
  readonly minutes: number;
  readonly rules: JudgingRules;
  /** Members of the workspace who have spoken in it, are scheduled, have yet to. */
  readonly coverage: {
    readonly spoke: number;
    readonly scheduled: number;
    readonly yetTo: number;
    readonly of: number;
  };
  readonly members: readonly MemberSummary[];
}
/** Everything that the owner's pages show. */
export interface OrganiserView {
  readonly workspace?: { readonly name: string; readonly language: 'zh' | 'en'; readonly owner: string };
  readonly addresses: readonly AddressChoice[];
  readonly programmes: readonly ProgrammeSummary[];
  readonly members: readonly MemberSummary[];
  readonly sessions: readonly SessionSummary[];
  readonly demo?: { readonly programme: string; readonly session: string };
  readonly version: string;
}

/** How the pages that are made on the server ask for what they show. The server puts it under `BRIDGE` on `globalThis`. */
export interface ServerBridge {
  /** The first snapshot of a session's screen, if the cookies allow that role there. */
  bootstrap<R extends Role>(session: string, role: R, caller: Caller): Promise<Page<{ bootstrap: Bootstrap<R> }>>;
  /** A session's own language, or undefined when there is no such session. */
  sessionLanguage(session: string): Promise<Language | undefined>;
  findSession(key: JoinKey, caller: Caller): Promise<Found>;
  join(
    key: JoinKey,
    who: { readonly name?: string; readonly place: 'hall' | 'remote' },
    caller: Caller,
  ): Promise<Joined>;
  /** Whom a personal link names; opening it is `openLink`, by POST, so that previews by chat apps change nothing. */
  link(token: string): Promise<Page<LinkPage>>;
  openLink(token: string, caller: Caller): Promise<Joined>;
  /** The owner's one-time link. */
  ownerLink(token: string): Promise<Page<object>>;
  openOwnerLink(token: string, caller: Caller): Promise<Joined>;
  organiser(caller: Caller): Promise<Page<{ view: OrganiserView }>>;
  /** Forgets the caller's owner cookie for good; gives back its name, to be taken out of the browser. */
  signOut(caller: Caller): Promise<{ readonly cookie: string }>;
}
/** The key on `globalThis`: `Symbol.for`, since the pages' bundle has its own copy of this module. */
export const BRIDGE: unique symbol = Symbol.for('rostrum.bridge') as never;
