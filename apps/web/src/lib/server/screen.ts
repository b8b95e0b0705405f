import { error, type RequestEvent } from '@sveltejs/kit';
import type { Role } from '@rostrum/domain';
import type { Bootstrap, OrganiserView, PageDenied } from '@rostrum/protocol';
import { callerOf } from './caller.ts';

/** The first snapshot of a session's screen, or the error page that says why not: for the `load` of role screens. */
export async function loadScreen<R extends Role>(event: RequestEvent, session: string, role: R): Promise<Bootstrap<R>> {
  const answer = await event.locals.bridge.bootstrap(session, role, callerOf(event));
  return answer.ok ? answer.bootstrap : stopFor(answer.reason);
}

/** What the owner's pages show, or the error page that says why not. */
export async function loadOrganiser(event: RequestEvent): Promise<OrganiserView> {
  const answer = await event.locals.bridge.organiser(callerOf(event));
  return answer.ok ? answer.view : stopFor(answer.reason);
}

function stopFor(reason: PageDenied): never {
  if (reason === 'no-such-session') error(404, reason, { kind: 'not-found' });
  error(403, reason, { kind: reason === 'signed-out' ? 'signed-out' : 'revoked' });
}
