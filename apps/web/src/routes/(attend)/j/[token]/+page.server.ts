import type { PageServerLoad } from './$types';
import type { JoinForm } from '#lib/join/join-form.ts';
import { callerOf } from '#lib/server/caller.ts';

/** The QR code's address. Looking changes nothing: the post to /join does. */
export const load: PageServerLoad = async (event) => {
  const { token } = event.params;
  const found = await event.locals.bridge.findSession({ token }, callerOf(event));
  const form: JoinForm = found.ok ? { code: '', target: found.target } : { code: '', refusal: { code: found.code } };
  return { token, form };
};
