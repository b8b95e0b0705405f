import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VideoReachability } from '@rostrum/protocol';
import { needProgram, somePort, until } from './trial.ts';

/**
 * Real joins from another machine, as far as one machine can have two: a server and two networks of listeners in namespaces of their
 * own, which nothing connects to the outside. The server's namespace has a container bridge as well, which leads nowhere.
 *
 *     hall ── 10.91.1.2 ─── 10.91.1.1 ┐
 *                                     server ── docker0 172.17.0.1
 *     house ─ 10.91.2.2 ─── 10.91.2.1 ┘
 */
const exec = promisify(execFile);
const ip = (...args: string[]) => exec('ip', args, { timeout: 10_000 });
const mark = Math.floor(Math.random() * 0xffff).toString(16);
const names = { server: `rostrum-s-${mark}`, hall: `rostrum-a-${mark}`, house: `rostrum-b-${mark}` } as const;
const inside = (name: string, ...args: string[]) => ip('-n', name, ...args);

let possible = true;
let program: string;
beforeAll(async () => {
  // Before the namespaces, where nothing can be fetched to build it.
  program = await needProgram();
  try {
    for (const name of Object.values(names)) {
      await ip('netns', 'add', name);
      await inside(name, 'link', 'set', 'lo', 'up');
    }
  } catch (error) {
    if (process.env.CI === 'true')
      throw new Error('This test needs the right to make network namespaces (root, iproute2).', { cause: error });
    possible = false;
    return;
  }
  for (const [at, name] of [names.hall, names.house].entries()) {
    const [left, right] = [`rs${mark}${at}`, `rc${mark}${at}`];
    await ip('link', 'add', left, 'netns', names.server, 'type', 'veth', 'peer', 'name', right, 'netns', name);
    await inside(names.server, 'addr', 'add', `10.91.${at + 1}.1/24`, 'dev', left);
    await inside(name, 'addr', 'add', `10.91.${at + 1}.2/24`, 'dev', right);
    await inside(names.server, 'link', 'set', left, 'up');
    await inside(name, 'link', 'set', right, 'up');
  }
  await inside(names.server, 'link', 'add', 'docker0', 'type', 'bridge');
  await inside(names.server, 'addr', 'add', '172.17.0.1/16', 'dev', 'docker0');
  await inside(names.server, 'link', 'set', 'docker0', 'up');
});
afterAll(async () => {
  for (const name of Object.values(names)) {
    const { stdout } = await ip('netns', 'pids', name).catch(() => ({ stdout: '' }));
    for (const pid of stdout.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
    await ip('netns', 'del', name).catch(() => {});
  }
});

interface Served {
  readonly speaker: string;
  readonly hall: string;
  readonly reachability: VideoReachability;
  readonly startMs: number;
}
const lastJson = (text: string): unknown => {
  const line = text.split('\n').findLast((each) => each.startsWith('{"'));
  return line === undefined ? undefined : JSON.parse(line);
};

/** Runs `work` with a server in its namespace, and ends that server whatever happens. */
const served = async (host: string, publicUrl: string, work: (port: number, said: Served) => Promise<void>) => {
  const port = somePort();
  const script = join(import.meta.dirname, 'network-serve.ts');
  const server = spawn('ip', ['netns', 'exec', names.server, process.execPath, script, host, String(port), publicUrl], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LIVEKIT_SERVER: program },
  });
  let said = '';
  let errors = '';
  server.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const over = new Promise<void>((resolve) => server.once('close', () => resolve()));
  try {
    const ready = await until(60_000, 'the server in its namespace', () => {
      if (server.exitCode !== null) throw new Error(errors);
      return lastJson(said) as Served | undefined;
    });
    await work(port, ready);
  } finally {
    server.stdin.end();
    const timer = setTimeout(() => server.kill('SIGKILL'), 10_000);
    await over;
    clearTimeout(timer);
  }
};

const joinFrom = async (name: string, address: string, said: Served) => {
  const script = join(import.meta.dirname, 'network-join.ts');
  const args = ['netns', 'exec', name, process.execPath, script, `ws://${address}/livekit`, said.speaker, said.hall];
  const { stdout } = await exec('ip', args, { timeout: 20_000 }).catch((error: unknown) => ({
    stdout: error instanceof Error && 'stdout' in error ? String(error.stdout) : '',
  }));
  return lastJson(stdout) as { heard: boolean; joinMs?: number; heardMs?: number; path?: string } | undefined;
};

describe('a join from another machine', () => {
  it('reaches a server on every address from each of its networks', async (context) => {
    if (!possible) return context.skip('no right to make network namespaces');
    await served('0.0.0.0', '', async (port, said) => {
      expect(said.reachability.network.watch).toBe('yes');
      const hall = await joinFrom(names.hall, `10.91.1.1:${port}`, said);
      console.info('from the hall', hall, 'start', said.startMs);
      expect(hall).toMatchObject({ heard: true, path: 'HOST 10.91.1.1' });
      const house = await joinFrom(names.house, `10.91.2.1:${port}`, said);
      expect(house).toMatchObject({ heard: true, path: 'HOST 10.91.2.1' });
    });
  });

  it('reaches a server on one address from its network', async (context) => {
    if (!possible) return context.skip('no right to make network namespaces');
    await served('10.91.1.1', '', async (port, said) => {
      const hall = await joinFrom(names.hall, `10.91.1.1:${port}`, said);
      expect(hall).toMatchObject({ heard: true, path: 'HOST 10.91.1.1' });
    });
  });

  it('still reaches it when the public address is asked for and there is no internet', async (context) => {
    if (!possible) return context.skip('no right to make network namespaces');
    await served('0.0.0.0', 'https://talks.example', async (port, said) => {
      console.info('start without internet', said.startMs);
      expect(said.reachability.outside.missing).toContainEqual({ what: 'address', reason: 'unknown-public' });
      const hall = await joinFrom(names.hall, `10.91.1.1:${port}`, said);
      expect(hall).toMatchObject({ heard: true, path: 'HOST 10.91.1.1' });
    });
  });

  // LiveKit knocks at the clients as well, so a join here may succeed all the same (a browser that hides its address would be lost).
  it('is told from one at an address that was not offered: what these tests would see of a wrong `node_ip`', async (context) => {
    if (!possible) return context.skip('no right to make network namespaces');
    await served('0.0.0.0', 'http://203.0.113.5', async (port, said) => {
      expect(said.reachability.network.missing).toContainEqual({ what: 'address', reason: 'only-public' });
      const hall = await joinFrom(names.hall, `10.91.1.1:${port}`, said);
      expect(hall).toBeDefined();
      expect(hall?.path ?? 'none').not.toMatch(/^HOST/);
    });
  });
});
