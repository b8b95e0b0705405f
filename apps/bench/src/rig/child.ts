import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A program of the rig in a process of its own, asked and answering over Node's channel, one question at a time. */
export class Child {
  readonly #process: ChildProcess;

  constructor(script: string, args: readonly string[] = [], nodeOptions: readonly string[] = []) {
    this.#process = fork(join(import.meta.dirname, script), args, { execArgv: [...nodeOptions] });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Sends a task and waits for what it answers; rejects with what the process says went wrong, or when it ends. */
  async ask<T>(task: object): Promise<T> {
    const answer = this.next<T>();
    this.#process.send(task);
    return answer;
  }
  /** The next thing that the process says. */
  next<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`a process of the rig ended with ${code}`));
      this.#process.once('exit', ended);
      this.#process.once('message', (message: { error?: string } & T) => {
        this.#process.off('exit', ended);
        if (message.error === undefined) resolve(message);
        else reject(new Error(message.error));
      });
    });
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await gone;
  }
}

/** The other side: answers each task, or says what went wrong. */
export const serveTasks = <T>(carryOut: (task: T) => Promise<object>): void => {
  process.on('message', (task: T) => {
    carryOut(task).then(
      (answer) => process.send?.(answer),
      (error: unknown) => process.send?.({ error: String(error instanceof Error ? error.stack : error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
};
