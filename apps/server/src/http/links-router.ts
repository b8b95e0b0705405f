import { Router } from 'express';
import { reachOf } from '../network/addresses.ts';
import type { Authority } from '../authorise.ts';
import type { Tokens } from '../tokens.ts';

export interface LinksRouterTools {
  readonly authority: Authority;
  readonly tokens: Tokens;
  readonly origin: () => string;
}

/** The personal links of a session, for whoever runs it: by link id, the address that opens it, and where such addresses work. Never in a view, so that no screen but this one holds them. */
export const linksRouter = ({ authority, tokens, origin }: LinksRouterTools): Router => {
  const router = Router();
  router.get('/s/:session/host/links.json', async (request, response) => {
    const admission = await authority.admit(request.params.session, 'host', request.headers.cookie);
    if (!admission.ok) {
      response.status(401).json({ ok: false, code: admission.reason });
      return;
    }
    const { session, runtime } = admission.room;
    const { people, info } = runtime.state;
    const links = Object.fromEntries(
      Object.keys(people.links).map((link) => [link, `${origin()}/l/${tokens.link(session, link)}`]),
    );
    const reach = reachOf(origin());
    response
      .set('cache-control', 'no-store')
      .json({ ok: true, links, join: `${origin()}/j/${info.guestKey}`, origin: origin(), reach });
  });
  return router;
};
