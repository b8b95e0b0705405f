import type { SessionCommand } from '@rostrum/domain';
import type { Envelope } from '@rostrum/protocol';
import { beforeEach } from 'vitest';
import { MemoryStorage } from '../device-storage.ts';
import { Outbox } from '../outbox.ts';
import { TextOutboxStore, type OutboxStore } from '../outbox-store.ts';
import type { Transport } from '../transport.ts';
import { FakeServer } from './fake-server.ts';
import { FakeTimers } from './fake-timers.ts';

export const vote = (question: string): SessionCommand => ({ type: 'question.vote', question });
export const ask = (text: string): SessionCommand => ({ type: 'question.ask', text, named: true });
export const draft = (talk: string, mark: string): SessionCommand => ({
  type: 'sheet.draft',
  talk,
  marks: { voice: mark },
  comment: '',
});
export const ids = (envelopes: readonly Envelope[]): string[] => envelopes.map(({ id }) => id);

interface OutboxPage {
  readonly outbox: Outbox;
  connect(): Promise<void>;
}
/** A device of a test's own, and the server that its pages talk to. */
export interface Device {
  readonly timers: FakeTimers;
  readonly server: FakeServer;
  readonly storage: MemoryStorage;
  /** A page, or one of several tabs, on the device's storage. */
  page(store?: OutboxStore): Promise<OutboxPage>;
}

/** A new one for each test; to be called at the top of a file. */
export const deviceForEach = (): Device => {
  const device = {} as Device;
  beforeEach(() => void Object.assign(device, newDevice()));
  return device;
};

const newDevice = (): Device => {
  const timers = new FakeTimers();
  const server = new FakeServer(timers);
  const storage = new MemoryStorage();
  const page = async (store: OutboxStore = new TextOutboxStore(storage)): Promise<OutboxPage> => {
    let transport: Transport | undefined;
    const outbox = new Outbox({
      scope: 's1/judge/p1',
      store,
      exclusive: (work) => work(),
      deliver: (envelope, ms) =>
        transport?.request('command', envelope, ms) ?? Promise.resolve({ answered: false, why: 'disconnected' }),
      timers,
      random: () => 0.5,
      now: () => timers.local(),
      changed: () => undefined,
      written: () => undefined,
      answered: () => undefined,
    });
    await outbox.load();
    return {
      outbox,
      async connect() {
        transport = server.transport(() => ({ protocol: 1 }), {
          connected: () => outbox.online(),
          disconnected: () => outbox.offline(),
          failed: () => undefined,
          view: () => undefined,
          signal: () => undefined,
          farewell: () => undefined,
        });
        transport.open();
        await timers.pass(20);
      },
    };
  };
  return { timers, server, storage, page };
};
