import { openingFrom, SYSTEM_COMMANDS } from '@rostrum/domain';
import { parseWorkspaceCommand, type Answer } from '@rostrum/protocol';
import express, { Router, type ErrorRequestHandler } from 'express';
import type { Authority } from '../authorise.ts';
import type { Demo } from '../demo/demo.ts';
import type { Owners } from '../owners.ts';
import type { Departures } from '../reactors/departures.ts';
import type { Openings } from '../reactors/openings.ts';
import type { Sessions } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import type { WorkspaceRuntime } from '../runtime/workspace.ts';
import type { Tokens } from '../tokens.ts';

export interface WorkspaceRouterTools {
  readonly authority: Authority;
  readonly workspace: WorkspaceRuntime;
  readonly sessions: Sessions;
  readonly owners: Owners;
  readonly tokens: Tokens;
  readonly demo: Pick<Demo, 'load'>;
  readonly openings: Pick<Openings, 'reached'>;
  readonly departures: Pick<Departures, 'reached'>;
  origin(): string;
  newId(): string;
}

/** What the owner's pages do: commands to the workspace, a session's reset, the demo, a further owner link. */
export const workspaceRouter = (tools: WorkspaceRouterTools): Router => {
  const { authority, workspace, sessions, tokens } = tools;
  /** Answered once what follows from it is done: a session is there or gone, links are dead, keys are destroyed. */
  const settled = async (submitted: Promise<Answer>): Promise<Answer> => {
    const answer = await submitted;
    if (!answer.ok) return answer;
    await tools.openings.reached(answer.revision);
    return (await tools.departures.reached(answer.revision)) ? answer : { ok: false, code: 'not-finished' };
  };
  const router = Router();
  router.use(async (request, response, next) => {
    if (await authority.isOwner(request.headers.cookie)) next();
    else response.status(401).json({ ok: false, code: 'signed-out' });
  });
  router.use(express.json({ limit: '256kb' }), refuseBody);
  router.post('/commands', async (request, response) => {
    const body = (request.body ?? {}) as { id?: unknown; command?: unknown };
    const parsed = parseWorkspaceCommand(body.command);
    if (!parsed.ok) response.json(parsed);
    else if (SYSTEM_COMMANDS.includes(parsed.value.type)) response.json({ ok: false, code: 'not-allowed' });
    else {
      const id = typeof body.id === 'string' && /^[A-Za-z0-9_-]{10,40}$/.test(body.id) ? body.id : tools.newId();
      const contentHash = tokens.keyedHash('command', JSON.stringify(parsed.value));
      response.json(
        await settled(
          workspace.submit({ author: { role: 'owner' }, command: parsed.value, id, keyAuthor: 'owner', contentHash }),
        ),
      );
    }
  });
  router.post('/sessions/:session/reset', async (request, response) => {
    const room = await sessions.find(request.params.session);
    if (!room) response.status(404).json({ ok: false, code: 'no-such-session' });
    else {
      const opening = openingFrom(room.runtime.state, room.run + 1);
      response.json(
        await settled(
          workspace.submit(
            systemJob({ type: 'session.reset', session: room.session, opening }, `reset-${room.session}-${room.run}`),
          ),
        ),
      );
    }
  });
  router.post('/demo', async (_request, response) => {
    response.json(await tools.demo.load());
  });
  router.post('/owner-link', async (_request, response) => {
    response.json({ ok: true, url: `${tools.origin()}/owner/${await tools.owners.invite()}` });
  });
  return router;
};

/** A body that is no JSON, or too large, is the sender's mistake: nothing of it goes into the log. */
const refuseBody: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const { status } = error as { status?: number };
  if (status !== undefined && status >= 400 && status < 500)
    response.status(status).json({ ok: false, code: 'bad-body' });
  else next(error);
};
