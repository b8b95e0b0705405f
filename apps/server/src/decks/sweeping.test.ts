import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalBlobs, type Blobs } from '@rostrum/blobs';
import type { WorkspaceState } from '@rostrum/domain';
import type { EventLog, StoredEvent } from '@rostrum/event-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeckFiles } from './deck-files.ts';
import { Sweeping } from './sweeping.ts';
import { Turns } from './turns.ts';

let dir: string;
let blobs: Blobs;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sweeping-'));
  blobs = await openLocalBlobs({ dir });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const accepted = (talk: string, deck: string) => ({ type: 'deck.accepted', data: { talk, deck } });
const removed = (talk: string, deck: string) => ({ type: 'deck.removed', data: { talk, deck } });

const dropped = (item: string) => ({ type: 'item.removed', data: { item } });

/** A sweep over sessions with so many runs, whose streams hold these events. */
const sweepingOf = (
  runs: Record<string, number>,
  streams: Record<string, { type: string; data: object }[]>,
): Sweeping => {
  const log = {
    read: (stream: string, after: number) =>
      Promise.resolve((streams[stream] ?? []).slice(after) as unknown as StoredEvent[]),
  };
  const sessions = Object.fromEntries(Object.entries(runs).map(([session, run]) => [session, { session, run }]));
  const workspace = { state: { sessions } as unknown as WorkspaceState };
  return new Sweeping({ files: new DeckFiles(blobs), log: log as unknown as EventLog, workspace, holds: new Turns() });
};
const put = async (...decks: string[]): Promise<void> => {
  for (const deck of decks) {
    await blobs.put(`decks/${deck}/deck.pdf`, Buffer.from('x'));
    await blobs.put(`decks/${deck}/pages/0-960.webp`, Buffer.from('x'));
    await blobs.put(`decks-unfinished/${deck}`, Buffer.from(''));
  }
};

describe('a sweep', () => {
  it('takes replaced and removed decks, and leaves what any run has', async () => {
    await put('s/first', 's/second', 's/gone', 's/dropped', 's/rehearsed', 't/other');
    const sweeping = sweepingOf(
      { s: 2, t: 1 },
      {
        'session/s/1': [accepted('a', 'rehearsed'), accepted('b', 'gone'), removed('b', 'gone')],
        'session/s/2': [accepted('a', 'first'), accepted('a', 'second'), accepted('c', 'dropped'), dropped('c')],
        'session/t/1': [accepted('a', 'other')],
      },
    );
    expect(await sweeping.sweep()).toBe(3);
    expect(await blobs.list('decks/')).toEqual([
      'decks/s/rehearsed/deck.pdf',
      'decks/s/rehearsed/pages/0-960.webp',
      'decks/s/second/deck.pdf',
      'decks/s/second/pages/0-960.webp',
      'decks/t/other/deck.pdf',
      'decks/t/other/pages/0-960.webp',
    ]);
    expect(await blobs.list('decks-unfinished/')).toEqual([
      'decks-unfinished/s/rehearsed',
      'decks-unfinished/s/second',
      'decks-unfinished/t/other',
    ]);
  });

  it('of a session that is gone takes all its decks, and no other’s', async () => {
    await put('s/a', 's/b', 'ss/c');
    expect(await sweepingOf({ ss: 1 }, { 'session/ss/1': [accepted('x', 'c')] }).sweep('s')).toBe(2);
    expect(await blobs.list('decks/')).toEqual(['decks/ss/c/deck.pdf', 'decks/ss/c/pages/0-960.webp']);
  });
});
