import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cpuMsOf } from './machine.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const SCRIPTS = {
  /** The product, its pages built. */
  product: join(ROOT, 'apps/server/src/serve.ts'),
  /** The product with the pages' contents as JSON in place of the pages: nothing has to be built, all else is the same. */
  withoutPages: join(ROOT, 'apps/server/src/proofs/testing/serve.ts'),
  /** Socket.IO and nothing else. */
  bare: fileURLToPath(new URL('./bare-server.ts', import.meta.url)),
};

export interface ServerOptions {
  /** Writes a CPU profile into this folder when it ends (node --cpu-prof). */
  readonly profile?: string;
  /** In place of a fresh folder that goes with the server. */
  readonly dataDir?: string;
}

/** A server under test in a process of its own, on a free port of the loopback. */
export class ServerProcess {
  readonly port: number;
  /** The owner's one-time token; empty for the bare server. */
  readonly ownerToken: string;
  readonly dataDir: string;
  readonly #child: ChildProcess;
  readonly #ownsDir: boolean;

  private constructor(child: ChildProcess, port: number, ownerToken: string, dataDir: string, ownsDir: boolean) {
    this.#child = child;
    this.port = port;
    this.ownerToken = ownerToken;
    this.dataDir = dataDir;
    this.#ownsDir = ownsDir;
  }

  static async start(kind: keyof typeof SCRIPTS, options: ServerOptions = {}): Promise<ServerProcess> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'rostrum-bench-')));
    const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
    const preload = ['--expose-gc', '--import', fileURLToPath(new URL('./gc-on-signal.ts', import.meta.url))];
    const child = spawn(process.execPath, [...preload, ...profile, SCRIPTS[kind]], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', VIDEO: 'off', LOG_LEVEL: 'warn', DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    for (;;) {
      const said = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\/owner\/(\S*)/.exec(out);
      if (said && out.includes('Ctrl-C'))
        return new ServerProcess(child, Number(said[1]), said[2] ?? '', dataDir, options.dataDir === undefined);
      if (child.exitCode !== null) throw new Error(`${kind} has not started: ${out}`);
      await delay(5);
    }
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Kilobytes that it holds once its garbage is gone: what the kernel counts as its own (Pss). */
  async kilobytes(): Promise<number> {
    for (let time = 0; time < 2; time += 1) {
      this.#child.kill('SIGUSR2');
      await delay(1_500);
    }
    const rollup = await readFile(`/proc/${this.#child.pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]);
  }

  /** Milliseconds of processor time that it has used, all its threads together. */
  cpuMs(): Promise<number> {
    return cpuMsOf(this.#child.pid ?? 0);
  }

  /** Ends it in order, or at once as a power cut would. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = once(this.#child, 'exit');
      this.#child.kill(signal);
      await gone;
    }
  }
  /** As `stop`; a folder of its own goes with it. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.stop(signal);
    if (this.#ownsDir) await rm(this.dataDir, { recursive: true, force: true });
  }
}
