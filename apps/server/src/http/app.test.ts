import { once } from 'node:events';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** What the pages are told of a request that brings these headers. */
const toldPages = async (trustProxy: number): Promise<Record<string, string>> => {
  const app = createApp({
    trustProxy,
    health: () => ({ status: 'ok', store: 'sqlite', version: '0', video: 'off', uptimeSeconds: 0 }),
    report: () => undefined,
    routers: [],
    pages: (asked, answer) => void answer.json(asked.headers),
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
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
