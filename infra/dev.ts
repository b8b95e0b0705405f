/**
 * `pnpm dev`: the server from its sources, started anew when they change; the screens by Vite inside it, replaced in
 * place as they change. Not `node --watch`: that would also watch the file that Vite writes at each start.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Editors write a file in several steps. */
const SETTLES = 200;

let server: ChildProcess | undefined;
let stopping = false;
const start = (): void => {
  server = fork(join(root, 'apps/server/src/serve.ts'), { cwd: root, env: { ...process.env, ROSTRUM_DEV: '1' } });
};
const end = (): Promise<void> =>
  new Promise((done) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) {
      done();
      return;
    }
    server.once('exit', () => {
      done();
    });
    server.kill('SIGTERM');
  });

let timer: NodeJS.Timeout | undefined;
let restarting: Promise<void> = Promise.resolve();
const restart = (file: string): void => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    restarting = restarting.then(async () => {
      console.log(`${file} changed: the server starts anew`);
      await end();
      if (!stopping) start();
    });
  }, SETTLES);
};

const packages = (await readdir(join(root, 'packages'))).map((name) => join(root, 'packages', name, 'src'));
for (const folder of [join(root, 'apps/server/src'), ...packages])
  watch(folder, { recursive: true }, (_event, file) => {
    if (file?.endsWith('.ts') === true && !file.endsWith('.test.ts')) restart(file);
  });
const stop = (): void => {
  stopping = true;
  void end().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
start();
