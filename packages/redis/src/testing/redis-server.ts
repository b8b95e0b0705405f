import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRedis } from '../connection.ts';

/** A real Redis of one test's own: on a free port of the loopback, in a folder of its own. */
export interface RedisServer {
  readonly url: string;
  readonly folder: string;
  /** Ends it in order, and starts it again on what it had written. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it as a power cut would end the process. */
  kill(): Promise<void>;
  /** It neither answers nor closes, until `resume`. */
  pause(): Promise<void>;
  resume(): void;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
}

const PROGRAM = 'redis-server';
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Starts `redis-server`, which must be on the path. `settings`: further ones, as pairs of name and value. */
export const startRedisServer = async (settings: Readonly<Record<string, string>> = {}): Promise<RedisServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  const all = {
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    daemonize: 'no',
    ...settings,
  };

  const start = async (): Promise<void> => {
    const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`redis-server ended: ${output.slice(-2000)}`)));
    });
    failed.catch(() => undefined);
    running = child;
    for (let tries = 0; ; tries += 1) {
      const connected = await Promise.race([openRedis({ url, name: 'test' }).catch(() => undefined), failed]);
      const answer = await connected?.call(['PING']).catch(() => undefined);
      connected?.close();
      if (answer === 'PONG') return;
      if (tries > 200) throw new Error(`redis-server does not answer: ${output.slice(-2000)}`);
      await sleep(50);
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGCONT');
    child.kill(signal);
    await once(child, 'exit');
  };

  await start();
  return {
    url,
    folder,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: async () => {
      running?.kill('SIGSTOP');
      // It may be answering at this moment, on the other processor.
      await sleep(100);
    },
    resume: () => void running?.kill('SIGCONT'),
    dispose: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
};
