import { appendFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Upload } from '@tus/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UploadStore } from './upload-store.ts';

const id = 'abcdefghijklmnopqrstuvwxyz12';
const note = { session: 's', role: 'speaker', participant: 'p', talk: 't', filename: '家书.pdf' };
const HOUR = 3_600_000;

let dir: string;
let store: UploadStore;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'upload-store-'));
  store = new UploadStore({ directory: dir });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const begin = async (as = id): Promise<void> => {
  await store.create(new Upload({ id: as, size: 10, offset: 0, metadata: { ...note } }));
  await appendFile(join(dir, as), 'four');
};

describe('the upload store', () => {
  it('knows who began an upload and how far it has come', async () => {
    await begin();
    expect(await store.known(id)).toMatchObject({ ...note, id, size: 10, offset: 4, settled: false });
    expect((await store.getUpload(id)).offset).toBe(4);
    expect(await store.known('abcdefghijklmnopqrstuvwxyz99')).toBeUndefined();
    expect(await store.known('../../../../etc/passwd')).toBeUndefined();
  });

  it('tells of a settled upload that all has come, though its file is gone', async () => {
    await begin();
    await appendFile(join(dir, id), 'and six');
    await store.settle(id);
    expect(await readdir(dir)).toEqual([`${id}.json`]);
    expect(await store.known(id)).toMatchObject({ size: 10, offset: 10, settled: true });
    expect((await store.getUpload(id)).offset).toBe(10);
  });

  it('takes a note that was cut off while it was being written for none', async () => {
    await begin();
    await writeFile(join(dir, `${id}.json`), '{"id":"abc');
    expect(await store.known(id)).toBeUndefined();
    expect(await store.all()).toEqual([]);
  });

  it('removes what nobody has added to for long, with or without a note, and nothing else', async () => {
    await begin();
    await begin('bbbbbbbbbbbbbbbbbbbbbbbbbbbb');
    await writeFile(join(dir, 'stray'), 'x');
    const old = (Date.now() - 49 * HOUR) / 1_000;
    for (const name of [id, `${id}.json`, 'stray', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbb.json'])
      await utimes(join(dir, name), old, old);
    expect(await store.removeOlderThan(48 * HOUR, Date.now())).toBe(2);
    expect((await readdir(dir)).sort()).toEqual(['bbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbb.json']);
  });
});
