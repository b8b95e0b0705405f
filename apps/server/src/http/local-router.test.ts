import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSecret, readLocalSecret } from '../terminal/local-secret.ts';
import { removeDir, startServer, type TestServer } from '../testing/server.ts';
import { fromHere, LOCAL_SECRET_HEADER } from './local-router.ts';

describe('the local way to an owner link', () => {
  let server: TestServer;
  let secret: string;
  beforeAll(async () => {
    server = await startServer();
    secret = (await readLocalSecret(server.dir))!.secret;
  });
  afterAll(async () => {
    await server.stop();
    await removeDir(server.dir);
  });
  const ask = (headers: Record<string, string>) =>
    fetch(`${server.origin}/local/owner-link`, { method: 'POST', headers });

  test('gives a link that opens once, to whoever has the secret', async () => {
    const { ok, url } = (await (await ask({ [LOCAL_SECRET_HEADER]: secret })).json()) as { ok: boolean; url: string };
    expect(ok).toBe(true);
    const token = url.split('/owner/')[1]!;
    expect(await server.bridge.openOwnerLink(token, server.caller())).toMatchObject({ ok: true, path: '/home' });
    expect(await server.bridge.openOwnerLink(token, server.caller())).toEqual({ ok: false, code: 'owner-link-used' });
  });
  test('not without it, nor with another, nor through a proxy, nor as a page of another site', async () => {
    const right = { [LOCAL_SECRET_HEADER]: secret };
    for (const headers of [
      {},
      { [LOCAL_SECRET_HEADER]: '' },
      { [LOCAL_SECRET_HEADER]: `${secret}x` },
      { [LOCAL_SECRET_HEADER]: secret.slice(0, -1) },
      { ...right, 'x-forwarded-for': '203.0.113.9' },
      { ...right, forwarded: 'for=203.0.113.9' },
      { ...right, origin: 'http://evil.example' },
    ])
      expect((await ask(headers)).status).toBe(403);
  });
  test('the secret is readable by this user alone, and another at each start', async () => {
    const file = join(server.dir, 'local-secret.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await server.stop();
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    server = await startServer({ DATA_DIR: server.dir });
    expect((await readLocalSecret(server.dir))!.secret).not.toBe(secret);
  });
});

test('secrets are equal only when every character is', () => {
  expect(isSecret('abc', 'abc')).toBe(true);
  for (const [given, due] of [
    ['abc', 'abd'],
    ['ab', 'abc'],
    ['', 'abc'],
    ['讲台', '讲坛'],
  ] as const)
    expect(isSecret(given, due)).toBe(false);
});

test.each([
  ['127.0.0.1', '127.0.0.1', true],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1', true],
  ['::1', '::1', true],
  ['192.168.1.5', '192.168.1.5', true],
  ['192.168.1.9', '192.168.1.5', false],
  ['::ffff:192.168.1.9', '::ffff:192.168.1.5', false],
  ['127.0.0.1.example', '192.168.1.5', false],
  [undefined, undefined, false],
])('a connection from %s to %s is local: %s', (remoteAddress, localAddress, local) => {
  expect(fromHere({ remoteAddress, localAddress })).toBe(local);
});
