import type { PageServerLoad } from './$types';
import { loadWorkspace } from '#lib/server/organiser-page.ts';

export const load: PageServerLoad = (event) => loadWorkspace(event);
