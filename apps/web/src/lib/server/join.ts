import { fail, type RequestEvent } from '@sveltejs/kit';
import type { JoinKey, JoinRefusal } from '@rostrum/protocol';
import { digitsOf } from '#lib/join/digits.ts';
import type { JoinForm } from '#lib/join/join-form.ts';
import { callerOf } from './caller.ts';
import { enter } from './enter.ts';

const textOf = (form: FormData, field: string): string => {
  const value = form.get(field);
  return typeof value === 'string' ? value.trim() : '';
};

/** Post of the join page: first the code finds the session, then the guest enters it. Works without scripts. */
export async function answerJoin(event: RequestEvent) {
  const form = await event.request.formData();
  const token = textOf(form, 'token');
  const code = digitsOf(textOf(form, 'code'));
  const key: JoinKey = token === '' ? { code } : { token };
  const { bridge } = event.locals;
  const caller = callerOf(event);
  if (token === '' && code.length < 6) return fail(400, { code, refusal: { code: 'code-short' } } satisfies JoinForm);

  const found = await bridge.findSession(key, caller);
  if (!found.ok) return fail(400, { code, refusal: refusalOf(found) } satisfies JoinForm);
  const { target } = found;
  if (textOf(form, 'step') !== 'enter') return { code, target } satisfies JoinForm;

  const name = target.names === 'none' || textOf(form, 'appear') === 'anonymous' ? '' : textOf(form, 'name');
  const place = textOf(form, 'place') === 'remote' && target.remote ? 'remote' : 'hall';
  const joined = await bridge.join(key, name === '' ? { place } : { name, place }, caller);
  return fail(400, { code, target, name, refusal: refusalOf(enter(event, joined)) } satisfies JoinForm);
}

const refusalOf = ({ code, detail }: JoinRefusal): Pick<JoinRefusal, 'code' | 'detail'> =>
  detail === undefined ? { code } : { code, detail };
