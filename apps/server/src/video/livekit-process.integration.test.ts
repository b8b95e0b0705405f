import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { chmod, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLiveKit, type LiveKitProcess } from './livekit-process.ts';
import { processStarted, type ProcessRecord } from './process-record.ts';
import { createStatusCell, type VideoStatus } from './status.ts';
import { loopback, silent, startTrial, until } from './trial.ts';
import { newLiveKitKeys } from './video.ts';

let dataDir: string;
const closers: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rostrum-process-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rm(dataDir, { recursive: true, force: true });
});
const record = async () =>
  JSON.parse(await readFile(join(dataDir, 'livekit', 'process.json'), 'utf8')) as ProcessRecord;
const trialHere = async (network = loopback()) => {
  const trial = await startTrial(network, dataDir);
  closers.push(trial.stop);
  return trial;
};

/** A server of ours in a process of its own, as `serve.ts` would run it, so that it can be killed. */
const startOther = async () => {
  const program = `
    const { startTrial, loopback } = await import(${JSON.stringify(join(import.meta.dirname, 'trial.ts'))});
    await startTrial(loopback(), ${JSON.stringify(dataDir)});
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closers.push(async () => other.kill('SIGKILL'));
  let said = '';
  other.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(30_000, 'the other server', () => said.includes('ready'));
  const { child } = await record();
  closers.push(async () => {
    if ((await processStarted(child.pid)) === child.started) process.kill(child.pid, 'SIGKILL');
  });
  return other;
};

describe('the process of LiveKit', () => {
  it('is ended by the next start when its server was killed', async () => {
    const other = await startOther();
    const orphan = await record();
    other.kill('SIGKILL');
    await until(5000, 'the end of the other server', () => other.signalCode !== null);
    expect(await processStarted(orphan.child.pid)).toBe(orphan.child.started);

    await trialHere();
    expect(await processStarted(orphan.child.pid)).toBeUndefined();
    expect((await record()).child.pid).not.toBe(orphan.child.pid);
  });

  it('is left alone while its server lives', async () => {
    await startOther();
    const { child } = await record();
    await trialHere();
    expect(await processStarted(child.pid)).toBe(child.started);
  });

  it('is not confused with another process that got its number', async () => {
    const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
    closers.push(async () => bystander.kill('SIGKILL'));
    const trial = await trialHere();
    await trial.video.close();
    const started = '00000000/1';
    await writeFile(
      join(dataDir, 'livekit', 'process.json'),
      JSON.stringify({ owner: { pid: 999_999_999, started }, child: { pid: bystander.pid, started } }),
    );
    await trialHere();
    expect(await processStarted(bystander.pid!)).toBeDefined();
  });

  it('moves to free ports when the configured ones are taken', async () => {
    const network = loopback();
    const tcp = createServer();
    await new Promise<void>((resolve) => tcp.listen(network.videoPorts.signal, '127.0.0.1', resolve));
    const udp = createSocket('udp4');
    await new Promise<void>((resolve) => udp.bind(network.videoPorts.udp, '127.0.0.1', resolve));
    closers.push(
      () => new Promise((resolve) => tcp.close(resolve)),
      () => new Promise<void>((resolve) => udp.close(resolve)),
    );
    const trial = await trialHere(network);
    expect(trial.video.signallingPort()).not.toBe(network.videoPorts.signal);
    const config = JSON.parse(await readFile(join(dataDir, 'livekit', 'config.json'), 'utf8')) as {
      rtc: { udp_port: number };
    };
    expect(config.rtc.udp_port).toBe(network.videoPorts.udp + 1);
  });

  it('opens no port beyond loopback for this machine alone', async () => {
    await trialHere();
    const { child } = await record();
    if (process.platform !== 'linux') return;
    const inodes = new Set<string>();
    for (const name of await readdir(`/proc/${child.pid}/fd`)) {
      const link = await readlink(`/proc/${child.pid}/fd/${name}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode) inodes.add(inode);
    }
    const bound: string[] = [];
    for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
      for (const line of (await readFile(`/proc/net/${table}`, 'utf8')).split('\n').slice(1)) {
        const fields = line.trim().split(/\s+/);
        if (inodes.has(fields[9] ?? '')) bound.push(fields[1]!.split(':')[0]!);
      }
    }
    // 127.0.0.1 as /proc/net writes it: hexadecimal, in the machine's order of bytes.
    expect(new Set(bound)).toEqual(new Set(['0100007F']));
  });

  it('leaves nothing running and nothing recorded after a close', async () => {
    const trial = await startTrial(loopback(), dataDir);
    const { child } = await record();
    await trial.stop();
    expect(await processStarted(child.pid)).toBeUndefined();
    await expect(record()).rejects.toThrow('ENOENT');
  });
});

