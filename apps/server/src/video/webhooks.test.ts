import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookHandler, createWebhookReceiver, type VideoFact } from './webhooks.ts';

const keys = { apiKey: 'APIx', apiSecret: 's'.repeat(32) };
const facts: VideoFact[] = [];
const handler = createWebhookHandler(createWebhookReceiver(keys), (fact) => facts.push(fact));
const server = createServer((incoming, response) => void handler(incoming, response));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const sign = async (body: string, secret = keys.apiSecret) => {
  const token = new AccessToken(keys.apiKey, secret, { ttl: 60 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  return token.toJwt();
};
const event = (name: string, more: object = {}) =>
  JSON.stringify({
    event: name,
    room: { name: 's.r', sid: 'RM_1' },
    participant: { identity: 'p1~d1', sid: 'PA_1' },
    createdAt: '1795574210',
    ...more,
  });
const post = (body: string, headers: Record<string, string>, method = 'POST') =>
  new Promise<number | undefined>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const ask = request(
      { host: '127.0.0.1', port, method, headers: { 'content-type': 'application/webhook+json', ...headers } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    ask.on('error', reject).end(body);
  });
const send = async (body: string) => post(body, { authorization: await sign(body) });
const last = () => facts.at(-1);

describe('reports of LiveKit', () => {
  it.each([
    ['participant_joined', 'joined'],
    ['participant_left', 'left'],
    ['participant_connection_aborted', 'left'],
  ])('%s is the fact: %s', async (name, type) => {
    expect(await send(event(name))).toBe(200);
    expect(last()).toEqual({ type, room: 's.r', identity: 'p1~d1', participant: 'p1', at: 1_795_574_210_000 });
  });

  it.each([
    ['CAMERA', 'camera'],
    ['MICROPHONE', 'microphone'],
    ['SCREEN_SHARE', 'screen'],
    ['SCREEN_SHARE_AUDIO', 'screen-sound'],
    ['UNKNOWN', 'other'],
  ])('a track of %s is a %s', async (source, kind) => {
    expect(await send(event('track_published', { track: { sid: 'TR_1', source } }))).toBe(200);
    expect(last()).toMatchObject({ type: 'track-published', track: 'TR_1', kind });
  });

  it('accepts what nobody needs and says nothing of it', async () => {
    const before = facts.length;
    expect(await send(event('egress_started'))).toBe(200);
    expect(await send(event('an_event_of_later_versions'))).toBe(200);
    expect(facts).toHaveLength(before);
  });

  it('refuses what is not signed by LiveKit over exactly these bytes', async () => {
    const before = facts.length;
    const body = event('participant_joined');
    expect(await post(body, {})).toBe(401);
    expect(await post(body, { authorization: 'nonsense' })).toBe(401);
    expect(await post(body, { authorization: await sign(body, 'x'.repeat(32)) })).toBe(401);
    expect(await post(body.replace('p1~d1', 'p2~d1'), { authorization: await sign(body) })).toBe(401);
    expect(await post(body, { authorization: await sign(body), 'content-type': 'application/json' })).toBe(415);
    expect(await post('', {}, 'GET')).toBe(405);
    const large = event('participant_joined', { padding: 'x'.repeat(300_000) });
    expect(await post(large, { authorization: await sign(large) }).catch(() => 413)).toBe(413);
    expect(facts).toHaveLength(before);
  });
});
