import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import type { Health } from '../health.ts';

export interface AppTools {
  readonly trustProxy: number;
  health(): Health;
  /** Routers by the path under which they lie; the pages come last. */
  readonly routers: readonly (readonly [path: string, handler: RequestHandler])[];
  /** The web app's own handler. */
  readonly pages: RequestHandler;
  report(error: unknown, what: string): void;
}

/** The order in which a request is asked for: health, safety, the rooms' routers, the pages. */
export const createApp = (tools: AppTools): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', tools.trustProxy);
  app.get('/healthz', (_request, response) => {
    const health = tools.health();
    response
      .status(health.status === 'ok' ? 200 : 503)
      .set('cache-control', 'no-store')
      .json(health);
  });
  // The pages set their own policy, with the hashes of their scripts. Without any referrer a form would post from the origin «null».
  const safety = (secure: boolean) =>
    helmet({
      contentSecurityPolicy: false,
      crossOriginEmbedderPolicy: false,
      // Over plain HTTP browsers ignore it, and each page complains of it.
      crossOriginOpenerPolicy: secure,
      strictTransportSecurity: false,
      referrerPolicy: { policy: 'same-origin' },
    });
  const [overTls, plain] = [safety(true), safety(false)];
  app.use((request, response, next) => {
    if (ASSETS.test(request.path)) safeAsset(response, next);
    else (request.secure ? overTls : plain)(request, response, next);
  });
  app.use(sameOrigin);
  for (const [path, handler] of tools.routers) app.use(path, handler);
  // The pages' handler believes only these headers, and would take a plain-HTTP form for one of another site.
  app.use((request, _response, next) => {
    request.headers['x-forwarded-proto'] = request.protocol;
    request.headers['x-rostrum-host'] = request.host;
    request.headers['x-rostrum-address'] = request.ip ?? '';
    next();
  });
  app.use(compressed(compression()));
  app.use(tools.pages);
  const fail: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    tools.report(error, 'http');
    if (response.headersSent) next(error);
    else response.status(500).json({ ok: false, code: 'server-error' });
  };
  app.use(fail);
  return app;
};

/**
 * Scripts and styles of a build. The rest of what helmet says is for documents; on thirty files it would be eight
 * kilobytes of a phone's first load.
 */
const ASSETS = /^\/_app\/immutable\//;
const safeAsset = (response: Response, next: NextFunction): void => {
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' });
  next();
};

/** SE4: what changes something is taken from our own pages only; programs that are no browser name no origin. */
const sameOrigin: RequestHandler = (request, response, next) => {
  const { origin } = request.headers;
  const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  if (safe || origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)) next();
  else response.status(403).json({ ok: false, code: 'foreign-origin' });
};

/**
 * Pages of the crowd, and what Kit fetches for them. Only these: a length that depends on a secret and on somebody else's
 * words in the same body tells of the secret (BREACH), and the pages of hosts, judges and owners hold secrets.
 */
const CROWD = /^\/(join|j\/[^/]+|s\/[^/]+\/(audience|remote|projector))?\/?(__data\.json)?$/;
const compressed =
  (compress: RequestHandler): RequestHandler =>
  (request, response, next) => {
    if (CROWD.test(request.path)) void compress(request, response, next);
    else next();
  };
