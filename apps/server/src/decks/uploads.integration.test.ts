import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DetailedError } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckClient } from './testing/deck-client.ts';
import { fixture, pdfOf } from './testing/deck-fixtures.ts';
import { startDeckServer } from './testing/deck-server.ts';

let dir: string;
let server: Awaited<ReturnType<typeof startDeckServer>>;
let client: DeckClient;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'uploads-'));
  server = await startDeckServer(dir);
  client = await DeckClient.open(server.base, await server.ownerToken());
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

/** Status and code of a refusal. */
const refusal = async (done: Promise<void>): Promise<[number, unknown]> => {
  try {
    await done;
  } catch (error) {
    const response = (error as DetailedError).originalResponse;
    return [response?.getStatus() ?? 0, JSON.parse(response?.getBody() || 'null')];
  }
  return [0, 'accepted'];
};
/** Data files of uploads that lie on the disk. */
const kept = async (): Promise<string[]> =>
  (await readdir(join(dir, 'blobs/temp/uploads'))).filter((name) => !name.endsWith('.json'));
const blobs = async (): Promise<string[]> => {
  const found = await readdir(join(dir, 'blobs/files'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
};

describe('an upload', () => {
  it.each([
    ['encrypted', 'secret.pdf', () => fixture('encrypted.pdf'), 'encrypted'],
    ['no deck at all', 'deck.pdf', () => Promise.resolve(Buffer.from('just a letter')), 'not-a-deck'],
    ['empty', 'empty.pdf', () => Promise.resolve(Buffer.alloc(0)), 'empty'],
    ['broken', 'broken.pdf', async () => (await pdfOf(3)).subarray(0, 400), 'broken'],
  ])('that is %s is rejected with its reason, and nothing of it is left', async (_what, name, bytes, problem) => {
    await client.upload(await bytes(), client.speakers[0]!, client.talks[0]!, name).done;
    const talk = await client.until(0, (one) => one.problem?.name === name);
    expect(talk.problem?.problem).toBe(problem);
    expect(talk.deck).toBeUndefined();
    await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
    expect(await blobs()).toEqual([]);
    expect(await readdir(join(dir, 'work'))).toEqual([]);
  });

  it('for the talk of another is refused, and so is one for no talk, and one by the audience', async () => {
    const bytes = await pdfOf(1);
    const [speaker] = client.speakers;
    expect(await refusal(client.upload(bytes, speaker!, client.talks[1]!, 'a.pdf').done)).toEqual([
      403,
      { ok: false, code: 'not-your-talk' },
    ]);
    expect(await refusal(client.upload(bytes, speaker!, 'nothing', 'a.pdf').done)).toEqual([
      404,
      { ok: false, code: 'unknown-item' },
    ]);
    expect(await refusal(client.upload(bytes, speaker!, '__proto__', 'a.pdf').done)).toEqual([
      404,
      { ok: false, code: 'unknown-item' },
    ]);
    const guest = await client.guest('audience');
    expect(await refusal(client.upload(bytes, guest, client.talks[0]!, 'a.pdf').done)).toEqual([
      403,
      { ok: false, code: 'not-allowed' },
    ]);
    const nobody = { role: 'speaker' as const, cookie: '' };
    expect(await refusal(client.upload(bytes, nobody, client.talks[0]!, 'a.pdf').done)).toEqual([
      401,
      { ok: false, code: 'signed-out' },
    ]);
    // A seat in one role is none in another.
    const judge = { ...client.seat('judge'), role: 'host' as const };
    expect(await refusal(client.upload(bytes, judge, client.talks[0]!, 'a.pdf').done)).toEqual([
      401,
      { ok: false, code: 'signed-out' },
    ]);
    expect(await kept()).toEqual([]);
  });

  it('that says it is larger than the limit is refused before a byte of it comes', async () => {
    const response = await client.fetch(client.host, 'upload/', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(200 * 1024 * 1024 + 1),
        'upload-metadata': `talk ${Buffer.from(client.talks[0]!).toString('base64')}`,
      },
    });
    expect(response.status).toBe(413);
    expect(response.headers.get('content-type')).toMatch('application/json');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.json()).toEqual({ ok: false, code: 'too-large' });
    expect(await kept()).toEqual([]);
  });

  it('goes on at the exact byte after a cut, for its own speaker only', async () => {
    const bytes = await pdfOf(2, 3_000_000);
    const [speaker, other] = client.speakers;
    const first = client.upload(bytes, speaker!, client.talks[0]!, '断线.pdf', {
      chunkSize: 1_000_000,
      onChunkComplete: (_size, sent) => {
        if (sent >= 1_000_000) void first.upload.abort();
      },
    });
    await expect.poll(() => first.upload.url).toBeTruthy();
    const url = first.upload.url!;
    const path = new URL(url).pathname.split('/').slice(4).join('/');
    await expect.poll(async () => (await kept()).length, { timeout: 20_000 }).toBe(1);
    const size = async (): Promise<number> =>
      (await stat(join(dir, 'blobs/temp/uploads', path.split('/').pop()!))).size;
    await expect.poll(size, { timeout: 20_000 }).toBeGreaterThanOrEqual(1_000_000);
    const tus = { 'tus-resumable': '1.0.0' };
    expect((await client.fetch(other!, path, { method: 'HEAD', headers: tus })).status).toBe(404);
    expect((await client.fetch(other!, path, { method: 'DELETE', headers: tus })).status).toBe(404);
    expect((await client.fetch(client.host, path, { method: 'HEAD', headers: tus })).status).toBe(404);
    expect((await client.fetch(speaker!, path, { method: 'GET', headers: tus })).status).toBe(405);
    const head = await client.fetch(speaker!, path, { method: 'HEAD', headers: tus });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('upload-offset'))).toBe(await size());
    const wrong = await client.fetch(speaker!, path, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': '5', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(500_000),
    });
    expect([wrong.status, await wrong.json()]).toEqual([409, { ok: false, code: 'wrong-offset' }]);
    const sent: number[] = [];
    await client.upload(bytes, speaker!, client.talks[0]!, '断线.pdf', {
      uploadUrl: url,
      chunkSize: 1_000_000,
      onProgress: (now) => sent.push(now),
    }).done;
    expect(sent[0]).toBeGreaterThanOrEqual(1_000_000);
    const talk = await client.until(0, (one) => one.deck !== undefined);
    expect([talk.deckName, talk.deck?.pages]).toEqual(['断线.pdf', 2]);
    const original = await client.fetch(speaker!, `deck/${talk.deck!.deck}/original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
    // A screen that missed the last answer hears that all has arrived.
    await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
    const after = await client.fetch(speaker!, path, { method: 'HEAD', headers: tus });
    expect([after.status, after.headers.get('upload-offset')]).toEqual([200, String(bytes.length)]);
  });

  it('that is never finished gives way when its speaker begins a fourth for the talk', async () => {
    const begin = () =>
      client.fetch(client.speakers[0]!, 'upload', {
        method: 'POST',
        headers: {
          'tus-resumable': '1.0.0',
          'upload-length': '1000',
          'upload-metadata': `talk ${Buffer.from(client.talks[0]!).toString('base64')}`,
        },
      });
    const made: string[] = [];
    for (let count = 0; count < 4; count += 1) made.push((await begin()).headers.get('location') ?? '');
    expect(made[0]).toMatch(new RegExp(`^/s/${client.session}/speaker/upload/[A-Za-z0-9_-]{28}$`));
    expect((await kept()).length).toBe(3);
    for (const location of made) {
      const path = location.split('/').slice(4).join('/');
      await client.fetch(client.speakers[0]!, path, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    }
    expect(await kept()).toEqual([]);
  });

  it('is given up by its speaker', async () => {
    const { upload, done } = client.upload(await pdfOf(1, 400_000), client.speakers[0]!, client.talks[0]!, 'b.pdf', {
      chunkSize: 100_000,
      onChunkComplete: () => void upload.abort(true),
    });
    void done;
    await expect
      .poll(async () => (await readdir(join(dir, 'blobs/temp/uploads'))).length, { timeout: 20_000 })
      .toBeGreaterThan(1);
    await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
  });

  it('leaves the talk its deck when it is rejected, and replaces it when it is accepted', async () => {
    const before = (await client.talk(0)).deck!.deck;
    await client.upload(Buffer.from('no'), client.speakers[0]!, client.talks[0]!, 'no.pdf').done;
    const rejected = await client.until(0, (one) => one.problem?.name === 'no.pdf');
    expect(rejected.deck?.deck).toBe(before);
    await client.upload(await pdfOf(4), client.host, client.talks[0]!, '../../etc/换‮fdp.pdf').done;
    const replaced = await client.until(0, (one) => one.deck !== undefined && one.deck.deck !== before);
    expect([replaced.deckName, replaced.deck?.pages, replaced.problem]).toEqual(['换 fdp.pdf', 4, undefined]);
  });
});
