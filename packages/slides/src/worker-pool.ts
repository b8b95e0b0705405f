import { Piscina } from 'piscina';
import type { PageProblem } from './contract.ts';
import type { Answers, Task } from './worker/tasks.ts';

const IDLE_MS = 60_000;
const WORKER_HEAP_MB = 1024;
/** On Linux a thread can be put behind the process's others; elsewhere it would slow the whole process. */
const NICE = process.platform === 'linux' ? 10 : 0;

/** A worker that answered nothing: it hung and was ended, or it died. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
  readonly code: Exclude<PageProblem, 'unreadable'>;

  constructor(code: Exclude<PageProblem, 'unreadable'>, detail?: string) {
    super(detail ?? code);
    this.code = code;
  }
}

/** Threads that open and draw decks. Each task may take `timeoutMs`; a thread that takes longer is ended and replaced. */
export class WorkerPool {
  readonly #pool: Piscina;
  readonly #closing = new AbortController();

  /** `heapMegabytes`: of JavaScript objects a worker; pixels and files are counted apart. A page that needs more ends its worker. */
  constructor(workers: number, heapMegabytes = WORKER_HEAP_MB) {
    this.#pool = new Piscina({
      filename: new URL('./worker/main.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: workers,
      idleTimeout: IDLE_MS,
      concurrentTasksPerWorker: 1,
      niceIncrement: NICE,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      // Drawing waits for other threads (encoding); a worker that sleeps on a shared counter would not see them finish.
      atomics: 'disabled',
    });
    // A thread that dies between two tasks is replaced; there is no one to tell.
    this.#pool.on('error', () => undefined);
  }

  /** Rejects with a `WorkerFailure`, or with the signal's reason. */
  async run<T extends Task>(task: T, timeoutMs: number, signal?: AbortSignal): Promise<Answers[T['kind']]> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const stop = AbortSignal.any([timeout, this.#closing.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      const answer: unknown = await this.#pool.run(task, { signal: stop });
      return answer as Answers[T['kind']];
    } catch (error) {
      signal?.throwIfAborted();
      this.#closing.signal.throwIfAborted();
      if (timeout.aborted) throw new WorkerFailure('timeout', `more than ${timeoutMs} ms`);
      if (error instanceof Error && 'syscall' in error) throw error;
      throw new WorkerFailure('crashed', error instanceof Error ? error.message : String(error));
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('slides are closed'));
    await this.#pool.destroy();
  }
}
