import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { RequestHandler } from 'express';

const WEB = resolve(import.meta.dirname, '../../../web');

export interface WebApp {
  readonly handler: RequestHandler;
  /** The name of this build; the server's version where it has none. */
  readonly build?: string;
  close(): Promise<void>;
}

/** The built pages. Throws when they have not been built. */
export const builtPages = async (): Promise<WebApp> => {
  // Read by the handler when it is imported: it sits behind us, and we say what protocol, host and address were, by TRUST_PROXY.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['HOST_HEADER'] = 'x-rostrum-host';
  process.env['ADDRESS_HEADER'] = 'x-rostrum-address';
  const { handler } = (await import(pathToFileURL(resolve(WEB, 'build/handler.js')).href)) as {
    handler: RequestHandler;
  };
  return { handler, close: () => Promise.resolve() };
};

/** The name that Kit gives each build: screens of another one are told. Throws when nothing has been built. */
export const builtVersion = async (): Promise<string> => {
  const file = resolve(WEB, 'build/client/_app/version.json');
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
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
