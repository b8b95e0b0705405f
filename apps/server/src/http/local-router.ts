import { Router, type Request } from 'express';
import { isSecret } from '../terminal/local-secret.ts';

export const LOCAL_SECRET_HEADER = 'x-rostrum-local';

export interface LocalRouterTools {
  readonly secret: string;
  ownerLink(): Promise<string>;
}

/** What only this machine may ask, in the name of whoever can read the data folder: a new link for the owner. */
export const localRouter = (tools: LocalRouterTools): Router => {
  const router = Router();
  router.post('/owner-link', async (request, response) => {
    response.set('cache-control', 'no-store');
    if (!isLocal(request) || !isSecret(request.get(LOCAL_SECRET_HEADER) ?? '', tools.secret))
      response.status(403).json({ ok: false, code: 'not-allowed' });
    else response.json({ ok: true, url: await tools.ownerLink() });
  });
  return router;
};

const isLocal = ({ socket, headers }: Request): boolean =>
  headers['x-forwarded-for'] === undefined && headers.forwarded === undefined && fromHere(socket);

/** From this machine itself: over the loopback, or to one of its addresses from the same one. */
export const fromHere = (socket: {
  readonly remoteAddress?: string | undefined;
  readonly localAddress?: string | undefined;
}): boolean => {
  const { remoteAddress, localAddress } = socket;
  return remoteAddress !== undefined && (LOOPBACK.test(remoteAddress) || remoteAddress === localAddress);
};
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
