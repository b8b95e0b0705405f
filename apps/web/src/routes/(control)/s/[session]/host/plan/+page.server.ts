import type { PageServerLoad } from './$types';
import { loadHostPage } from '#lib/server/host-page.ts';

// The cookie's path ends in a slash, so must the page's.
export const trailingSlash = 'always';
export const load: PageServerLoad = (event) => loadHostPage(event, event.params.session);
