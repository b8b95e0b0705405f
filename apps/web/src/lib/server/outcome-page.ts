import type { RequestEvent } from '@sveltejs/kit';
import type { SessionFacts } from '@rostrum/domain';
import { loadScreen } from './screen.ts';

/** Whose papers of the judging they are: only of those who run it. The papers themselves are fetched by the page. */
export const loadOutcomePage = async (
  event: RequestEvent,
  session: string,
  role: 'host' | 'head-judge' | 'clerk',
): Promise<{ facts: SessionFacts; root: string }> => {
  const { data } = (await loadScreen(event, session, role)).view;
  const facts = 'projector' in data ? data.projector.session : data.session;
  return { facts, root: `/s/${session}/${role}/` };
};
