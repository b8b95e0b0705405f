import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTail } from './child-process.ts';
import { freePorts } from './free-ports.ts';
import { liveKitConfig, mediaPlan, type LiveKitKeys, type NetworkSettings, type VideoPorts } from './livekit-config.ts';
import { endStale, identify, removeRecord, writeRecord } from './process-record.ts';
import type { Log, StatusCell } from './status.ts';

interface ProcessTiming {
  /** How long a start may take; STUN alone may take fifteen seconds. */
  readonly startMs: number;
  /** The pause before the first restart; doubles up to `longestPauseMs`. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** After so long in health the pause begins anew. */
  readonly stableMs: number;
}
const TIMING: ProcessTiming = { startMs: 45_000, pauseMs: 300, longestPauseMs: 30_000, stableMs: 60_000 };

export interface ProcessOptions {
  readonly program: string;
  /** A folder of its own in `DATA_DIR`. */
  readonly folder: string;
  readonly keys: LiveKitKeys;
  readonly webhookUrls: readonly string[];
  /** Read before each start, so that a laptop that changed its network is served at its new address. */
  readonly network: () => NetworkSettings;
  readonly env: NodeJS.ProcessEnv;
  readonly status: StatusCell;
  readonly log: Log;
  readonly timing?: Partial<ProcessTiming>;
}

export interface LiveKitProcess {
  /** Its ports while it is ready, else undefined. */
  ports(): VideoPorts | undefined;
  pid(): number | undefined;
  /** What the running program was started with; undefined before the first start. */
  network(): NetworkSettings | undefined;
  /** Starts it anew when the network is no longer the one that it was started for. */
  refresh(): void;
  /** Ends it: SIGTERM, again after a second (LiveKit otherwise waits for everyone to leave), SIGKILL after three. */
  close(): Promise<void>;
}

/** LiveKit reads these from its environment, over the file; only ours count. */
const FOREIGN = /^(LIVEKIT_|NODE_IP$|UDP_PORT$|REDIS_|GODEBUG$)/;

/** What a person can use of the last lines: LiveKit logs JSON, but says in plain text why it gives up. */
const lastWords = (lines: readonly string[]) => {
  const words = lines.flatMap((line) => {
    if (!line.startsWith('{')) return [line];
    try {
      const { level, msg, error } = JSON.parse(line) as { level?: string; msg?: string; error?: string };
      return level === 'error' || level === 'warn'
        ? [[msg, error].filter((part) => part !== undefined).join(': ')]
        : [];
    } catch {
      return [line];
    }
  });
  return words.slice(-3).join('\n');
};

