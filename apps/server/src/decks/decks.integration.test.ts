import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalBlobs, type Blobs } from '@rostrum/blobs';
import { createLocalCluster } from '@rostrum/cluster';
import type { SessionCommand, WorkspaceState } from '@rostrum/domain';
import type { EventLog } from '@rostrum/event-log';
import { createSlides, type Slides } from '@rostrum/slides';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Authority } from '../authorise.ts';
import type { Room, Sessions } from '../runtime/sessions.ts';
import { Tokens } from '../tokens.ts';
import { Decks } from './decks.ts';
import { pdfOf } from './testing/deck-fixtures.ts';

let dir: string;
let file: string;
let blobs: Blobs;
let slides: Slides;
let decks: Decks;
let commands: SessionCommand[];
let reports: string[];
let failing: number;

/** Decks over a session that notes the commands it is given and knows the talks `a` and `b`. */
const decksWith = (key: string): Decks => {
  const submit = ({ command }: { command: SessionCommand }) => {
    if (failing > 0) {
      failing -= 1;
      return Promise.reject(new Error('log-unavailable'));
    }
    const known = !('talk' in command) || ['a', 'b'].includes(command.talk ?? '');
    if (known) commands.push(command);
    return Promise.resolve(known ? { ok: true, revision: 1 } : { ok: false, code: 'unknown-item' });
  };
  const state = { decks: { decks: {} }, info: { status: 'prepared' }, order: { items: {} } };
  const room = { session: 's', run: 1, runtime: { state, submit } } as unknown as Room;
  return new Decks({
    blobs,
    leases: createLocalCluster().leases,
    workDir: join(dir, 'work'),
    slides,
    sessions: {
      find: () => Promise.resolve(room),
      rooms: () => Promise.resolve([room]),
      onCommit: () => undefined,
    } as unknown as Sessions,
    workspace: { state: { sessions: {} } as unknown as WorkspaceState, onCommit: () => () => undefined },
    log: { read: () => Promise.resolve([]) } as unknown as EventLog,
    authority: {} as unknown as Authority,
    tokens: new Tokens(Buffer.from(key)),
    uploadLimit: 1e8,
    signal: () => undefined,
    monotonic: () => performance.now(),
    newId: () => Math.random().toString(36).slice(2, 16).padEnd(14, 'x'),
    report: (error) => reports.push(String(error)),
  });
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'decks-'));
  file = join(dir, 'deck.pdf');
  await writeFile(file, await pdfOf(2));
  blobs = await openLocalBlobs({ dir: join(dir, 'blobs') });
  slides = createSlides({ workers: 2 });
  commands = [];
  reports = [];
  failing = 0;
  decks = decksWith('key');
});
afterEach(async () => {
  await decks.close();
  await slides.close();
  await rm(dir, { recursive: true, force: true });
});
const kept = async (): Promise<string[]> =>
  (await readdir(join(blobs.tempDir, 'uploads'))).filter((name) => !name.endsWith('.json'));

describe('a file that is attached', () => {
  it('becomes the deck of its talk with the first page drawn, and stays where it was', async () => {
    const taken = await decks.attachDeck('s', 'a', file, '家书.pdf');
    const deck = taken.ok ? taken.deck : '';
    expect(commands[0]).toMatchObject({
      type: 'deck.accept',
      talk: 'a',
      deck,
      name: '家书.pdf',
      kind: 'pdf',
      pages: 2,
      shapes: [1778, 1778],
    });
    expect(commands[1]).toEqual({ type: 'deck.progress', deck, ready: [[0, 0]] });
    expect(await blobs.list(`decks/s/${deck}/pages/0`)).toHaveLength(2);
    expect(await kept()).toEqual([]);
    expect(await readdir(dir)).toContain('deck.pdf');
  });

  it('is named by its content, its talk and the key of the installation', async () => {
    const nameOf = async (by: Decks, talk: string): Promise<string> => {
      const taken = await by.attachDeck('s', talk, file, 'x.pdf');
      return taken.ok ? taken.deck : taken.code;
    };
    const name = await nameOf(decks, 'a');
    expect(await nameOf(decks, 'a')).toBe(name);
    expect(await nameOf(decks, 'b')).not.toBe(name);
    const other = decksWith('another key');
    expect(await nameOf(other, 'a')).not.toBe(name);
    await other.close();
  });

  it('is tried again when the log cannot be reached', async () => {
    failing = 1;
    expect(await decks.attachDeck('s', 'a', file, 'x.pdf')).toMatchObject({ ok: true });
    expect(reports).toEqual(['Error: log-unavailable']);
  });

  it('leaves nothing when its talk is gone', async () => {
    expect(await decks.attachDeck('s', 'gone', file, 'x.pdf')).toEqual({ ok: false, code: 'unknown-item' });
    expect(await blobs.list('')).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('that is no deck is refused with its reason', async () => {
    await writeFile(file, 'a letter');
    expect(await decks.attachDeck('s', 'a', file, 'x.pdf')).toEqual({ ok: false, code: 'not-a-deck' });
    expect(commands).toEqual([{ type: 'deck.reject', talk: 'a', name: 'x.pdf', problem: 'not-a-deck' }]);
    expect(await blobs.list('')).toEqual([]);
  });

  it('waits for the next start when the server stops meanwhile', async () => {
    const taking = decks.attachDeck('s', 'a', file, 'x.pdf');
    await expect.poll(kept).toHaveLength(1);
    await decks.close();
    expect(await taking).toEqual({ ok: false, code: 'server-stopping' });
    expect(await kept()).toHaveLength(1);
    decks = decksWith('key');
    await decks.start();
    await expect.poll(() => commands.map((one) => one.type), { timeout: 20_000 }).toContain('deck.accept');
    await expect.poll(kept).toEqual([]);
  });
});
