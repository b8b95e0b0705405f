import { randomBytes } from 'node:crypto';
import type { Page } from '@rostrum/protocol';
import { systemJob } from './runtime/system-jobs.ts';
import type { WorkspaceRuntime } from './runtime/workspace.ts';
import { hashOf } from './tokens.ts';

/** A one-time owner link is good for this long. */
const LINK_LASTS = 7 * 24 * 3_600_000;
const secret = (): string => randomBytes(24).toString('base64url');

/** The owner's links and cookies. The log keeps only their hashes. */
export class Owners {
  readonly #workspace: WorkspaceRuntime;
  readonly #now: () => number;

  constructor(workspace: WorkspaceRuntime, now: () => number) {
    this.#workspace = workspace;
    this.#now = now;
  }

  /** A new one-time link's token. Throws when the log is unavailable. */
  async invite(): Promise<string> {
    const token = secret();
    const job = systemJob(
      { type: 'owner.invite' as const, invitation: hashOf(token), expiresAt: this.#now() + LINK_LASTS },
      `invite-${hashOf(token)}`,
    );
    const answer = await this.#workspace.submit(job);
    if (!answer.ok) throw new Error(`no owner link: ${answer.code}`);
    return token;
  }

  async check(token: string): Promise<Page<object>> {
    await this.#workspace.current();
    const expiresAt = this.#workspace.state.invitations[hashOf(token)];
    if (expiresAt === undefined) return { ok: false, reason: 'owner-link-used' };
    return this.#now() > expiresAt ? { ok: false, reason: 'owner-link-expired' } : { ok: true };
  }

  /** The cookie with this secret opens nothing any more. Throws when the log is unavailable. */
  async signOut(secretOfCookie: string): Promise<void> {
    const cookie = hashOf(secretOfCookie);
    await this.#workspace.current();
    if (this.#workspace.state.owners[cookie] === undefined) return;
    const answer = await this.#workspace.submit(
      systemJob({ type: 'owner.sign-out' as const, cookie }, `sign-out-${cookie}`),
    );
    if (!answer.ok) throw new Error(`not signed out: ${answer.code}`);
  }

  /** Trades a link for the secret of a cookie; the link is used up. */
  async admit(token: string): Promise<{ ok: true; secret: string } | { ok: false; reason: string }> {
    const cookie = secret();
    const answer = await this.#workspace.submit(
      systemJob(
        { type: 'owner.admit' as const, invitation: hashOf(token), cookie: hashOf(cookie) },
        `admit-${hashOf(cookie)}`,
      ),
    );
    return answer.ok ? { ok: true, secret: cookie } : { ok: false, reason: answer.code };
  }
}
