import { parentPort, workerData } from 'node:worker_threads';
import { LogUnavailable } from './event-log.ts';
import type { UnavailableReason } from './event-log.ts';
import type { DatabaseOptions } from './sqlite-schema.ts';
import { openStore } from './sqlite-store.ts';
import type { Store } from './sqlite-store.ts';
import type { CallMessage, ReplyMessage } from './worker-calls.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html; an extended code carries its primary in the low byte. */
const reasons: Record<number, UnavailableReason> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'io-error',
  11: 'corrupt',
  13: 'disk-full',
  14: 'io-error',
  26: 'corrupt',
};

/** How often a write by another process is looked for. */
const watchMs = 250;

function failure(id: number, error: unknown): ReplyMessage {
  if (error instanceof LogUnavailable) return { id, ok: false, reason: error.reason, detail: error.message };
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return { id, ok: false, reason: reasons[code] ?? 'failed', detail: String(error) };
}

function serve(port: NonNullable<typeof parentPort>, options: DatabaseOptions): void {
  // Opened at the first call and again after a failure to open, so that a full disk at start is only a phase.
  let store: Store | undefined;
  const watch = setInterval(() => {
    try {
      if (store?.changedElsewhere()) port.postMessage({ notice: 'changed' } satisfies ReplyMessage);
    } catch {
      // Whatever is wrong with the file, the next call will tell its caller.
    }
  }, watchMs);

  port.on('message', ({ id, method, args }: CallMessage) => {
    try {
      if (method === 'close') {
        clearInterval(watch);
        store?.close();
        store = undefined;
        port.postMessage({ id, ok: true, value: undefined } satisfies ReplyMessage);
        port.close();
        return;
      }
      store ??= openStore(options);
      const work = store[method as keyof Store] as (...args: unknown[]) => unknown;
      port.postMessage({ id, ok: true, value: work(...args) } satisfies ReplyMessage);
    } catch (error) {
      port.postMessage(failure(id, error));
    }
  });
}

if (parentPort) serve(parentPort, workerData as DatabaseOptions);
