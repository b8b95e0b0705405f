import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirInUse, lockDataDir } from './data-dir-lock.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'data-dir-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Another process that takes the folder, says `held` or why not, and waits to be killed. */
async function holder(): Promise<{ pid: number; said: string; kill(): Promise<void> }> {
  const script = `
    const { lockDataDir } = await import(${JSON.stringify(new URL('./data-dir-lock.ts', import.meta.url).href)});
    try {
      const lock = await lockDataDir(${JSON.stringify(dir)});
      lock.announce('http://192.0.2.1:3000');
      console.log('held');
      setInterval(() => {}, 1000);
    } catch (error) { console.log(error.name); }
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    pid: child.pid ?? 0,
    said: said.toString().trim(),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

describe('lock of the data folder', () => {
  it('refuses a second process and names the first; a kill -9 leaves nothing behind', { timeout: 30_000 }, async () => {
    const first = await holder();
    expect(first.said).toBe('held');
    const refused = await lockDataDir(dir).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DataDirInUse);
    expect(refused).toMatchObject({ holder: { pid: first.pid, address: 'http://192.0.2.1:3000' } });
    expect(String(refused)).toMatch(new RegExp(`process ${first.pid}, since 20..-.*at http://192.0.2.1:3000`));
    await first.kill();
    expect(existsSync(join(dir, 'lock.json'))).toBe(true);
    const lock = await lockDataDir(dir, { address: 'here' });
    expect((await holder()).said).toBe('DataDirInUse');
    lock.release();
    lock.release();
    const next = await holder();
    expect(next.said).toBe('held');
    await next.kill();
  });

  it('refuses a second lock in the same process, and gives it after a release', async () => {
    const lock = await lockDataDir(join(dir, 'new'));
    await expect(lockDataDir(join(dir, 'new'))).rejects.toMatchObject({ holder: { pid: process.pid } });
    lock.release();
    (await lockDataDir(join(dir, 'new'))).release();
  });

  it('is not held up by what an earlier process left, even when its number lives again or the file is torn', async () => {
    for (const left of [JSON.stringify({ pid: process.pid, since: 1 }), '{"pid":']) {
      await writeFile(join(dir, 'lock.json'), left);
      (await lockDataDir(dir)).release();
    }
  });

  it('has one winner when many start at once', { timeout: 60_000 }, async () => {
    const all = await Promise.all(Array.from({ length: 4 }, holder));
    expect(all.map(({ said }) => said).sort()).toEqual(['DataDirInUse', 'DataDirInUse', 'DataDirInUse', 'held']);
    await Promise.all(all.map(({ kill }) => kill()));
  });
});
