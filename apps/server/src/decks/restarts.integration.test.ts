import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeckClient } from './testing/deck-client.ts';
import { pdfOf } from './testing/deck-fixtures.ts';

let dir: string;
let child: ChildProcess | undefined;

const serve = async (): Promise<{ base: string; token: string }> => {
  child = spawn(process.execPath, [join(import.meta.dirname, 'testing/serve-child.ts'), dir, 'error'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return JSON.parse(line) as { base: string; token: string };
};
const kill = async (): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'restarts-'));
});
afterEach(async () => {
  await kill();
  await rm(dir, { recursive: true, force: true });
});

describe('after kill -9', () => {
  it('an upload goes on where it was', async () => {
    const first = await serve();
    const client = await DeckClient.open(first.base, first.token);
    const bytes = await pdfOf(3, 4_000_000);
    const cut = client.upload(bytes, client.speakers[0]!, client.talks[0]!, '一.pdf', {
      chunkSize: 500_000,
      onChunkComplete: (_size, sent) => {
        if (sent >= 2_000_000) void kill();
      },
    });
    await expect(cut.done).rejects.toThrow();
    const path = new URL(cut.upload.url!).pathname;
    client.base = (await serve()).base;
    const sent: number[] = [];
    await client.upload(bytes, client.speakers[0]!, client.talks[0]!, '一.pdf', {
      uploadUrl: `${client.base}${path}`,
      onProgress: (now) => sent.push(now),
    }).done;
    expect(sent[0]).toBeGreaterThanOrEqual(2_000_000);
    const talk = await client.until(0, (one) => one.deck?.ready === 3);
    const original = await client.fetch(client.host, `deck/${talk.deck!.deck}/original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('a deck whose pages were being drawn gets the rest of them', async () => {
    const first = await serve();
    const client = await DeckClient.open(first.base, first.token);
    await client.upload(await pdfOf(40), client.speakers[0]!, client.talks[0]!, '二.pdf').done;
    const before = await client.until(0, (one) => (one.deck?.ready ?? 0) >= 5);
    await kill();
    expect(before.deck!.ready).toBeLessThan(40);
    client.base = (await serve()).base;
    const after = await client.until(0, (one) => one.deck?.ready === 40);
    expect(after.deck!.deck).toBe(before.deck!.deck);
    expect(await client.status(client.host, `page/${after.deck!.deck}/39/1920.webp`)).toBe(200);
    await expect
      .poll(() => readdir(join(dir, 'blobs/files/decks-unfinished', client.session)), { timeout: 20_000 })
      .toEqual([]);
  });

  it('an upload that had come whole becomes a deck, once', async () => {
    const first = await serve();
    const client = await DeckClient.open(first.base, first.token);
    const { done } = client.upload(await pdfOf(20, 8_000_000), client.speakers[0]!, client.talks[0]!, '三.pdf');
    await done;
    await kill();
    client.base = (await serve()).base;
    const talk = await client.until(0, (one) => one.deck?.ready === 20);
    expect(talk.deckName).toBe('三.pdf');
    const uploads = async (): Promise<string[]> =>
      (await readdir(join(dir, 'blobs/temp/uploads'))).filter((name) => !name.endsWith('.json'));
    await expect.poll(uploads, { timeout: 20_000 }).toEqual([]);
  });
});

describe('after a reset', () => {
  it('the next run has the deck, and gets the rest of its pages', async () => {
    const first = await serve();
    const client = await DeckClient.open(first.base, first.token);
    await client.upload(await pdfOf(40), client.speakers[0]!, client.talks[0]!, '四.pdf').done;
    const before = await client.until(0, (one) => (one.deck?.ready ?? 0) >= 3);
    expect(before.deck!.ready).toBeLessThan(40);
    expect(await client.reset()).toBe(200);
    await expect.poll(() => client.run(), { timeout: 20_000 }).toBe(2);
    const after = await client.until(0, (one) => one.deck?.ready === 40);
    expect(after.deck!.deck).toBe(before.deck!.deck);
    expect(await client.status(client.speakers[0]!, `page/${after.deck!.deck}/39/960.webp`)).toBe(200);
  });
});
