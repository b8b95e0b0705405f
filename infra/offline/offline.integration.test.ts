import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Children } from '../processes/children.ts';

const ROOT = join(import.meta.dirname, '../..');
const children = new Children();
let folder = '';
beforeAll(async () => {
  // Beside the packages of this checkout, on whose disk pnpm keeps its store.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  folder = await mkdtemp(join(ROOT, '.cache', 'stranger-'));
});
afterAll(async () => {
  await children.endAll();
  await rm(folder, { recursive: true, force: true });
});

test('a stranger’s checkout starts with no network at all, from warm caches, and again by its launcher', async () => {
  const checkout = join(folder, 'rostrum');
  const cloned = await children.run('git', ['clone', '-q', '--local', '--no-hardlinks', ROOT, checkout], {
    cwd: folder,
    output: 'kept',
  });
  expect(cloned).toMatchObject({ code: 0 });
  // The system's Node and its npx, as a stranger has them: not the ones that run this test.
  const path = (process.env['PATH'] ?? '')
    .split(':')
    .filter((one) => !one.includes('node_modules'))
    .join(':');
  const { output } = await children.run(
    'unshare',
    ['--map-root-user', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'].concat(
      process.execPath,
      fileURLToPath(new URL('./starts.ts', import.meta.url)),
      checkout,
      join(folder, 'data'),
    ),
    { cwd: folder, env: { PATH: path }, output: 'kept' },
  );
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  expect(last, output).toMatch(/^\[/);
  const came = JSON.parse(last) as { command: string; health?: unknown; page?: number; said: string }[];
  for (const { health, page, said } of came) {
    expect(health, said).toMatchObject({ status: 'ok' });
    expect(page, said).toBe(200);
  }
  expect(came).toHaveLength(2);
  expect(await readFile(join(checkout, 'rostrum'), 'utf8')).toContain('infra/start.ts');
}, 600_000);
