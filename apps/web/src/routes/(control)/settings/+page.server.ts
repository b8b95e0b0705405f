import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { callerOf } from '#lib/server/caller.ts';
import { loadWorkspace } from '#lib/server/organiser-page.ts';

export const load: PageServerLoad = (event) => loadWorkspace(event);
export const actions: Actions = {
  'sign-out': async (event) => {
    const { cookie } = await event.locals.bridge.signOut(callerOf(event));
    event.cookies.delete(cookie, { path: '/' });
    redirect(303, '/');
  },
};
