import type { RequestEvent } from '@sveltejs/kit';
import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { describe, expect, it, vi } from 'vitest';
import type { JoinTarget, ServerBridge } from '@rostrum/protocol';
import { answerJoin } from './join.ts';

const target: JoinTarget = {
  session: 's19',
  title: '第 19 场',
  phase: 'live',
  people: 236,
  names: 'free',
  remote: false,
  language: 'zh',
};
const cookie = { name: 'rostrum', value: 'secret', path: '/s/s19/audience/', maxAge: 60 };

function post(fields: Record<string, string>, changed: Partial<JoinTarget> = {}, origin = 'http://192.168.1.20:3000') {
  const bridge = {
    findSession: vi.fn<ServerBridge['findSession']>((key) =>
      Promise.resolve(
        'token' in key || key.code === '483921'
          ? { ok: true, target: { ...target, ...changed } }
          : { ok: false, code: 'wrong-code' },
      ),
    ),
    join: vi.fn<ServerBridge['join']>(() => Promise.resolve({ ok: true, path: '/s/s19/audience/', cookie })),
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const set = vi.fn();
  const event = {
    request: { formData: () => Promise.resolve(form), headers: new Headers({ cookie: 'a=b' }) },
    url: new URL(`${origin}/join`),
    getClientAddress: () => '192.168.1.7',
    locals: { bridge },
    cookies: { set },
  } as unknown as RequestEvent;
  const answer = answerJoin(event).catch((thrown: unknown) => thrown);
  return { answer, bridge, set };
}

describe('post of the join page', () => {
  it('reads digits of any width and spacing, and shows the session before anyone joins', async () => {
    const { answer, bridge } = post({ code: '４８３ 921' });
    expect(await answer).toEqual({ code: '483921', target });
    expect(bridge.findSession.mock.calls[0]?.[1]).toEqual({
      cookie: 'a=b',
      address: '192.168.1.7',
      origin: 'http://192.168.1.20:3000',
    });
    expect(bridge.join).not.toHaveBeenCalled();
  });

  it('does not count a code that is not whole', async () => {
    const { answer, bridge } = post({ code: '48392' });
    const failed = await answer;
    expect(isActionFailure(failed) && failed.data).toMatchObject({ refusal: { code: 'code-short' } });
    expect(bridge.findSession).not.toHaveBeenCalled();
  });

  it('hands on a refusal with the code as typed', async () => {
    const failed = await post({ code: '123456' }).answer;
    expect(isActionFailure(failed) && [failed.status, failed.data]).toEqual([
      400,
      { code: '123456', refusal: { code: 'wrong-code' } },
    ]);
  });

  it('enters by name, sets the cookie so that plain http keeps it, and goes on', async () => {
    const { answer, bridge, set } = post({ code: '483921', step: 'enter', appear: 'named', name: ' 王海燕 ' });
    const thrown = await answer;
    expect(isRedirect(thrown) && [thrown.status, thrown.location]).toEqual([303, '/s/s19/audience/']);
    expect(bridge.join.mock.calls[0]?.[1]).toEqual({ name: '王海燕', place: 'hall' });
    const options = { path: cookie.path, maxAge: 60, httpOnly: true, sameSite: 'lax', secure: false };
    expect(set).toHaveBeenCalledWith('rostrum', 'secret', options);
  });

  it('keeps the cookie to https where there is https', async () => {
    const { answer, set } = post({ token: 'abc', step: 'enter' }, {}, 'https://rostrum.example');
    await answer;
    expect(set.mock.calls[0]?.[2]).toMatchObject({ secure: true });
  });

  it('never sends the name of whoever chose to be anonymous, nor one that the session does not take', async () => {
    const chosen = post({ code: '483921', step: 'enter', appear: 'anonymous', name: '王海燕' });
    await chosen.answer;
    const ruled = post({ code: '483921', step: 'enter', name: '王海燕' }, { names: 'none' });
    await ruled.answer;
    for (const { bridge } of [chosen, ruled]) expect(bridge.join.mock.calls[0]?.[1]).toEqual({ place: 'hall' });
  });

  it('lets take part from afar only where the session does', async () => {
    const refused = post({ code: '483921', step: 'enter', place: 'remote' });
    await refused.answer;
    const allowed = post({ code: '483921', step: 'enter', place: 'remote' }, { remote: true });
    await allowed.answer;
    expect([refused, allowed].map(({ bridge }) => bridge.join.mock.calls[0]?.[1].place)).toEqual(['hall', 'remote']);
  });
});
