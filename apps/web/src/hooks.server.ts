import { nanoid } from 'nanoid';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { chooseLocale } from '#lib/i18n/choose.ts';
import { LANG_TAG, isLocale } from '#lib/i18n/locale.svelte.ts';
import { isScheme } from '#lib/design/scheme.ts';
import { withOwnSockets } from '#lib/server/content-security.ts';
import { requestLocales } from '#lib/server/request-locale.ts';
import { serverBridge } from '#lib/server-bridge.ts';

const locales = requestLocales();
const PROJECTOR = /^\/s\/([^/]+)\/projector(?:\/|$)/;
const YEAR = 31_536_000;

export const handle: Handle = async ({ event, resolve }) => {
  const bridge = serverBridge();
  if (bridge === undefined) return new Response('Rostrum’s server is not there.', { status: 503 });
  event.locals.bridge = bridge;

  const { searchParams, pathname } = event.url;
  const projector = PROJECTOR.exec(pathname)?.[1];
  const query = searchParams.get('lang');
  const locale = chooseLocale({
    query,
    cookie: event.cookies.get('lang'),
    session: projector === undefined ? undefined : await bridge.sessionLanguage(projector),
    acceptLanguage: event.request.headers.get('accept-language'),
  });
  // A hall's screen keeps its wish in its address: it must not change the language of the host in the same browser.
  if (isLocale(query) && projector === undefined && event.cookies.get('lang') !== query) {
    event.cookies.set('lang', query, {
      path: '/',
      maxAge: YEAR,
      httpOnly: false,
      sameSite: 'lax',
      secure: event.url.protocol === 'https:',
    });
  }
  event.locals.locale = locale;
  const wish = searchParams.get('scheme') ?? event.cookies.get('scheme');
  event.locals.scheme = isScheme(wish) ? wish : 'system';

  const scheme = event.locals.scheme === 'system' ? '' : ` data-scheme="${event.locals.scheme}"`;
  const surface = projector === undefined ? '' : ' data-surface="projector"';
  const response = await locales.run(locale, () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%rostrum.lang%', LANG_TAG[locale]).replace('%rostrum.scheme%', scheme + surface),
    }),
  );

  const policy = response.headers.get('content-security-policy');
  if (policy !== null) response.headers.set('content-security-policy', withOwnSockets(policy, event.url.host));
  if (response.headers.get('content-type')?.startsWith('text/html') === true) {
    // Not `no-referrer`: with it, browsers send forms posted without scripts from origin `null`, which Kit refuses.
    response.headers.set('referrer-policy', 'same-origin');
    response.headers.set('x-content-type-options', 'nosniff');
    response.headers.set('cache-control', 'no-store');
  }
  return response;
};

/** The person gets a reference, the log the reason; neither gets the other's part. */
export const handleError: HandleServerError = (caught) => {
  // What a page's load decided to say, it said with its own kind.
  if (caught.kind === 'app') return caught.error;
  if (caught.kind === 'framework' && caught.error.status === 404) return { kind: 'not-found' };
  const reference = nanoid(8);
  const reason =
    caught.error instanceof Error ? (caught.error.stack ?? caught.error.message) : JSON.stringify(caught.error);
  console.error(JSON.stringify({ level: 'error', reference, route: caught.event.route.id, reason }));
  return { kind: 'trouble', reference };
};
