import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { RequestHandler } from 'express';

const WEB = resolve(import.meta.dirname, '../../../web');

export interface WebApp {
  readonly handler: RequestHandler;
  /** The name that Kit gave this build: screens of another one are told. The server's version where there is none. */
  readonly build?: string;
  /** The folder of what the build serves for ever, each file named by its content. */
  readonly assets?: string;
  close(): Promise<void>;
}

/** The pages built in this folder, `apps/web` or a copy of it. Throws when they have not been built. */
export const builtPages = async (web = WEB): Promise<WebApp> => {
  // Read by the handler when it is imported: it sits behind us, and we say what protocol, host and address were, by TRUST_PROXY.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['HOST_HEADER'] = 'x-rostrum-host';
  process.env['ADDRESS_HEADER'] = 'x-rostrum-address';
  const { handler } = (await import(pathToFileURL(resolve(web, 'build/handler.js')).href)) as {
    handler: RequestHandler;
  };
  const served = resolve(web, 'build/client/_app');
  const { version } = JSON.parse(await readFile(resolve(served, 'version.json'), 'utf8')) as { version: string };
  return { handler, build: version, assets: resolve(served, 'immutable'), close: () => Promise.resolve() };
};

/** The pages as their sources stand, with hot reload over the server's own port. */
export const livePages = async (server: Server): Promise<WebApp> => {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root: WEB,
    configFile: resolve(WEB, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'custom',
  });
  return { handler: vite.middlewares, close: () => vite.close() };
};