const healthy = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** Keeps one LiveKit running until it is closed. Problems are in the status; nothing is thrown. */
export const startLiveKit = (options: ProcessOptions): LiveKitProcess => {
  const { program, folder, keys, webhookUrls, env, status, log } = options;
  const timing = { ...TIMING, ...options.timing };
  const configFile = join(folder, 'config.json');
  const recordFile = join(folder, 'process.json');
  const closing = new AbortController();
  let child: ChildProcess | undefined;
  let ready: VideoPorts | undefined;
  let network: NetworkSettings | undefined;
  let stunFailed = false;
  let restarting = false;
  const closed = () => closing.signal.aborted;
  const isRestarting = () => restarting;

  const settings = (): NetworkSettings => ({ ...options.network(), ...(stunFailed ? { stunFailed } : {}) });

  const end = async (target: ChildProcess) => {
    const gone = new Promise<void>((resolve) => target.once('exit', () => resolve()));
    const running = () => target.exitCode === null && target.signalCode === null;
    for (const [signal, ms] of [
      ['SIGTERM', 1000],
      ['SIGTERM', 2000],
      ['SIGKILL', 5000],
    ] as const) {
      if (!running()) return;
      target.kill(signal);
      await Promise.race([gone, sleep(ms, undefined, { ref: false })]);
    }
  };

  /** One life of the program; answers how long it was healthy and its last words. */
  const live = async (): Promise<{ healthyMs: number; words: string }> => {
    network = settings();
    const plan = mediaPlan(network);
    const ports = await freePorts(network.videoPorts, plan.local, plan.kind !== 'loopback');
    const config = liveKitConfig(network, ports, keys, webhookUrls);
    await writeFile(configFile, JSON.stringify(config), { mode: 0o600 });
    // The mode above counts only for a new file.
    await chmod(configFile, 0o600);
    if (closed()) return { healthyMs: 0, words: '' };

    const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !FOREIGN.test(name)));
    const started = performance.now();
    // A group of its own: Ctrl-C in the terminal reaches us only, and we end it in order.
    const current = spawn(program, ['--config', configFile], {
      env: clean,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    child = current;
    const onExit = () => void current.kill('SIGKILL');
    process.once('exit', onExit);
    const tail = createTail((line) => log.debug({ line }, 'livekit'));
    current.stdout.on('data', tail.push);
    current.stderr.on('data', tail.push);
    const exited = new Promise<void>((resolve) => {
      current.once('close', () => resolve());
      current.once('error', (error) => {
        tail.push(Buffer.from(`${error.message}\n`));
        resolve();
      });
    });
    let over = false;
    const isOver = () => over;
    void exited.then(() => (over = true));
    try {
      const [self, other] = await Promise.all([identify(process.pid), identify(current.pid ?? -1)]);
      if (self && other) await writeRecord(recordFile, { owner: self, child: other });
      const deadline = started + timing.startMs;
      let well = false;
      while (!isOver() && !closed() && performance.now() < deadline) {
        well = await healthy(ports.signal);
        if (well) break;
        await Promise.race([exited, sleep(50)]);
      }
      if (!well || isOver()) {
        if (plan.kind === 'stun' && !closed()) {
          stunFailed = true;
          log.warn({}, 'LiveKit did not start while asking for the public address; going on without');
        }
        if (!isOver()) await end(current);
        return { healthyMs: 0, words: lastWords(tail.lines()) || 'LiveKit did not answer in time.' };
      }
      const since = performance.now();
      ready = ports;
      log.info({ ms: Math.round(since - started), ports, plan }, 'LiveKit is ready');
      status.set({ state: 'ready' });
      await exited;
      return { healthyMs: performance.now() - since, words: lastWords(tail.lines()) || 'LiveKit ended.' };
    } finally {
      ready = undefined;
      child = undefined;
      process.removeListener('exit', onExit);
      if (isOver()) await removeRecord(recordFile);
    }
  };

  const keep = async () => {
    await mkdir(folder, { recursive: true });
    const stale = await endStale(recordFile);
    if (stale !== undefined) log.warn({ pid: stale }, 'ended a LiveKit that an earlier start left behind');
    let pause = timing.pauseMs;
    while (!closed()) {
      status.set({ state: 'starting' });
      restarting = false;
      const stunBefore = stunFailed;
      const { healthyMs, words } = await live().catch((error: unknown) => ({ healthyMs: 0, words: String(error) }));
      if (closed()) break;
      if (isRestarting() || stunFailed !== stunBefore) continue;
      if (healthyMs >= timing.stableMs) pause = timing.pauseMs;
      status.set({ state: 'failed', reason: words });
      log.warn({ reason: words, healthyMs: Math.round(healthyMs), pauseMs: pause }, 'LiveKit ended; starting it again');
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => {});
      pause = Math.min(pause * 2, timing.longestPauseMs);
    }
  };
  const done = keep().catch((error: unknown) => status.set({ state: 'failed', reason: String(error) }));

  return {
    ports: () => ready,
    pid: () => child?.pid,
    network: () => network,
    refresh: () => {
      if (network === undefined || child === undefined || restarting) return;
      const same = JSON.stringify(mediaPlan(settings())) === JSON.stringify(mediaPlan(network));
      if (same) return;
      log.info({ plan: mediaPlan(settings()) }, 'the network has changed; starting LiveKit anew');
      restarting = true;
      stunFailed = false;
      void end(child);
    },
    close: async () => {
      closing.abort();
      if (child !== undefined) await end(child);
      await done;
    },
  };
};
