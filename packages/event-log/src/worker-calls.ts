import { Worker } from 'node:worker_threads';
import { LogUnavailable } from './event-log.ts';
import type { UnavailableReason } from './event-log.ts';

export interface CallMessage {
  id: number;
  method: string;
  args: unknown[];
}
export type ReplyMessage =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; reason: UnavailableReason; detail: string }
  | { notice: string };

export interface WorkerCalls {
  /** Calls a method over there. Rejects with {@link LogUnavailable} when it throws or the worker dies. */
  call(method: string, args: unknown[]): Promise<unknown>;
  /** Ends the worker once the calls before have been answered. */
  close(): Promise<void>;
}

/**
 * Calls into a worker thread, in order. A worker that dies rejects the calls that it owed an answer; the next call
 * starts a new one, so that one crash does not end the log.
 */
export function openWorkerCalls(options: {
  url: URL;
  workerData: unknown;
  onNotice: (notice: string) => void;
}): WorkerCalls {
  interface Waiting {
    resolve: (value: unknown) => void;
    reject: (error: LogUnavailable) => void;
  }
  let running: { worker: Worker; waiting: Map<number, Waiting> } | undefined;
  let lastId = 0;
  let closed = false;

  const start = () => {
    const worker = new Worker(options.url, { workerData: options.workerData });
    const waiting = new Map<number, Waiting>();
    const started = { worker, waiting };
    const died = (detail: string) => {
      if (running === started) running = undefined;
      for (const { reject } of waiting.values()) reject(new LogUnavailable('crashed', detail));
      waiting.clear();
    };
    worker.on('message', (message: ReplyMessage) => {
      if ('notice' in message) return options.onNotice(message.notice);
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) call?.resolve(message.value);
      else call?.reject(new LogUnavailable(message.reason, message.detail));
    });
    worker.on('error', (error) => died(String(error)));
    worker.on('exit', (code) => died(`the worker ended with code ${code}`));
    return (running = started);
  };

  const call = (method: string, args: unknown[]): Promise<unknown> => {
    if (closed) return Promise.reject(new LogUnavailable('closed', 'it has been closed'));
    const { worker, waiting } = running ?? start();
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies CallMessage);
    });
  };

  return {
    call,
    close: async () => {
      if (closed) return;
      const worker = running?.worker;
      const closing = worker ? call('close', []) : undefined;
      closed = true;
      await closing?.catch(() => undefined);
      await worker?.terminate();
    },
  };
}
