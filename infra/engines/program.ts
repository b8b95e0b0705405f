import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that runs beside a test, with whatever it starts itself. */
export interface Program {
  /** Ends it and all that it started, and waits until it is gone. */
  end(): Promise<void>;
}

/** How long a browser may take to say that it is ready on a busy machine. */
const PATIENCE = 60_000;

/**
 * Starts a program in a process group of its own, and waits for a line of its output (either stream, or file
 * descriptor 3) in which `ready` finds something, and answers with what was found in its first group; or, for a program
 * that says nothing, until `ready` answers yes.
 */
export const startProgram = async (
  file: string,
  args: readonly string[],
  ready: RegExp | (() => Promise<boolean>),
  environment: Readonly<Record<string, string>> = {},
): Promise<Program & { readonly said: string }> => {
  const child = spawn(file, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  const end = async (): Promise<void> => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (child.pid !== undefined) {
        try {
          process.kill(-child.pid, signal);
        } catch {
          // The whole group has ended by itself.
        }
      }
      await Promise.race([gone, new Promise((done) => setTimeout(done, 2_000))]);
    }
  };
  const heard: string[] = [];
  try {
    const said = await new Promise<string>((found, fail) => {
      const lost = (why: string): void => fail(new Error(`${file} ${why}: ${heard.slice(-10).join('\n')}`));
      setTimeout(() => lost('did not get ready'), PATIENCE).unref();
      child.once('error', (error) => lost(error.message));
      child.once('exit', (code) => lost(`ended with ${code ?? 'a signal'}`));
      for (const stream of [child.stdout, child.stderr, child.stdio[3]])
        createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => {
          heard.push(line);
          const match = ready instanceof RegExp ? ready.exec(line) : undefined;
          if (match) found(match[1] ?? '');
        });
      const look = async (): Promise<void> => {
        if (ready instanceof RegExp) return;
        if (await ready()) found('');
        else setTimeout(() => void look(), 100).unref();
      };
      void look();
    });
    return { said, end };
  } catch (error) {
    await end();
    throw error;
  }
};
