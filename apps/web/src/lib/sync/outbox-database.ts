import type { OutboxDatabase, OutboxEntry } from './outbox-store.ts';

const NAME = 'rostrum-outbox';
const STORE = 'entries';
const BY_SCOPE = 'scope';
/** Safari 14 may never answer the first `open` after the browser has started. */
const OPEN_TIMEOUT = 1_500;

/** The outbox in IndexedDB; opened at the first use, and again after a failure. */
export class IndexedOutboxDatabase implements OutboxDatabase {
  readonly #factory: () => IDBFactory;
  #opening: Promise<IDBDatabase> | undefined;
  /** An `open` that has not been answered in time: nothing waits for it again until it is. */
  #stuck = false;

  constructor(factory: () => IDBFactory = () => indexedDB) {
    this.#factory = factory;
  }

  list(scope: string): Promise<OutboxEntry[]> {
    return this.#run('readonly', (store) => store.index(BY_SCOPE).getAll(scope) as IDBRequest<OutboxEntry[]>);
  }

  async put(entry: OutboxEntry): Promise<void> {
    await this.#run('readwrite', (store) => store.put(entry));
  }

  async remove(id: string): Promise<void> {
    await this.#run('readwrite', (store) => store.delete(id));
  }

  /** Resolves when the transaction is complete: only then is something on the device. */
  async #run<T>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    try {
      const database = await (this.#opening ??= this.#open());
      return await new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(STORE, mode, { durability: 'strict' });
        const made = request(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(made.result);
        transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      });
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }

  #open(): Promise<IDBDatabase> {
    if (this.#stuck) return Promise.reject(new Error('the database does not open'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#stuck = true;
        reject(new Error('the database does not open'));
      }, OPEN_TIMEOUT);
      const opening = this.#factory().open(NAME, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex(BY_SCOPE, 'scope');
      };
      opening.onerror = () => reject(opening.error ?? new Error('the database does not open'));
      opening.onsuccess = () => {
        clearTimeout(timer);
        const database = opening.result;
        if (this.#stuck) {
          this.#stuck = false;
          database.close();
          return;
        }
        // A newer build may want to change the layout: do not stand in its way.
        database.onversionchange = () => this.#close(database);
        database.onclose = () => this.#close(database);
        resolve(database);
      };
    });
  }

  #close(database: IDBDatabase): void {
    database.close();
    this.#opening = undefined;
  }
}
