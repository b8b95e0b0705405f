import type { JudgingRules, Role, SessionFacts, Settings } from '@rostrum/domain';
import type { Bootstrap } from './messages.ts';

/** Why a page cannot be shown. */
export type PageDenied = 'signed-out' | 'revoked' | 'expired' | 'no-such-session' | 'owner-link-used' | 'owner-link-expired' | 'guests-closed' | 'not-open-yet' | 'session-ended';
export type Page<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: PageDenied };

/** What a guest sees before joining by QR code or typed code. */
export interface GuestPage {
  readonly session: Pick<SessionFacts, 'session' | 'title' | 'startsAt' | 'place' | 'language' | 'theme' | 'status' | 'workspace'>;
  readonly guests: Settings['guests'];
}
/** What whoever opens a personal link sees before it is traded for a cookie. */
export interface LinkPage {
  readonly session: GuestPage['session'];
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
  readonly coverage: { readonly spoke: number; readonly scheduled: number; readonly yetTo: number; readonly of: number };
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

/** How the pages that are made on the server ask for what they show. The server puts it under `BRIDGE`. */
export interface ServerBridge {
  screen<R extends Role>(session: string, role: R, cookie: string | undefined): Promise<Page<{ bootstrap: Bootstrap<R> }>>;
  guest(key: string): Promise<Page<GuestPage>>;
  link(token: string): Promise<Page<LinkPage>>;
  /** Whether a one-time owner link would be taken. */
  ownerLink(token: string): Promise<Page<object>>;
  organiser(cookie: string | undefined): Promise<Page<{ view: OrganiserView }>>;
}
export const BRIDGE = Symbol.for('rostrum.bridge');
