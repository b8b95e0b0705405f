import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeBlobs } from './contract.ts';
import { openLocalBlobs } from './local-blobs.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'blobs-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describeBlobs('local folder', async () => ({
  blobs: await openLocalBlobs({ dir }),
  dispose: async () => undefined,
}));

describe('local blobs', () => {
  it('tells where a blob lies, and keeps it over a restart', async () => {
    const blobs = await openLocalBlobs({ dir });
    await blobs.put('a/b.txt', Buffer.from('x'));
    const path = blobs.localPath('a/b.txt') ?? '';
    expect(await readFile(path, 'utf8')).toBe('x');
    expect(path.startsWith(dir)).toBe(true);
    expect(await (await openLocalBlobs({ dir })).list('')).toEqual(['a/b.txt']);
  });

  it('leaves nothing in the temporary folder, and clears what a killed process left', async () => {
    const { tempDir, put } = await openLocalBlobs({ dir });
    await put('a', Buffer.from('x'));
    const failing = (async function* () {
      yield Buffer.from('half');
      throw new Error('broken');
    })();
    await expect(put('a', failing)).rejects.toThrow('broken');
    expect(await readdir(tempDir)).toEqual([]);
    for (const name of ['put-old', 'put-new', 'someone-elses']) await writeFile(join(tempDir, name), 'x');
    for (const name of ['put-old', 'someone-elses']) await utimes(join(tempDir, name), 1, 1);
    await openLocalBlobs({ dir });
    expect((await readdir(tempDir)).sort()).toEqual(['put-new', 'someone-elses']);
  });
});
