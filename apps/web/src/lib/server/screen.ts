import { error, type RequestEvent } from '@sveltejs/kit';
import type { Bootstrap, RoleName } from '#lib/server-bridge.ts';
import { callerOf } from './caller.ts';

/** The first snapshot of a session's screen, or the error page that says why not: for the `load` of role screens. */
export async function loadScreen<View, Me>(
  event: RequestEvent,
  session: string,
  role: RoleName,
): Promise<Bootstrap<View, Me>> {
  const answer = await event.locals.bridge.bootstrap<View, Me>(session, role, callerOf(event));
  if (answer.ok) return answer.bootstrap;
  return stopFor(answer.reason);
}

/** The data of an organiser's page, or the error page that says why not. */
export async function loadPage<Data>(
  event: RequestEvent,
  name: string,
  params: Record<string, string> = {},
): Promise<Data> {
  const answer = await event.locals.bridge.page<Data>(name, params, callerOf(event));
  if (answer.ok) return answer.data;
  return stopFor(answer.reason);
}

function stopFor(reason: string): never {
  if (reason === 'no-such-session' || reason === 'not-found') error(404, { message: reason, kind: 'not-found' });
  error(403, { message: reason, kind: reason === 'revoked' || reason === 'ended' ? 'revoked' : 'signed-out' });
}
