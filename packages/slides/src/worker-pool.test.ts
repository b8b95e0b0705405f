import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endlessSecondPage } from './testing/pdf-files.ts';
import { WorkerPool } from './worker-pool.ts';

let folder = '';
let pdf = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pool-'));
  pdf = join(folder, 'deck.pdf');
  await writeFile(pdf, endlessSecondPage());
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const page = (index: number) => ({ kind: 'render', pdf, index, widths: [320] }) as const;

describe('a page costs its own worker only', { timeout: 90_000 }, () => {
  test('when it takes all memory', async () => {
    const pool = new WorkerPool(1, 48);
    try {
      await expect(pool.run(page(1), 50_000)).rejects.toMatchObject({ name: 'WorkerFailure', code: 'crashed' });
      expect(await pool.run(page(2), 30_000)).toMatchObject({ ok: true });
    } finally {
      await pool.close();
    }
  });

  test('when it takes too long', async () => {
    const pool = new WorkerPool(1);
    try {
      expect(await pool.run(page(0), 30_000)).toMatchObject({ ok: true });
      await expect(pool.run(page(1), 500)).rejects.toMatchObject({ name: 'WorkerFailure', code: 'timeout' });
      expect(await pool.run(page(2), 30_000)).toMatchObject({ ok: true });
    } finally {
      await pool.close();
    }
  });
});
