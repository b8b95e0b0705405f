import type { PageServerLoad } from './$types';
import { loadWorkspace, programmeIn } from '#lib/server/organiser-page.ts';

export const load: PageServerLoad = async (event) => {
  const { view, workspace } = await loadWorkspace(event);
  const programme = programmeIn(view, event.params.programme);
  return { workspace, programme, used: view.sessions.some((one) => one.programme === programme.programme) };
};
