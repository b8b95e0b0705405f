import type { Hello } from '@rostrum/protocol';
import { MemoryStorage, type TextStorage } from '../device-storage.ts';
import { TextOutboxStore } from '../outbox-store.ts';
import type { ConnectionParts, PageListener } from '../parts.ts';
import type { TransportEvents } from '../transport.ts';
import type { FakeServer } from './fake-server.ts';

/** A browser's page around a fake server; one for each load of the page, on the storage of one device. */
export class FakePage {
  readonly parts: ConnectionParts;
  reloads = 0;
  path = '';
  isVisible = true;
  #listener: PageListener | undefined;

  constructor(server: FakeServer, texts: TextStorage = new MemoryStorage()) {
    this.parts = {
      timers: server.timers,
      makeTransport: (path: string, hello: () => Hello, events: TransportEvents) => {
        this.path = path;
        return server.transport(hello, events);
      },
      texts,
      outboxStore: new TextOutboxStore(texts),
      random: () => 0.5,
      exclusive: (_name, work) => work(),
      tell: () => undefined,
      listen: () => () => undefined,
      watchPage: (listener) => {
        this.#listener = listener;
        return () => {
          this.#listener = undefined;
        };
      },
      visible: () => this.isVisible,
      reloadRest: () => 0,
      reload: () => {
        this.reloads++;
      },
    };
  }

  show(): void {
    this.isVisible = true;
    this.#listener?.shown();
  }
  hide(): void {
    this.isVisible = false;
    this.#listener?.hidden();
  }
  networkBack(): void {
    this.#listener?.online();
  }
}
