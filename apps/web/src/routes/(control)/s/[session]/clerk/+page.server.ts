import type { PageServerLoad } from './$types';
import { loadScreen } from '#lib/server/screen.ts';

// The cookie's path ends in a slash, so must the page's.
export const trailingSlash = 'always';
export const load: PageServerLoad = async (event) => ({
  bootstrap: await loadScreen(event, event.params.session, 'clerk'),
});
