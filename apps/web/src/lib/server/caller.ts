import type { RequestEvent } from '@sveltejs/kit';
import type { Caller } from '@rostrum/protocol';

/** What the server may know of a page's request. */
export const callerOf = (event: Pick<RequestEvent, 'request' | 'url' | 'getClientAddress'>): Caller => ({
  cookie: event.request.headers.get('cookie') ?? '',
  address: event.getClientAddress(),
  origin: event.url.origin,
});
