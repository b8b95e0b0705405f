import { judgeView, type SessionCommand } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import type { Answer } from '@rostrum/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryStorage } from '#lib/sync/device-storage.ts';
import { FixtureConnection } from '#lib/sync/fixture.svelte.ts';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';
import { Sheets } from './sheets.svelte.ts';

const play = scenario('talk');
const judge = play.judges[0]!;
const talk = play.talks[0]!;
const FULL = { content: '36', form: '17.5', language: '18', presence: '18' };
const OK: Answer = { ok: true, revision: 1 };

const setUp = (answer: (command: SessionCommand) => Answer | Promise<Answer> = () => OK) => {
  let now = 1_000;
  const connection = new FixtureConnection({
    role: 'judge',
    view: judgeView(play.state, judge),
    participant: judge,
    now: () => now,
    answer,
  });
  const storage = new MemoryStorage();
  const refused = vi.fn();
  const sheets = new Sheets(connection, refused, storage);
  const server = (change: object) => {
    const { view } = connection;
    connection.view = { ...view, sheets: { ...view.sheets, [talk]: { ...view.sheets[talk]!, ...change } } };
  };
  const tick = (to: number) => (now = to);
  return { connection, storage, refused, sheets, server, tick };
};
const drafts = (connection: FixtureConnection<'judge'>) =>
  connection.sent.filter((command) => command.type === 'sheet.draft');

