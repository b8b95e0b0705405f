import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { callerOf } from '#lib/server/caller.ts';
import { enter } from '#lib/server/enter.ts';

/** Looking changes nothing (chat apps preview links): the post does. */
export const load: PageServerLoad = async (event) => ({
  page: await event.locals.bridge.ownerLink(event.params.token),
});
export const actions: Actions = {
  default: async (event) =>
    fail(400, { refusal: enter(event, await event.locals.bridge.openOwnerLink(event.params.token, callerOf(event))) }),
};
