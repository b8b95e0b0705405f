import { expect, it } from 'vitest';
import { WorkspaceClient } from './workspace-client.ts';

const json = (body: object, status = 200): Response => new Response(JSON.stringify(body), { status });
const client = (answers: (() => Response)[]) => {
  const bodies: { id?: string }[] = [];
  const waits: number[] = [];
  let ids = 0;
  const workspace = new WorkspaceClient({
    fetch: (_path, init) => {
      bodies.push(JSON.parse(init.body as string) as { id?: string });
      const next = answers.shift();
      return next ? Promise.resolve().then(next) : Promise.reject(new TypeError('offline'));
    },
    newId: () => `id-${++ids}`,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  });
  return { workspace, bodies, waits };
};
const offline = (): Response => {
  throw new TypeError('offline');
};

it('repeats a command under the same id until it is answered', async () => {
  const { workspace, bodies, waits } = client([
    offline,
    () => json({}, 503),
    () => new Response('<html>'),
    () => json({ ok: true, revision: 4 }),
  ]);
  expect(await workspace.send({ type: 'demo.remove' })).toEqual({ ok: true, revision: 4 });
  expect(new Set(bodies.map((one) => one.id))).toEqual(new Set(['id-1']));
  expect(waits).toEqual([300, 900, 2000]);
});
it('takes a refusal for an answer', async () => {
  const { workspace, bodies } = client([() => json({ ok: false, code: 'workspace-exists' })]);
  expect(await workspace.send({ type: 'demo.remove' })).toEqual({ ok: false, code: 'workspace-exists' });
  expect(bodies).toHaveLength(1);
});
it('gives up in the end, and says so', async () => {
  const { workspace, bodies } = client([]);
  expect(await workspace.loadDemo()).toEqual({ ok: false, code: 'server-away' });
  expect(bodies).toHaveLength(5);
});
it('gives two commands two ids, and asks for an owner link once only', async () => {
  const { workspace, bodies } = client([
    () => json({ ok: true, revision: 1 }),
    () => json({ ok: true, revision: 2 }),
    () => json({ ok: true, url: 'http://a/owner/t' }),
  ]);
  await workspace.send({ type: 'demo.remove' });
  await workspace.send({ type: 'demo.remove' });
  expect(bodies.map((one) => one.id)).toEqual(['id-1', 'id-2']);
  expect(await workspace.ownerLink()).toBe('http://a/owner/t');
  expect(await workspace.ownerLink()).toBeUndefined();
  expect(bodies).toHaveLength(4);
});
