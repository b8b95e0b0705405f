import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepAssets } from './kept-assets.ts';

const DAY = 24 * 3_600_000;

it('keeps the files of former builds for 30 days, and no longer', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'rostrum-assets-'));
  const [built, kept] = [join(dir, 'built'), join(dir, 'kept')];
  const now = Date.now();
  await mkdir(join(built, 'chunks'), { recursive: true });
  await writeFile(join(built, 'chunks/old.js'), 'old');
  await keepAssets(built, kept, now);
  await rm(join(built, 'chunks/old.js'));
  await writeFile(join(built, 'chunks/new.js'), 'new');
  await keepAssets(built, kept, now + 29 * DAY);
  expect((await readdir(join(kept, 'chunks'))).sort()).toEqual(['new.js', 'old.js']);
  await utimes(join(kept, 'chunks/old.js'), (now - 31 * DAY) / 1000, (now - 31 * DAY) / 1000);
  await keepAssets(built, kept, now);
  expect(await readdir(join(kept, 'chunks'))).toEqual(['new.js']);
  await rm(dir, { recursive: true });
});
