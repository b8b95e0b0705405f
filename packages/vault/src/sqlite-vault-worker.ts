import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { answerRequests, openKeyFile } from './sqlite-keys.ts';
import type { KeyRequest } from './sqlite-keys.ts';

export type VaultReply = { answers: (Uint8Array | undefined)[] } | { failed: string };

function serve(port: NonNullable<typeof parentPort>, file: string): void {
  let database: DatabaseSync | undefined;
  port.on('message', (requests: KeyRequest[] | 'close') => {
    try {
      if (requests === 'close') {
        database?.close();
        port.postMessage({ answers: [] } satisfies VaultReply);
        port.close();
        return;
      }
      database ??= openKeyFile(file);
      port.postMessage({ answers: answerRequests(database, requests) } satisfies VaultReply);
    } catch (error) {
      port.postMessage({ failed: String(error) } satisfies VaultReply);
    }
  });
}

if (parentPort) serve(parentPort, String(workerData));
