import type { PageServerLoad } from './$types';
import { STANDINGS } from '#lib/organiser/coverage.ts';
import { loadWorkspace, programmeIn } from '#lib/server/organiser-page.ts';

export const load: PageServerLoad = async (event) => {
  const { view, workspace } = await loadWorkspace(event);
  const show = STANDINGS.find((one) => one === event.url.searchParams.get('show'));
  return { view, workspace, programme: programmeIn(view, event.params.programme), show: show ?? ('all' as const) };
};
