import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Joined, JoinRefusal } from '@rostrum/protocol';

/** Takes the cookie that a link or a code was traded for and goes where it leads; gives a refusal back. */
export const enter = (event: RequestEvent, joined: Joined): JoinRefusal => {
  if (!joined.ok) return joined;
  const { name, value, path, maxAge } = joined.cookie;
  // Kit would demand https for it; a hall's own network often has none.
  const secure = event.url.protocol === 'https:';
  event.cookies.set(name, value, { path, maxAge, httpOnly: true, sameSite: 'lax', secure });
  redirect(303, joined.path);
};
