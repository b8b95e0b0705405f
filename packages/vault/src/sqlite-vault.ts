import { Worker } from 'node:worker_threads';
import type { KeyRequest } from './sqlite-keys.ts';
import type { VaultReply } from './sqlite-vault-worker.ts';
import { VaultUnavailable } from './vault.ts';
import type { Vault } from './vault.ts';

interface Waiting {
  request: KeyRequest;
  resolve: (key: Uint8Array | undefined) => void;
  reject: (error: VaultUnavailable) => void;
}

/**
 * Opens (creating it when needed) the embedded vault: one SQLite file of mode 0600, served by a worker thread. Keys that
 * are asked for while others are being written are written together, so a crowd that joins costs a few commits.
 */
export async function openSqliteVault(options: { file: string }): Promise<Vault> {
  let worker: Worker | undefined;
  let queue: Waiting[] = [];
  let pumping: Promise<void> | undefined;
  let closed = false;

  let settle: (reply: VaultReply) => void = () => undefined;

  const start = (): Worker => {
    const started = new Worker(new URL('./sqlite-vault-worker.ts', import.meta.url), { workerData: options.file });
    const died = (detail: unknown) => {
      if (worker !== started) return;
      // Replaced at the next request.
      worker = undefined;
      settle({ failed: `the worker ended: ${String(detail)}` });
    };
    started.on('message', (reply: VaultReply | Record<string, unknown>) => {
      // Under `node --watch` Node itself tells which files the worker has loaded, on this same channel.
      if ('answers' in reply || 'failed' in reply) settle(reply as VaultReply);
    });
    started.on('error', died);
    started.on('exit', died);
    return started;
  };

  /** Sends one message and waits for its answer; there is never more than one under way. */
  const exchange = (message: KeyRequest[] | 'close'): Promise<VaultReply> =>
    new Promise((resolve) => {
      settle = resolve;
      worker ??= start();
      worker.postMessage(message);
    });

  const pump = async (): Promise<void> => {
    while (queue.length > 0) {
      const group = queue;
      queue = [];
      const reply = await exchange(group.map(({ request }) => request));
      group.forEach(({ resolve, reject }, index) => {
        if ('answers' in reply) resolve(reply.answers[index]);
        else reject(new VaultUnavailable(reply.failed));
      });
    }
    pumping = undefined;
  };

  const ask = (request: KeyRequest): Promise<Uint8Array | undefined> => {
    if (closed) return Promise.reject(new VaultUnavailable('the vault has been closed'));
    return new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject });
      pumping ??= pump();
    });
  };

  const vault: Vault = {
    installationKey: async (name) => {
      const key = await ask({ action: 'make', kind: 'installation', name });
      if (!key) throw new VaultUnavailable(`no key ${name}`);
      return key;
    },
    personKey: (name) => ask({ action: 'make', kind: 'person', name }),
    findPersonKey: (name) => ask({ action: 'find', kind: 'person', name }),
    forgetPerson: async (name) => {
      await ask({ action: 'forget', kind: 'person', name });
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await pumping;
      if (!worker) return;
      const ending = worker;
      await exchange('close');
      await ending.terminate();
    },
  };

  try {
    await vault.findPersonKey('');
    return vault;
  } catch (error) {
    await vault.close();
    throw error;
  }
}
