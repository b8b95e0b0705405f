import express from 'express';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignallingProxy } from './signalling-proxy.ts';
import { silent } from './trial.ts';

/** Stands for LiveKit: says what it was asked, and echoes what comes after an upgrade. */
const asked: string[] = [];
const upstream = createServer((incoming, response) => {
  asked.push(incoming.url ?? '');
  response.end('success');
});
upstream.on('upgrade', (incoming, socket) => {
  asked.push(incoming.url ?? '');
  if (incoming.url?.includes('token=bad')) return socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  return socket.pipe(socket);
});
let target: string | undefined;
const proxy = createSignallingProxy({ target: () => target, log: silent });
const app = express();
app.use(proxy.middleware);
app.use((incoming, response) => void response.status(299).send(incoming.url));
const server = createServer(app);
server.on('upgrade', (incoming, socket, head) => {
  if (!proxy.upgrade(incoming, socket, head)) socket.end('HTTP/1.1 299 Another\r\n\r\n');
});
const port = (of: typeof server) => (of.address() as AddressInfo).port;

beforeAll(async () => {
  for (const each of [upstream, server]) await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
  target = `http://127.0.0.1:${port(upstream)}`;
});
afterAll(async () => {
  for (const each of [server, upstream]) {
    each.closeAllConnections();
    await new Promise((resolve) => each.close(resolve));
  }
});

const get = (path: string, method = 'GET') =>
  new Promise<number | undefined>((resolve, reject) => {
    const ask = request({ host: '127.0.0.1', port: port(server), path, method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    ask.on('error', reject).end();
  });

/** Asks for an upgrade by hand; `say` afterwards. Answers everything that came back until the end or `stop`. */
const upgrade = (path: string, say?: string) => {
  const socket = connect(port(server), '127.0.0.1');
  let text = '';
  const over = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  socket.on('error', () => {});
  const echoed = new Promise<string>((resolve) =>
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (text.includes('101') && say !== undefined) socket.write(say);
      if (say !== undefined && text.endsWith(say)) resolve(text);
    }),
  );
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  return { socket, over, echoed };
};

describe('the way to LiveKit through our port', () => {
  it.each(['/livekit/rtc', '/livekit/rtc/v1'])(
    'passes the socket %s on, with its query, the prefix cut off',
    async (path) => {
      const { socket, echoed } = upgrade(`${path}?access_token=t&auto_subscribe=1`, 'hello');
      expect(await echoed).toMatch(/^HTTP\/1.1 101[\s\S]*hello$/);
      expect(asked.at(-1)).toBe(`${path.slice('/livekit'.length)}?access_token=t&auto_subscribe=1`);
      socket.destroy();
    },
  );

  it.each([
    '/livekit/twirp/livekit.RoomService/ListRooms',
    '/livekit/rtc/../agent',
    '/livekit/agent',
    '/livekit',
    '/livekit/rtc/',
  ])('opens no socket to %s', async (path) => {
    const before = asked.length;
    expect(await upgrade(path).over).toMatch(/^HTTP\/1.1 404/);
    expect(asked).toHaveLength(before);
  });

  it('leaves other paths to others', async () => {
    expect(await upgrade('/s/1/host/socket/').over).toMatch(/299/);
    expect(await upgrade('/livekitten').over).toMatch(/299/);
    expect(await get('/livekitten')).toBe(299);
  });

  it('passes LiveKit’s own refusal on', async () => {
    expect(await upgrade('/livekit/rtc?token=bad').over).toMatch(/^HTTP\/1.1 401/);
  });

  it.each([
    ['/livekit/rtc/validate?access_token=t', 'GET', 200],
    ['/livekit/rtc/v1/validate?access_token=t', 'GET', 200],
    ['/livekit', 'HEAD', 204],
    ['/livekit/', 'GET', 204],
    ['/livekit/rtc', 'GET', 404],
    ['/livekit/rtc/validate', 'POST', 404],
    ['/livekit/twirp/livekit.RoomService/ListRooms', 'POST', 404],
  ])('answers %s %s with %s', async (path, method, status) => {
    expect(await get(path, method)).toBe(status);
  });

  it('says that video is not there while it is not', async () => {
    const was = target;
    target = undefined;
    expect(await get('/livekit/rtc/validate')).toBe(503);
    expect(await upgrade('/livekit/rtc').over).toMatch(/^HTTP\/1.1 503/);
    target = was;
  });

  it('cuts what goes through it when it closes', async () => {
    const { over, echoed } = upgrade('/livekit/rtc', 'hello');
    await echoed;
    proxy.close();
    expect(await over).toContain('101');
  });
});