describe('the program, whatever it does', () => {
  const start = async (body: string, networks = [loopback()], shell = '/bin/sh') => {
    const program = join(dataDir, 'livekit-server');
    await writeFile(program, `#!${shell}\n${body}\n`);
    await chmod(program, 0o755);
    const status = createStatusCell({ state: 'looking' });
    const seen: VideoStatus[] = [];
    const times: number[] = [];
    status.watch((next) => {
      seen.push(next);
      if (next.state === 'starting') times.push(performance.now());
    });
    const livekit: LiveKitProcess = startLiveKit({
      program,
      folder: join(dataDir, 'livekit'),
      keys: newLiveKitKeys(),
      webhookUrls: [],
      network: () => networks.at(-1)!,
      env: process.env,
      status,
      log: silent,
      timing: { pauseMs: 100, longestPauseMs: 400, startMs: 2000 },
    });
    closers.push(() => livekit.close());
    return { livekit, seen, times, networks, status };
  };

  it('is said with its last words, and tried again with growing pauses', async () => {
    const { seen, times } = await start('echo "could not bind" >&2; exit 1');
    await until(10_000, 'four starts', () => times.length >= 4);
    expect(seen.find(({ state }) => state === 'failed')?.reason).toContain('could not bind');
    const pauses = times.slice(1).map((time, at) => time - times[at]!);
    expect(pauses[2]!).toBeGreaterThan(pauses[0]! + 200);
  });

  it('is ended when it does not answer in time', async () => {
    const { livekit, seen } = await start('exec sleep 60');
    const pid = await until(5000, 'the start', () => livekit.pid());
    await until(10_000, 'the failure', () => seen.some(({ state }) => state === 'failed'));
    expect(await processStarted(pid)).toBeUndefined();
  });

  it('is started anew for another network, and left alone while it is the same', async () => {
    const answers = `
      const { port } = JSON.parse(require('node:fs').readFileSync(process.argv[3], 'utf8'));
      require('node:http').createServer((_, response) => response.end('OK')).listen(port, '127.0.0.1');`;
    const { livekit, networks, status } = await start(answers, [loopback()], process.execPath);
    const ready = () => status.current().state === 'ready' && livekit.pid();
    const first = await until(10_000, 'the first start', ready);
    livekit.refresh();
    await new Promise((next) => setTimeout(next, 300));
    expect(livekit.pid()).toBe(first);

    networks.push({ ...networks[0]!, publicUrl: 'http://203.0.113.5:3000' });
    livekit.refresh();
    const second = await until(10_000, 'the second start', () => ready() !== first && ready());
    expect(livekit.network()?.publicUrl).toBe('http://203.0.113.5:3000');
    expect(await processStarted(first)).toBeUndefined();
    expect(second).not.toBe(first);
    const config = JSON.parse(await readFile(join(dataDir, 'livekit', 'config.json'), 'utf8')) as {
      rtc: { node_ip: string };
    };
    expect(config.rtc.node_ip).toBe('203.0.113.5');
  });
});
