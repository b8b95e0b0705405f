import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourceHash } from './source-hash.ts';

describe('the hash of what the web app is built from', () => {
  let root = '';
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'rostrum-hash-'));
    await write('apps/web/src/routes/+page.svelte', 'one');
    await write('packages/domain/src/index.ts', 'two');
    await write('pnpm-lock.yaml', 'three');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test.each([
    ['a changed screen', 'apps/web/src/routes/+page.svelte'],
    ['a new message', 'apps/web/messages/zh.json'],
    ['a changed option of the build', 'apps/web/vite.config.ts'],
    ['a changed package', 'packages/domain/src/index.ts'],
    ['another version of a dependency', 'pnpm-lock.yaml'],
  ])('changes with %s', async (_what, path) => {
    const before = await sourceHash(root);
    await write(path, 'changed');
    expect(await sourceHash(root)).not.toBe(before);
  });

  test.each([
    ['a test', 'packages/domain/src/a.test.ts'],
    ['what the build writes', 'apps/web/src/lib/paraglide/messages.js'],
    ['the server', 'apps/server/src/main.ts'],
  ])('stays with %s', async (_what, path) => {
    const before = await sourceHash(root);
    await write(path, 'changed');
    expect(await sourceHash(root)).toBe(before);
  });

  test('changes when a file only moves', async () => {
    const before = await sourceHash(root);
    await rm(join(root, 'packages/domain/src/index.ts'));
    await write('packages/domain/src/other.ts', 'two');
    expect(await sourceHash(root)).not.toBe(before);
  });
});
