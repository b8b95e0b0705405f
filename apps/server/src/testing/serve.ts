import { BRIDGE, type ServerBridge } from '@rostrum/protocol';
import express from 'express';
import { serve } from '../serve.ts';

// The whole server as a process of its own, with two bare routes where the pages would be.
const pages = express();
const bridge = (): ServerBridge => (globalThis as { [BRIDGE]?: ServerBridge })[BRIDGE]!;
const callerOf = (cookie: string | undefined) => ({ cookie: cookie ?? '', address: '127.0.0.1', origin: '' });
pages.post('/test/owner/:token', async (request, response) => {
  response.json(await bridge().openOwnerLink(request.params.token, callerOf(undefined)));
});
pages.get('/test/organiser', async (request, response) => {
  response.json(await bridge().organiser(callerOf(request.headers.cookie)));
});
await serve({ handler: pages, close: () => Promise.resolve() });
