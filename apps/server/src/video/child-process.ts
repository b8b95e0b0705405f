import { spawn } from 'node:child_process';

export interface RunResult {
  /** Null when it was killed or could not be started. */
  readonly code: number | null;
  /** The last lines of stdout and stderr together. */
  readonly lines: readonly string[];
}

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const KEPT_LINES = 8;

/** Keeps the last lines of what a program says. */
export const createTail = (onLine?: (line: string) => void) => {
  const lines: string[] = [];
  let rest = '';
  return {
    lines: () => (rest === '' ? [...lines] : [...lines, rest]).slice(-KEPT_LINES),
    push: (chunk: Buffer) => {
      const parts = (rest + chunk.toString('utf8')).split(/\r?\n/);
      rest = (parts.pop() ?? '').slice(-4000);
      for (const line of parts) {
        if (line.trim() === '') continue;
        lines.push(line);
        if (lines.length > KEPT_LINES) lines.shift();
        onLine?.(line);
      }
    },
  };
};

/** Ends a program and what it started: its process group where there are such, its tree on Windows. */
const killTree = (pid: number, signal: NodeJS.Signals) => {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
};

/** Runs a program to its end, in a group of its own, for at most `timeoutMs`. Never rejects. */
export const run = (program: string, args: readonly string[], options: RunOptions): Promise<RunResult> =>
  new Promise((resolve) => {
    if (options.signal?.aborted) return resolve({ code: null, lines: ['stopped'] });
    const child = spawn(program, [...args], {
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const tail = createTail();
    const stop = (why: string) => {
      tail.push(Buffer.from(`${why}\n`));
      if (child.pid !== undefined) killTree(child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => stop(`stopped after ${Math.round(options.timeoutMs / 1000)} s`), options.timeoutMs);
    const onAbort = () => stop('stopped');
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const onExit = () => stop('stopped');
    process.once('exit', onExit);
    const finish = (code: number | null) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      process.removeListener('exit', onExit);
      resolve({ code, lines: tail.lines() });
    };
    child.stdout.on('data', tail.push);
    child.stderr.on('data', tail.push);
    child.on('error', (error) => {
      tail.push(Buffer.from(`${error.message}\n`));
      finish(null);
    });
    child.on('close', finish);
  });
