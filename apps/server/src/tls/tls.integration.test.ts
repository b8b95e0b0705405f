import { request as plainly } from 'node:http';
import { request as securely } from 'node:https';
import { connect } from 'node:net';
import { PROTOCOL_VERSION } from '@rostrum/protocol';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDir, startServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
let authority = '';
beforeAll(async () => {
  server = await startServer({ TLS: 'auto' });
});
afterAll(async () => {
  await server.stop();
  await removeDir(server.dir);
});

interface Got {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}
const get = (url: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((done, fail) => {
    const ask = url.startsWith('https:') ? securely : plainly;
    ask(url, { headers, ...(authority === '' ? {} : { ca: authority }), agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on('error', fail)
      .end();
  });
const at = (scheme: string, path: string): string => `${scheme}://localhost:${server.running.port}${path}`;

test('over plain http a device fetches what it is to trust, and how; all else is sent to https', async () => {
  const page = await get(at('http', '/certificate'));
  expect(page.status).toBe(200);
  for (const word of ['让这台设备信任讲台', 'Let this device trust Rostrum', 'iPhone', 'Android', 'Windows', 'macOS'])
    expect(page.text).toContain(word);
  expect(page.text.replaceAll('<wbr>', '')).toContain(server.running.fingerprint);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  const file = await get(at('http', '/certificate/rostrum.crt'));
  expect(file.headers['content-type']).toContain('application/x-x509-ca-cert');
  authority = file.text;
  const other = await get(at('http', '/s/one/audience/?a=b'));
  expect([other.status, other.headers['location']]).toEqual([308, at('https', '/s/one/audience/?a=b')]);
  expect((await get(at('http', '/'), { host: 'evil.test/<x>' })).status).toBe(400);
});

test('over https, trusted by that file alone, the server answers, links say https, and sockets connect', async () => {
  expect(JSON.parse((await get(at('https', '/healthz'))).text)).toMatchObject({ status: 'ok' });
  expect(server.running.origin).toMatch(/^https:/);
  const socket = io(at('https', ''), {
    path: '/s/none/host/socket/',
    transports: ['websocket'],
    auth: { protocol: PROTOCOL_VERSION },
    ca: authority,
    reconnection: false,
  });
  const bid = await new Promise((done) => {
    socket.on('farewell', done);
    socket.on('connect_error', done);
  });
  socket.close();
  expect(bid).toEqual({ reason: 'removed' });
});

test('a connection that says nothing, and one that says neither, harm nobody', async () => {
  const silent = connect(server.running.port, '127.0.0.1');
  const noise = connect(server.running.port, '127.0.0.1', () => noise.write(Buffer.from([0, 1, 2, 3])));
  noise.on('error', () => undefined).resume();
  await new Promise((done) => noise.on('close', done));
  expect((await get(at('https', '/healthz'))).status).toBe(200);
  silent.destroy();
});