describe('sheets', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('send one draft when typing rests, and hold what is typed on the device from the first figure', async () => {
    const { connection, sheets, storage } = setUp();
    sheets.edit(talk, { marks: { content: '3' } });
    sheets.edit(talk, { marks: { content: '36' } });
    expect(storage.keys('rostrum.sheet/')).toHaveLength(1);
    expect(drafts(connection)).toEqual([]);
    expect(sheets.safe).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(drafts(connection)).toEqual([{ type: 'sheet.draft', talk, marks: { content: '36' }, comment: '' }]);
  });

  it('let go of the copy on the device only once the view has caught up', async () => {
    const { connection, sheets, storage, server } = setUp();
    sheets.edit(talk, { marks: { content: '36' } });
    sheets.flush();
    const command = connection.sent[0]!;
    connection.pending = [{ id: '1', command, delivery: 'kept', state: 'acknowledged', since: 1 }];
    await vi.advanceTimersByTimeAsync(0);
    sheets.catchUp();
    expect(storage.keys('rostrum.sheet/')).toHaveLength(1);
    server({ draft: { marks: { content: '36' }, comment: '', at: 1_100 } });
    connection.pending = [];
    sheets.catchUp();
    expect(storage.keys('rostrum.sheet/')).toEqual([]);
    expect(sheets.text(talk).marks).toEqual({ content: '36' });
    expect(sheets.saved(talk)).toEqual({ at: 1_100, where: 'server' });
  });

  it('come back after a reload and are sent then, unless another device has written later', async () => {
    const { connection, sheets, storage, server } = setUp(() => new Promise(() => undefined));
    sheets.edit(talk, { marks: { content: '36' } });
    const again = new Sheets(connection, vi.fn(), storage);
    again.restore();
    expect(again.text(talk)).toMatchObject({ marks: { content: '36' } });
    server({ draft: { marks: { content: '30' }, comment: '', at: 5_000 } });
    const later = new Sheets(connection, vi.fn(), storage);
    later.restore();
    expect(later.text(talk).marks).toEqual({ content: '30' });
    expect(storage.keys('rostrum.sheet/')).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
  });

  it("follow the judge's other device while nothing is being typed here", () => {
    const { sheets, server } = setUp();
    server({ draft: { marks: { content: '30' }, comment: '', at: 5_000 } });
    expect(sheets.text(talk).marks).toEqual({ content: '30' });
    expect(sheets.status(talk)).toBe('draft');
  });

  it('keep one draft in the outbox without network, the latest', async () => {
    const { connection, sheets, tick } = setUp(() => new Promise(() => undefined));
    sheets.edit(talk, { marks: { content: '30' } });
    sheets.flush();
    const waiting: PendingCommand = {
      id: 'old',
      command: connection.sent[0]!,
      delivery: 'kept',
      state: 'waiting',
      since: 1,
    };
    connection.pending = [waiting];
    tick(2_000);
    sheets.edit(talk, { marks: { content: '31' } });
    await vi.advanceTimersByTimeAsync(600);
    expect(connection.pending).toEqual([]);
    expect(drafts(connection)).toHaveLength(2);
  });

  it('go from draft by sending to sent, and from sent by correcting back to a draft', async () => {
    const { connection, sheets, server } = setUp();
    sheets.edit(talk, { marks: FULL });
    expect(sheets.missing(talk)).toBe(0);
    expect(sheets.status(talk)).toBe('draft');
    await sheets.send(talk);
    expect(connection.sent[connection.sent.length - 1]).toEqual({ type: 'sheet.send', talk, marks: FULL, comment: '' });
    server({ sent: { marks: FULL, comment: '', at: 1_200, corrected: 0 } });
    sheets.catchUp();
    expect(sheets.status(talk)).toBe('sent');
    expect(sheets.safe).toBe(true);
    sheets.correct(talk);
    expect(sheets.status(talk)).toBe('draft');
    sheets.edit(talk, { marks: { ...FULL, content: '35' } });
    sheets.abandon(talk);
    expect(sheets.text(talk).marks).toEqual(FULL);
    expect(sheets.status(talk)).toBe('sent');
  });

  it('are on their way, and may be taken back, while the network is away', () => {
    const { connection, sheets } = setUp();
    const command: SessionCommand = { type: 'sheet.send', talk, marks: FULL, comment: '' };
    connection.pending = [{ id: '1', command, delivery: 'kept', state: 'waiting', since: 1 }];
    expect(sheets.status(talk)).toBe('sending');
    sheets.withdraw(talk);
    expect(connection.pending).toEqual([]);
  });

  it('that are locked show what was sent, not a correction that came too late', () => {
    const { sheets, server } = setUp();
    server({
      judging: 'locked',
      sent: { marks: FULL, comment: '', at: 1_000, corrected: 0 },
      draft: { marks: { ...FULL, content: '1' }, comment: '', at: 2_000 },
    });
    expect(sheets.status(talk)).toBe('locked');
    expect(sheets.text(talk).marks).toEqual(FULL);
    sheets.edit(talk, { comment: 'x' });
    expect(sheets.text(talk).comment).toBe('');
  });

  it('say why one was refused, and leave no refused command behind', async () => {
    const { connection, sheets, refused } = setUp(() => ({ ok: false, code: 'judging-not-open' }));
    sheets.edit(talk, { marks: FULL });
    await sheets.send(talk);
    expect(refused).toHaveBeenCalledWith('judging-not-open', undefined);
    expect(connection.pending).toEqual([]);
    expect(sheets.text(talk).marks).toEqual(FULL);
  });

  it('keep on the device what only it has when another device has written later, and say so', async () => {
    const { connection, sheets, server, tick } = setUp(() => new Promise(() => undefined));
    connection.status = 'offline';
    sheets.edit(talk, { marks: { content: '36', form: '17' }, comment: '好' });
    await vi.advanceTimersByTimeAsync(600);
    expect(drafts(connection)).toEqual([]);
    expect(sheets.saved(talk)?.where).toBe('device');
    server({ draft: { marks: { content: '30' }, comment: '', at: 5_000 } });
    connection.status = 'live';
    tick(6_000);
    sheets.catchUp();
    expect(sheets.text(talk)).toMatchObject({ marks: { content: '30', form: '17' }, comment: '好' });
    await vi.advanceTimersByTimeAsync(600);
    expect(drafts(connection)).toEqual([
      { type: 'sheet.draft', talk, marks: { content: '30', form: '17' }, comment: '好' },
    ]);
  });

  it('send what was written without network once it is back, when nobody has written since', async () => {
    const { connection, sheets } = setUp();
    connection.status = 'offline';
    sheets.edit(talk, { marks: { content: '36' } });
    await vi.advanceTimersByTimeAsync(600);
    connection.status = 'live';
    sheets.catchUp();
    expect(drafts(connection)).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(drafts(connection)).toHaveLength(1);
  });

  it('tell when the other device has written over what was written here, until something is written here', () => {
    const { sheets, server, tick } = setUp(() => new Promise(() => undefined));
    sheets.edit(talk, { marks: { content: '36' } });
    sheets.flush();
    expect(sheets.elsewhere(talk)).toBe(false);
    server({ draft: { marks: { content: '30' }, comment: '', at: 5_000 } });
    sheets.catchUp();
    expect(sheets.elsewhere(talk)).toBe(true);
    tick(6_000);
    sheets.edit(talk, { marks: { content: '31' } });
    expect(sheets.elsewhere(talk)).toBe(false);
  });

  it('that were sent back are open again with their marks, also when the talk is locked, until they are sent', async () => {
    const { connection, sheets, server } = setUp();
    const sent = { marks: FULL, comment: '', at: 1_000, corrected: 0 };
    server({ judging: 'locked', sent, returned: { reason: '漏了一项', at: 1_100 } });
    expect(sheets.status(talk)).toBe('draft');
    expect(sheets.text(talk).marks).toEqual(FULL);
    sheets.edit(talk, { marks: { ...FULL, content: '35' } });
    await sheets.send(talk);
    expect(connection.sent[connection.sent.length - 1]).toMatchObject({ type: 'sheet.send', marks: { content: '35' } });
    server({
      judging: 'locked',
      sent: { ...sent, marks: { ...FULL, content: '35' }, corrected: 1 },
      returned: undefined,
    });
    sheets.catchUp();
    expect(sheets.status(talk)).toBe('locked');
  });

  it('count a mark that is none as missing', () => {
    const { sheets } = setUp();
    sheets.edit(talk, { marks: { ...FULL, content: '99' } });
    expect(sheets.missing(talk)).toBe(1);
  });
});
