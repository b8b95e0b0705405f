import { once } from 'node:events';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { afterEach, expect, test } from 'vitest';
import { createApp } from './app.ts';

let server: Server | undefined;
afterEach(() => server?.close());
const FORGED = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'other.test',
  'x-forwarded-for': '203.0.113.9',
  'x-rostrum-host': 'forged.test',
  'x-rostrum-address': '203.0.113.8',
};

/** The port of an app that has nothing but these pages. */
const serving = async (pages: RequestHandler, trustProxy = 0): Promise<number> => {
  const app = createApp({
    trustProxy,
    health: () => ({
      status: 'ok',
      store: 'sqlite',
      survives: 'power-cut',
      version: '0',
      video: 'off',
      uptimeSeconds: 0,
    }),
    report: () => undefined,
    routers: [],
    pages,
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** How the answer to this path came, from a browser that takes Brotli and gzip. */
const encodingOf = async (path: string): Promise<string | null> => {
  const port = await serving((_asked, answer) => void answer.type('html').send('<p>好</p>'.repeat(1_000)));
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': 'br, gzip' } });
  expect(await answer.text()).toHaveLength(8_000);
  return answer.headers.get('content-encoding');
};

test.each(['/', '/join', '/j/token', '/s/one/audience/', '/s/one/remote/', '/s/one/projector/'])(
  'a page of the crowd is compressed: %s',
  async (path) => expect(await encodingOf(path)).toBe('br'),
);
test.each(['/home', '/l/token', '/s/one/host/', '/s/one/judge/', '/s/one/speaker/', '/s/one/timekeeper/'])(
  'a page that holds what the hall may not know is not, so that its length says nothing of it: %s',
  async (path) => expect(await encodingOf(path)).toBeNull(),
);

/** What the pages are told of a request that brings these headers. */
const toldPages = async (trustProxy: number): Promise<Record<string, string>> => {
  const port = await serving((asked, answer) => void answer.json(asked.headers), trustProxy);
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, headers: { ...FORGED, host: 'rostrum.test' } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => done(JSON.parse(text) as Record<string, string>));
    })
      .on('error', fail)
      .end();
  });
};

test('[SE4] without TRUST_PROXY nothing that is forwarded reaches the pages', async () => {
  const told = await toldPages(0);
  expect(told['x-forwarded-proto']).toBe('http');
  expect(told['x-rostrum-host']).toBe('rostrum.test');
  expect(told['x-rostrum-address']).toContain('127.0.0.1');
});

test('[SE4] behind a trusted proxy its word is believed', async () => {
  const told = await toldPages(1);
  expect(told['x-forwarded-proto']).toBe('https');
  expect(told['x-rostrum-host']).toBe('other.test');
  expect(told['x-rostrum-address']).toBe('203.0.113.9');
});
