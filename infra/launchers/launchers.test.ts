import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { launchersFor, leaveLaunchers } from './launchers.ts';

test('on Windows there is one for its own shells, with its own paths and line ends', () => {
  const [shell, cmd] = launchersFor('win32', 'C:\\Rostrum 讲台', 'C:\\Rostrum 讲台\\node_modules\\node\\bin\\node.exe');
  expect(cmd).toEqual({
    name: 'rostrum.cmd',
    text: '@echo off\r\ncd /d "%~dp0"\r\n"node_modules\\node\\bin\\node.exe" infra\\start.ts %*\r\n',
  });
  expect(shell?.text).toContain('exec "node_modules/node/bin/node.exe" infra/start.ts');
});

test('a Node that lies elsewhere is named whole', () => {
  expect(launchersFor('linux', '/srv/rostrum', '/usr/bin/node')[0]?.text).toContain('exec "/usr/bin/node" infra');
  expect(launchersFor('win32', 'C:\\r', 'D:\\node.exe')[1]?.text).toContain('"D:\\node.exe"');
});

test('it starts from wherever it is called, and is written once', async () => {
  const root = await mkdtemp(join(tmpdir(), 'rostrum launcher '));
  await mkdir(join(root, 'infra'));
  await writeFile(join(root, 'infra/start.ts'), 'console.log(process.cwd(), process.argv.slice(2).join());');
  expect(await leaveLaunchers(root, process.execPath)).toBe(true);
  expect(await leaveLaunchers(root, process.execPath)).toBe(false);
  const windows = process.platform === 'win32';
  // Node starts a Windows script by a shell only, which wants its path in quotes.
  const launcher = windows ? `"${join(root, 'rostrum.cmd')}"` : join(root, 'rostrum');
  const { stdout } = await promisify(execFile)(launcher, ['a', 'b'], { cwd: tmpdir(), shell: windows });
  expect(stdout.trim()).toBe(`${root} a,b`);
  await rm(root, { recursive: true });
});
