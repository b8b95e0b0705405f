import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { OrganiserView, ProgrammeSummary } from '@rostrum/protocol';
import { loadOrganiser } from './screen.ts';

/** For the owner's pages other than the first: an installation without a workspace begins there. */
export const loadWorkspace = async (event: RequestEvent) => {
  const view = await loadOrganiser(event);
  if (!view.workspace) redirect(303, '/home');
  return { view, workspace: view.workspace };
};

export const programmeIn = (view: OrganiserView, id: string): ProgrammeSummary => {
  const found = view.programmes.find((one) => one.programme === id);
  return found ?? error(404, 'no such programme', { kind: 'not-found' });
};
