import type { PageServerLoad } from './$types';
import { loadOrganiser } from '#lib/server/screen.ts';

export const load: PageServerLoad = async (event) => ({ view: await loadOrganiser(event), now: Date.now() });
