import { judgeView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import type { Answer } from '@rostrum/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryStorage } from '#lib/sync/device-storage.ts';
import { FixtureConnection } from '#lib/sync/fixture.svelte.ts';
import { Notes } from './notes.svelte.ts';

const play = scenario('talk');
const judge = play.judges[0]!;
const talk = play.talks[0]!;
const setUp = (answer: () => Answer | Promise<Answer>) => {
  const view = judgeView(play.state, judge);
  const connection = new FixtureConnection({ role: 'judge', view, participant: judge, answer });
  const storage = new MemoryStorage();
  const server = (note: string) =>
    (connection.view = { ...view, sheets: { ...view.sheets, [talk]: { ...view.sheets[talk]!, note } } });
  const refusals: string[] = [];
  const notes = new Notes(connection, (code) => refusals.push(code), storage);
  return { connection, storage, server, refusals, notes };
};

describe('notes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are on the device at once, sent when typing rests, and let go of when the server has them', async () => {
    const { connection, storage, server, notes } = setUp(() => ({ ok: true, revision: 1 }));
    notes.edit(talk, '声音');
    notes.edit(talk, '声音很稳 ');
    expect(storage.keys('rostrum.note/')).toHaveLength(1);
    expect(notes.safe).toBe(false);
    await vi.advanceTimersByTimeAsync(800);
    expect(connection.sent).toEqual([{ type: 'sheet.note', talk, note: '声音很稳' }]);
    expect(notes.text(talk)).toBe('声音很稳 ');
    server('声音很稳');
    notes.catchUp();
    expect(notes.safe).toBe(true);
    expect(storage.keys('rostrum.note/')).toEqual([]);
    expect(notes.text(talk)).toBe('声音很稳');
  });
  it('stay on the device when they are refused, and the judge is told why', async () => {
    const { notes, refusals, storage } = setUp(() => ({ ok: false, code: 'bad-command' }));
    notes.edit(talk, '声音');
    await vi.advanceTimersByTimeAsync(800);
    expect(refusals).toEqual(['bad-command']);
    expect(storage.keys('rostrum.note/')).toHaveLength(1);
    expect(notes.text(talk)).toBe('声音');
  });
  it('come back after a reload that came before the network', async () => {
    const { connection, storage, notes } = setUp(() => new Promise(() => undefined));
    notes.edit(talk, '停顿好');
    const again = new Notes(connection, () => undefined, storage);
    again.restore();
    expect(again.text(talk)).toBe('停顿好');
    await vi.advanceTimersByTimeAsync(800);
    expect(connection.sent.length).toBeGreaterThan(0);
  });
});
