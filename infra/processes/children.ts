import { spawn, type ChildProcess } from 'node:child_process';

/** What a program that we ran came to. `code` is null when it could not be started or was ended by a signal. */
export interface Outcome {
  readonly code: number | null;
  /** What it wrote (both streams), when it ran with `output: 'kept'`; else empty. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `shown` passes the output on as it comes; `kept` collects it for whoever wants to show it on failure. */
  readonly output: 'shown' | 'kept';
}

const graceMs = 4000;

/**
 * The programs that a tool has running, so that all of them, with what they started themselves, end when the tool does.
 * Each runs in a process group of its own (on Windows `taskkill /T` does the same) and without a shell.
 */
export class Children {
  readonly #running = new Set<ChildProcess>();

  run(program: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
    return new Promise((resolve) => {
      const kept: Buffer[] = [];
      const child = spawn(program, args, {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        stdio: [
          'ignore',
          ...(options.output === 'shown' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
        ],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
      this.#running.add(child);
      child.stdout?.on('data', (chunk: Buffer) => kept.push(chunk));
      child.stderr?.on('data', (chunk: Buffer) => kept.push(chunk));
      child.once('error', (error) => {
        this.#running.delete(child);
        resolve({ code: null, output: error.message });
      });
      child.once('close', (code) => {
        this.#running.delete(child);
        resolve({ code, output: Buffer.concat(kept).toString('utf8') });
      });
    });
  }

  /** Asks all to end, waits a little, and ends those that did not. */
  async endAll(): Promise<void> {
    const children = [...this.#running];
    for (const child of children) endTree(child, 'SIGTERM');
    const deadline = Date.now() + graceMs;
    while (this.#running.size > 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    // A group may outlive its leader, so all groups are asked, not only those whose leader is still there.
    for (const child of children) endTree(child, 'SIGKILL');
  }
}

function endTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode === null) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
