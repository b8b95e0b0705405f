import { attendancePage, questionPage, type Question } from '@rostrum/domain';
import { Router, type Request } from 'express';
import { outcomeRouter, type OutcomeTools } from './outcome-router.ts';

const STATUSES: readonly Question['status'][] = ['waiting', 'open', 'answered', 'hidden'];

/**
 * What grows with the crowd, a page of 200 at a time, for whoever runs the session: `attendance` (who was present) and
 * `questions?status=…`; `after` is the `next` of the page before. Answers `{ ok: true, … }`, 401 or 400. And what stays of
 * the judging, for those who run it.
 */
export const recordRouter = (tools: OutcomeTools): Router => {
  const { authority } = tools;
  const router = Router();
  router.use(outcomeRouter(tools));
  const paged = (name: string, page: (request: Request, state: HostState) => object | undefined): void => {
    router.get(`/s/:session/host/${name}`, async (request, response) => {
      response.set('cache-control', 'no-store');
      const admission = await authority.admit(request.params.session, 'host', request.headers.cookie);
      if (!admission.ok) {
        response.status(401).json({ ok: false, code: admission.reason });
        return;
      }
      const found = page(request, admission.room.runtime.state);
      if (found) response.json({ ok: true, ...found });
      else response.status(400).json({ ok: false, code: 'bad-query' });
    });
  };
  paged('attendance', (request, state) => {
    const { after } = request.query;
    return after === undefined || typeof after === 'string' ? attendancePage(state, after) : undefined;
  });
  paged('questions', (request, state) => {
    const { status, after } = request.query;
    const known = STATUSES.find((one) => one === status);
    return known && (after === undefined || typeof after === 'string') ? questionPage(state, known, after) : undefined;
  });
  return router;
};
type HostState = Parameters<typeof attendancePage>[0];
