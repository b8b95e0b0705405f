import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDataDir } from '@rostrum/event-log';
import { cli } from './cli.ts';
import { writeLocalSecret } from './local-secret.ts';
import { removeDir, startServer, tempDir } from '../testing/server.ts';

let dir: string;
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(() => removeDir(dir));
const run = async (words: string[], environment: Record<string, string> = {}) => {
  let [out, err] = ['', ''];
  const code = await cli(
    words,
    { DATA_DIR: dir, LOG_LEVEL: 'silent', ...environment },
    { write: (text) => (out += text) },
    { write: (text) => (err += text) },
  );
  return { code, out, err };
};
const tokenIn = (text: string): string => /\/owner\/([A-Za-z0-9_-]+)/.exec(text)![1]!;

describe('pnpm rostrum', () => {
  test('without a word, or asked for help, says what there is, in both languages', async () => {
    for (const words of [[], ['help'], ['--help'], ['-h']]) {
      const { code, out, err } = await run(words);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('pnpm rostrum owner');
      expect(out).toContain('管理者');
    }
  });
  test('answers an unknown word with itself and the help', async () => {
    for (const words of [['ownr'], ['owner', 'now']]) {
      const { code, out, err } = await run(words);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(`Unknown: ${words.join(' ')}`);
      expect(err).toContain('pnpm rostrum owner');
    }
  });
  test('a wrong setting is refused as at start', async () => {
    expect(await run(['owner'], { PORT: 'x' })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('PORT=x') as string,
    });
  });
});

describe('pnpm rostrum owner', () => {
  test('where no Rostrum has run, says so and makes nothing', async () => {
    const nowhere = join(dir, 'none');
    const { code, err } = await run(['owner'], { DATA_DIR: nowhere });
    expect(code).toBe(1);
    expect(err).toContain(`No Rostrum has run in ${nowhere}`);
    await expect(writeFile(join(nowhere, 'x'), '')).rejects.toThrow('ENOENT');
  });
  test('asks the server that runs', async () => {
    const server = await startServer({ DATA_DIR: dir });
    const { code, out, err } = await run(['owner']);
    expect([code, err]).toEqual([0, '']);
    expect(await server.bridge.openOwnerLink(tokenIn(out), server.caller())).toMatchObject({ ok: true });
    await server.stop();
  });
  test('writes the invitation itself when none runs, with the port and address of the settings', async () => {
    await (await startServer({ DATA_DIR: dir })).stop();
    const { code, out } = await run(['owner'], { PORT: '4321', PUBLIC_URL: 'https://r.example.org' });
    expect(code).toBe(0);
    expect(out).toContain('https://r.example.org/owner/');
    expect((await run(['owner'], { PORT: '4321', HOST: '127.0.0.1' })).out).toContain('http://localhost:4321/owner/');
    const server = await startServer({ DATA_DIR: dir });
    expect(await server.bridge.openOwnerLink(tokenIn(out), server.caller())).toMatchObject({ ok: true });
    await server.stop();
  });
  test('a server that is just starting, or that does not answer, is said to be so', async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'events.sqlite'), '');
    const lock = await lockDataDir(dir);
    expect(await run(['owner'])).toMatchObject({ code: 1, err: expect.stringContaining('just starting') as string });
    await writeLocalSecret(dir);
    lock.announce('http://127.0.0.1:9');
    const { code, err } = await run(['owner']);
    expect(code).toBe(1);
    expect(err).toContain('gave no link: http://127.0.0.1:9');
    expect(err).toContain('没有给出链接');
    lock.release();
  });
});
