import { factsOf, type Role } from '@rostrum/domain';
import {
  PROTOCOL_VERSION,
  type Bootstrap,
  type Caller,
  type Joined,
  type LinkPage,
  type OrganiserView,
  type Page,
  type ServerBridge,
  type Signal,
} from '@rostrum/protocol';
import { cookies, OWNER_COOKIE, SEAT_COOKIE, type Authority } from './authorise.ts';
import type { Doors } from './doors.ts';
import type { Owners } from './owners.ts';
import { viewKey } from './runtime/publisher.ts';
import type { Sessions } from './runtime/sessions.ts';
import type { Tokens } from './tokens.ts';

const LINK_COOKIE_DAYS = 400;

export interface PagesTools {
  readonly authority: Authority;
  readonly doors: Doors;
  readonly owners: Owners;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly build: string;
  now(): number;
  origin(): string;
  video(role: Role): Extract<Signal, { kind: 'video' }>;
  organiser(): Promise<OrganiserView>;
}

/** What the pages made on the server ask for. */
export const createPages = (tools: PagesTools): ServerBridge => ({
  async bootstrap<R extends Role>(
    session: string,
    role: R,
    caller: Caller,
  ): Promise<Page<{ bootstrap: Bootstrap<R> }>> {
    const admission = await tools.authority.admit(session, role, caller.cookie);
    if (!admission.ok) return admission;
    const { room, participant } = admission;
    // Their own last press is in it, also when that went to another node: a publication that is due takes at most 50 ms.
    await new Promise<void>((published) => room.publisher.whenPublished(room.runtime.revision, published));
    const view = room.publisher.snapshot(viewKey(role, participant));
    const { kind: _kind, ...video } = tools.video(role);
    const bootstrap = {
      session,
      run: room.run,
      role,
      protocol: PROTOCOL_VERSION,
      build: tools.build,
      participant,
      view,
      ...(role === 'projector' ? {} : { me: room.publisher.personalSnapshot(participant) }),
      serverNow: tools.now(),
      origin: tools.origin(),
      language: room.runtime.state.info.language,
      video,
    };
    // Which view a role has is `ViewOf`; the publisher projects just that one.
    return { ok: true, bootstrap: bootstrap as unknown as Bootstrap<R> };
  },
  async sessionLanguage(session) {
    return (await tools.sessions.find(session))?.runtime.state.info.language;
  },
  findSession: (key, caller) => tools.doors.find(key, caller),
  join: (key, who, caller) => tools.doors.join(key, who, caller),
  async link(token): Promise<Page<LinkPage>> {
    const admission = await tools.authority.readLink(token);
    if (!admission.ok) return admission;
    const { state } = admission.room.runtime;
    const name = state.people.participants[admission.participant]?.name;
    return { ok: true, session: factsOf(state), role: admission.role, ...(name === undefined ? {} : { name }) };
  },
  async openLink(token): Promise<Joined> {
    const admission = await tools.authority.readLink(token);
    if (!admission.ok) return { ok: false, code: admission.reason };
    const { room, role, participant, link } = admission;
    const path = `/s/${room.session}/${role}/`;
    const value = tools.tokens.seat({
      session: room.session,
      role,
      participant,
      ...(link === undefined ? {} : { link }),
    });
    return { ok: true, path, cookie: { name: SEAT_COOKIE, value, path, maxAge: LINK_COOKIE_DAYS * 86_400 } };
  },
  async ownerLink(token) {
    return tools.owners.check(token);
  },
  async openOwnerLink(token): Promise<Joined> {
    const opened = await tools.owners.admit(token);
    if (!opened.ok) return { ok: false, code: opened.reason };
    return {
      ok: true,
      path: '/home',
      cookie: { name: OWNER_COOKIE, value: opened.secret, path: '/', maxAge: LINK_COOKIE_DAYS * 86_400 },
    };
  },
  async organiser(caller) {
    if (!(await tools.authority.isOwner(caller.cookie))) return { ok: false, reason: 'signed-out' };
    return { ok: true, view: await tools.organiser() };
  },
  async signOut(caller) {
    for (const secret of cookies(caller.cookie, OWNER_COOKIE)) await tools.owners.signOut(secret);
    return { cookie: OWNER_COOKIE };
  },
});
