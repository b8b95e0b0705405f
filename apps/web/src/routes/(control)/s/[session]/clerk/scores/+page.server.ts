import type { PageServerLoad } from './$types';
import { loadOutcomePage } from '#lib/server/outcome-page.ts';

// The cookie's path ends in a slash, so must the page's.
export const trailingSlash = 'always';
export const load: PageServerLoad = (event) => loadOutcomePage(event, event.params.session, 'clerk');
