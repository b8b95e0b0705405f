import type { PageServerLoad } from './$types';
import { loadWorkspace } from '#lib/server/organiser-page.ts';

export const load: PageServerLoad = async (event) => ({
  ...(await loadWorkspace(event)),
  now: Date.now(),
  programme: event.url.searchParams.get('programme') ?? undefined,
});
