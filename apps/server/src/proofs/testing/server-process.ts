import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A port of the loopback that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
};

/** The server in a process of its own, always on the same folder and port, so that clients find it again by themselves. */
export class ServerProcess {
  readonly base: string;
  readonly #dir: string;
  readonly #port: number;
  readonly #wrapper: readonly string[];
  readonly #script: string;
  readonly #settings: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #out = '';
  #err = '';

  /** `wrapper`: a program, with its arguments, that starts the server in its stead. `settings`: further ones. `script`: in place of a server without pages. */
  constructor(
    dir: string,
    port: number,
    wrapper: readonly string[] = [],
    settings: Readonly<Record<string, string>> = {},
    script = join(import.meta.dirname, 'serve.ts'),
  ) {
    this.#script = script;
    this.#dir = dir;
    this.#port = port;
    this.#wrapper = wrapper;
    this.#settings = settings;
    this.base = `http://127.0.0.1:${port}`;
  }

  /** What it wrote to its error output: nothing, as long as all is well. */
  get complaints(): string {
    return this.#err;
  }

  /** Resolves with an owner's one-time token, once the server answers. */
  async start(): Promise<string> {
    const [program = process.execPath, ...before] = this.#wrapper;
    const rest = this.#wrapper.length === 0 ? [this.#script] : [...before, process.execPath, this.#script];
    this.#out = '';
    const child = spawn(program, rest, {
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(this.#port),
        VIDEO: 'off',
        LOG_LEVEL: 'warn',
        DATA_DIR: this.#dir,
        ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    const deadline = Date.now() + 60_000;
    for (;;) {
      const token = /\/owner\/(\S+)/.exec(this.#out)?.[1];
      if (token !== undefined && this.#out.includes('Ctrl-C')) return token;
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`not started: ${this.#err}`);
      await delay(10);
    }
  }

  /** The exit code, once it has ended by itself. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child?.exitCode ?? null;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
