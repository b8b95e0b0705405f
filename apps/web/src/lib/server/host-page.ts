import type { RequestEvent } from '@sveltejs/kit';
import type { MemberSummary } from '@rostrum/protocol';
import { callerOf } from './caller.ts';
import { loadScreen } from './screen.ts';

/** What the owner has on a session's pages beside what its host has. */
export interface OwnerOfPage {
  readonly workspace: { readonly name: string; readonly owner: string };
  readonly members: readonly MemberSummary[];
}

/** A session's plan, links and record: for its host, and with the workspace around them for the owner. */
export const loadHostPage = async (event: RequestEvent, session: string) => {
  const bootstrap = await loadScreen(event, session, 'host');
  const answer = await event.locals.bridge.organiser(callerOf(event));
  const owner: OwnerOfPage | undefined =
    answer.ok && answer.view.workspace ? { workspace: answer.view.workspace, members: answer.view.members } : undefined;
  return { bootstrap, owner };
};
