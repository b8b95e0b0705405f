import type { Role } from '@rostrum/domain';
import { BRIDGE, type ServerBridge } from '@rostrum/protocol';
import express from 'express';
import { readConfig } from '../../config.ts';
import type { WebApp } from '../../http/web-app.ts';
import { start } from '../../main.ts';

/** The real server on a free port, without its pages: in their place what a test asks of the bridge, as JSON. */
export const startDeckServer = async (
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ base: string; ownerToken(): Promise<string>; close(): Promise<void> }> => {
  const environment = {
    DATA_DIR: dataDir,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    VIDEO: 'off',
    ...settings,
  };
  const running = await start(readConfig(environment, dataDir), '0.0.0', bridgeAsPages());
  return {
    base: `http://127.0.0.1:${running.port}`,
    ownerToken: async () => (await running.ownerLink()).split('/').pop() ?? '',
    close: () => running.close(),
  };
};

const bridgeAsPages = (): WebApp => {
  const app = express();
  const bridge = (): ServerBridge => {
    const found = (globalThis as { [BRIDGE]?: ServerBridge })[BRIDGE];
    if (!found) throw new Error('the server has not started');
    return found;
  };
  app.get('/test/view/:session/:role', async (request, response) => {
    const { session, role } = request.params;
    const caller = { cookie: request.headers.cookie ?? '', address: '127.0.0.1', origin: '' };
    response.json(await bridge().bootstrap(session, role as Role, caller));
  });
  app.get('/test/owner/:token', async (request, response) => {
    response.json(await bridge().openOwnerLink(request.params.token, { cookie: '', address: '127.0.0.1', origin: '' }));
  });
  app.get('/test/link/:token', async (request, response) => {
    response.json(await bridge().openLink(request.params.token, { cookie: '', address: '127.0.0.1', origin: '' }));
  });
  app.get('/test/join/:token/:place', async (request, response) => {
    const who = { name: 'Guest', place: request.params.place === 'remote' ? ('remote' as const) : ('hall' as const) };
    const caller = { cookie: '', address: '127.0.0.1', origin: '' };
    response.json(await bridge().join({ token: request.params.token }, who, caller));
  });
  return { handler: app, close: () => Promise.resolve() };
};
