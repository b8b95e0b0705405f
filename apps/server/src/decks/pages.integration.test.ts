import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Signal } from '@rostrum/protocol';
import { createSlides } from '@rostrum/slides';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckClient, type Seated } from './testing/deck-client.ts';
import { fixture, flatPresentation, pdfOf } from './testing/deck-fixtures.ts';
import { startDeckServer } from './testing/deck-server.ts';

const slides = createSlides();
const libreOffice = await slides.libreOffice();
await slides.close();

let dir: string;
let server: Awaited<ReturnType<typeof startDeckServer>>;
let client: DeckClient;
let audience: Seated;
let deck: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pages-'));
  server = await startDeckServer(dir);
  client = await DeckClient.open(server.base, await server.ownerToken());
  audience = await client.guest('audience');
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

describe('a deck of 60 pages', () => {
  it('has its first page soon after the upload, and tells host and speaker how it goes', async () => {
    const signals: Signal[] = [];
    const socket = client.socket(client.speakers[0]!);
    socket.on('signal', (signal: Signal) => signals.push(signal));
    await expect.poll(() => socket.connected).toBe(true);
    await client.upload(await pdfOf(60), client.speakers[0]!, client.talks[0]!, '家书.pdf').done;
    const talk = await client.until(0, (one) => one.deck !== undefined);
    deck = talk.deck!.deck;
    const image = await client.fetch(client.speakers[0]!, `page/${deck}/0/1920.webp`);
    expect(image.status).toBe(200);
    expect(image.headers.get('content-type')).toBe('image/webp');
    expect(image.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(image.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const { width, height, format } = await sharp(Buffer.from(await image.arrayBuffer())).metadata();
    expect([width, height, format]).toEqual([1920, 1080, 'webp']);
    await client.until(0, (one) => one.deck?.ready === 60);
    const mine = signals.flatMap((one) => (one.kind === 'deck' && one.talk === client.talks[0] ? [one] : []));
    socket.close();
    expect(mine[0]?.state).toBe('checking');
    expect(mine.at(-1)).toMatchObject({ state: 'rendering', done: 60, of: 60 });
  });

  it('names no page by anything that can be computed from the file', () => {
    expect(deck).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it.each(['960', '1920', '3840'])('has pages %s pixels wide for host, projector and its speaker', async (width) => {
    for (const seated of [client.host, client.seat('projector'), client.speakers[0]!]) {
      const response = await client.fetch(seated, `page/${deck}/7/${width}.webp`);
      expect(response.status).toBe(200);
      const image = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      expect(image.width).toBe(Number(width));
    }
  });

  it('shows no page before it has been on air but to those who may prefetch', async () => {
    for (const seated of [
      audience,
      await client.guest('remote'),
      client.seat('judge'),
      client.speakers[1]!,
      client.seat('timekeeper'),
    ])
      expect([seated.role, await client.status(seated, `page/${deck}/0/960.webp`)]).toEqual([seated.role, 403]);
  });

  it('shows the audience a page once it is shown, and no other', async () => {
    await client.command(client.host, { type: 'session.start' }, { type: 'item.open', to: client.talks[0]! });
    await client.command(client.speakers[0]!, { type: 'page.show', talk: client.talks[0]!, from: 0, to: 3 });
    const page = (index: number, width = 960): string => `page/${deck}/${index}/${width}.webp`;
    for (const seated of [audience, client.seat('judge'), client.speakers[1]!]) {
      expect(await client.status(seated, page(0))).toBe(200);
      expect(await client.status(seated, page(3, 1920))).toBe(200);
      for (const index of [1, 2, 4]) expect(await client.status(seated, page(index))).toBe(403);
      expect(await client.status(seated, `page/${deck}/4/text.json`)).toBe(403);
    }
    expect(await client.status(audience, page(3, 3840))).toBe(403);
    expect(await client.status(client.seat('timekeeper'), page(3))).toBe(403);
  });

  it('shows the audience all its pages while it is on air, when the session lets them look ahead', async () => {
    await client.command(client.host, { type: 'session.configure', settings: { lookAhead: true } });
    expect(await client.status(audience, `page/${deck}/40/960.webp`)).toBe(200);
    await client.command(client.host, { type: 'session.configure', settings: { lookAhead: false } });
    expect(await client.status(audience, `page/${deck}/40/960.webp`)).toBe(403);
  });

  it('gives the text of a page to who sees it, notes to host and speaker only', async () => {
    const text = async (seated: Seated): Promise<unknown> =>
      (await client.fetch(seated, `page/${deck}/3/text.json`)).json();
    expect(await text(audience)).toEqual({ text: expect.stringContaining('Page 4') as string });
    expect(await text(client.seat('projector'))).not.toHaveProperty('notes');
    expect(await text(client.speakers[1]!)).not.toHaveProperty('notes');
    expect(await text(client.host)).toHaveProperty('notes', '');
    expect(await text(client.speakers[0]!)).toHaveProperty('notes', '');
  });

  it('gives the original to host and speaker only, as a download, whole or in part', async () => {
    const path = `deck/${deck}/original`;
    for (const seated of [
      audience,
      client.seat('judge'),
      client.seat('projector'),
      client.speakers[1]!,
      client.seat('timekeeper'),
    ])
      expect([seated.role, await client.status(seated, path)]).toEqual([seated.role, 403]);
    const whole = await client.fetch(client.host, path);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('content-disposition')).toBe(
      `attachment; filename="__.pdf"; filename*=UTF-8''%E5%AE%B6%E4%B9%A6.pdf`,
    );
    const part = await client.fetch(client.speakers[0]!, path, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
    const past = await client.fetch(client.host, path, { headers: { range: `bytes=${bytes.length}-` } });
    expect([past.status, await past.json()]).toEqual([416, { ok: false, code: 'no-such-range' }]);
  });

  it('cannot be led elsewhere by what is asked for', async () => {
    const bad = [
      `page/${deck}/60/960.webp`,
      `page/${deck}/-1/960.webp`,
      `page/${deck}/00/960.webp`,
      `page/${deck}/1e1/960.webp`,
      `page/${deck}/0/961.webp`,
      `page/${deck}/0/960.webp.webp`,
      `page/${deck}/..%2f..%2fdeck.pdf/960.webp`,
      `page/${deck}/0/..%2f..%2f..%2fdeck.pdf`,
      `page/..%2f${deck}/0/960.webp`,
      `page/__proto__/0/960.webp`,
      `page/${'A'.repeat(22)}/0/960.webp`,
      `deck/..%2f..%2fevents.sqlite/original`,
      `deck/%00/original`,
    ];
    for (const path of bad) expect([path, await client.status(client.host, path)]).toEqual([path, 404]);
    expect(await client.status({ ...client.host, cookie: '' }, `page/${deck}/0/960.webp`)).toBe(401);
  });
});

describe('other decks', () => {
  it('keeps Chinese text', async () => {
    await client.upload(await fixture('embedded-chinese.pdf'), client.host, client.talks[1]!, '林海.pdf').done;
    const talk = await client.until(1, (one) => one.deck !== undefined && one.deck.ready === one.deck.pages);
    const response = await client.fetch(client.host, `page/${talk.deck!.deck}/0/text.json`);
    expect(((await response.json()) as { text: string }).text).toMatch(/\p{Script=Han}/u);
  });

  it.runIf(libreOffice !== undefined)('makes pages and notes of a presentation', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'presentation-'));
    const file = join(folder, 'talk.fodp');
    await writeFile(
      file,
      flatPresentation([
        { text: '第一页', note: '先问好' },
        { text: 'Second', note: 'then smile' },
      ]),
    );
    await promisify(execFile)(libreOffice!, [
      `-env:UserInstallation=file://${folder}/profile`,
      ...['--headless', '--convert-to', 'pptx', '--outdir', folder, file],
    ]);
    const bytes = await readFile(join(folder, 'talk.pptx'));
    await client.upload(bytes, client.speakers[1]!, client.talks[1]!, '讲稿.pptx').done;
    const talk = await client.until(1, (one) => one.deckName === '讲稿.pptx' && one.deck?.ready === 2);
    expect(await client.status(client.seat('projector'), `page/${talk.deck!.deck}/1/1920.webp`)).toBe(200);
    const response = await client.fetch(client.speakers[1]!, `page/${talk.deck!.deck}/0/text.json`);
    expect(await response.json()).toEqual({ text: '第一页', notes: '先问好' });
    const original = await client.fetch(client.host, `deck/${talk.deck!.deck}/original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
    await rm(folder, { recursive: true, force: true });
  });

  it('goes with its session', async () => {
    const files = join(dir, 'blobs/files/decks', client.session);
    await access(files);
    await client.removeSession();
    await expect
      .poll(() =>
        access(join(files, deck, 'deck.pdf')).then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('gone');
    expect(await client.status(client.host, `page/${deck}/0/960.webp`)).toBe(404);
  });
});
