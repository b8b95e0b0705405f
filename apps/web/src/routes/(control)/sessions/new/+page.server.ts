import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { loadOrganiser } from '#lib/server/screen.ts';

export const load: PageServerLoad = async (event) => {
  const view = await loadOrganiser(event);
  if (!view.workspace) redirect(303, '/home');
  return {
    view,
    workspace: view.workspace,
    now: Date.now(),
    programme: event.url.searchParams.get('programme') ?? undefined,
  };
};
