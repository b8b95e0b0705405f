import type { Role } from '@rostrum/domain';
import { BRIDGE, type Caller, type ServerBridge } from '@rostrum/protocol';
import express from 'express';
import type { WebApp } from '../../http/web-app.ts';

/** In place of the built pages: what each page is made of, as JSON; a page that may not be shown is a 403 with the reason. */
export const proofPages = (): WebApp => {
  const app = express();
  app.use(express.json());
  const bridge = (): ServerBridge => {
    const found = (globalThis as { [BRIDGE]?: ServerBridge })[BRIDGE];
    if (!found) throw new Error('the server has not started');
    return found;
  };
  const caller = (cookie = ''): Caller => ({ cookie, address: '127.0.0.1', origin: '' });
  app.get('/s/:session/:role/', async (request, response) => {
    const { session, role } = request.params;
    const page = await bridge().bootstrap(session, role as Role, caller(request.headers.cookie));
    response.status(page.ok ? 200 : 403).json(page);
  });
  app.post('/proof/owner/:token', async (request, response) => {
    response.json(await bridge().openOwnerLink(request.params.token, caller()));
  });
  app.post('/l/:token', async (request, response) => {
    response.json(await bridge().openLink(request.params.token, caller()));
  });
  app.post('/j/:token', async (request, response) => {
    const { name, place } = request.body as { name?: string; place: 'hall' | 'remote' };
    const who = { place, ...(name === undefined ? {} : { name }) };
    response.json(await bridge().join({ token: request.params.token }, who, caller()));
  });
  return { handler: app, close: () => Promise.resolve() };
};
