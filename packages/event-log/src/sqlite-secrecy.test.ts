import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPersonalCodec } from './codec.ts';
import type { EventLog } from './event-log.ts';
import { openSqliteEventLog } from './sqlite-event-log.ts';

let dir: string;
let log: EventLog;
const secret = 'Han Meimei 韩梅梅';
const keys = new Map<string, Uint8Array>();
const open = () => {
  const codec = createPersonalCodec({
    marks: { joined: [{ path: ['name'], person: ['id'] }] },
    keys: {
      forEncryption: async (person) =>
        keys.get(person) ?? keys.set(person, randomBytes(32)).get(person) ?? randomBytes(32),
      find: async (person) => keys.get(person),
    },
    erasedAs: { erased: true },
    snapshotKey: randomBytes(32),
  });
  return openSqliteEventLog({ file: join(dir, 'log.sqlite'), codec }).then((opened) => ({ opened, codec }));
};

/** Whether any file of the log, write-ahead log included, holds the bytes. */
async function onDisk(bytes: Buffer): Promise<boolean> {
  const files = await readdir(dir);
  expect(files).toContain('log.sqlite');
  const contents = await Promise.all(files.map((file) => readFile(join(dir, file))));
  return contents.some((content) => content.includes(bytes));
}

beforeEach(async () => {
  keys.clear();
  dir = await mkdtemp(join(tmpdir(), 'event-log-'));
});
afterEach(async () => {
  await log.close();
  await rm(dir, { recursive: true, force: true });
});

it('leaves nothing personal in the clear in any file, while open and after', async () => {
  ({ opened: log } = await open());
  const data = { id: 'p1', name: secret, place: 'in the hall' };
  await log.append({ stream: 's', expectedRevision: 0, events: [{ type: 'joined', at: 1, data }], commands: [] });
  await log.saveSnapshot('s', { revision: 1, version: '1', state: { people: [data] } });
  expect((await log.read('s', 0))[0]?.data).toEqual(data);
  expect((await log.readAll(0))[0]?.data).toEqual(data);
  expect((await log.loadSnapshot('s', '1'))?.state).toEqual({ people: [data] });
  const hidden = [Buffer.from('Han Meimei'), Buffer.from('韩梅梅'), Buffer.from(secret).subarray(3).toString('base64')];
  for (const bytes of hidden) expect(await onDisk(Buffer.from(bytes))).toBe(false);
  expect(await onDisk(Buffer.from('in the hall'))).toBe(true);
  await log.close();
  for (const bytes of hidden) expect(await onDisk(Buffer.from(bytes))).toBe(false);
  expect(await onDisk(Buffer.from('in the hall'))).toBe(true);
});

it('shows an erased person as erased everywhere, and keeps no snapshot, not even a deleted one', async () => {
  let codec;
  ({ opened: log, codec } = await open());
  const event = (id: string) => ({ type: 'joined', at: 1, data: { id, name: secret } });
  await log.append({ stream: 's', expectedRevision: 0, events: [event('p1'), event('p2')], commands: [] });
  await log.saveSnapshot('s', { revision: 2, version: '1', state: { name: secret } });

  const plain = await openSqliteEventLog({
    file: join(dir, 'log.sqlite'),
    codec: {
      encode: (_, event) => event,
      decode: (_, event) => event,
      encodeSnapshot: (_, json) => json,
      decodeSnapshot: (_, stored) => JSON.stringify(stored),
    },
  });
  const sealed = (await plain.loadSnapshot('s', '1'))?.state;
  await plain.close();
  if (typeof sealed !== 'string') throw new Error('no snapshot');
  const tail = Buffer.from(sealed.slice(-24));
  expect(await onDisk(tail)).toBe(true);

  keys.delete('p1');
  codec.forget('p1');
  await log.forgetSnapshots();
  const shown = [
    { id: 'p1', name: { erased: true } },
    { id: 'p2', name: secret },
  ];
  expect((await log.read('s', 0)).map(({ data }) => data)).toEqual(shown);
  expect((await log.readAll(0)).map(({ data }) => data)).toEqual(shown);
  expect(await log.loadSnapshot('s', '1')).toBeUndefined();
  expect(await onDisk(tail)).toBe(false);
});
