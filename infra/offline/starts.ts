/**
 * Run inside a network namespace in which nothing but the loopback is: starts a checkout as its README says, asks it for
 * its health and its first page, ends it, and does the same by the launcher that the first start left. Says in its last
 * line, as JSON, what came of each.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../processes/free-port.ts';

const [, , folder = '.', dataDir = ''] = process.argv;
/** As a terminal has it: nothing of the test that runs this, which would change what is built. */
const plain = Object.fromEntries(
  ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
const PATIENCE = 300_000;

interface Came {
  readonly command: string;
  readonly health?: unknown;
  readonly page?: number;
  readonly said: string;
}

const start = async (command: string, args: readonly string[]): Promise<Came> => {
  const port = await freePort();
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...plain, PORT: String(port), DATA_DIR: dataDir, VIDEO: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const gone = new Promise<void>((done) => {
    child.once('close', () => done());
    child.once('error', (error) => {
      said += error.message;
      done();
    });
  });
  let ended = false;
  void gone.then(() => (ended = true));
  const base = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + PATIENCE;
  let came: Omit<Came, 'said'> = { command };
  while (!ended && Date.now() < deadline) {
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    if (answer) {
      const page = (await fetch(`${base}/`)).status;
      came = { command, health: await answer.json(), page };
      break;
    }
    await new Promise((done) => setTimeout(done, 250));
  }
  if (!ended && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await gone;
  return { ...came, said: said.slice(-2_000) };
};

const results = [await start('npx', ['--offline', '-y', 'pnpm@12', 'start']), await start(join(folder, 'rostrum'), [])];
console.log(JSON.stringify(results));
