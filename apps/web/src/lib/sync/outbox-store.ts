import type { SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import type { TextStorage } from './device-storage.ts';

/** A kept command on the device, until its answer is known and seen. */
export interface OutboxEntry {
  readonly id: string;
  readonly scope: string;
  /** The run in which it was given. */
  readonly run: number;
  /** Sort key within the scope. */
  readonly order: number;
  readonly command: SessionCommand;
  /** For an anonymous question. */
  readonly secret?: string;
  /** When it was given, by the server's clock. */
  readonly since: number;
  readonly state: 'waiting' | 'refused' | 'answered';
  readonly answer?: Answer;
  readonly answeredAt?: number;
}

/** Where kept commands outlive the page. Nothing here rejects; what has been put is listed for as long as the page lives. */
export interface OutboxStore {
  list(scope: string): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(entry: OutboxEntry): Promise<void>;
}

/** On small texts: where there is no IndexedDB, or it fails. */
export class TextOutboxStore implements OutboxStore {
  readonly #texts: TextStorage;

  constructor(texts: TextStorage) {
    this.#texts = texts;
  }

  async list(scope: string): Promise<OutboxEntry[]> {
    return this.#texts.keys(prefix(scope)).flatMap((key) => {
      const entry = parse(this.#texts.get(key));
      return entry?.scope === scope ? [entry] : [];
    });
  }

  async put(entry: OutboxEntry): Promise<void> {
    this.#texts.set(prefix(entry.scope) + entry.id, JSON.stringify(entry));
  }

  async remove(entry: OutboxEntry): Promise<void> {
    this.#texts.remove(prefix(entry.scope) + entry.id);
  }
}

const prefix = (scope: string): string => `rostrum.outbox/${scope}/`;

const parse = (text: string | undefined): OutboxEntry | undefined => {
  try {
    const one = JSON.parse(text ?? 'null') as Partial<OutboxEntry> | null;
    const whole = typeof one?.id === 'string' && typeof one.order === 'number' && typeof one.command?.type === 'string';
    return whole ? (one as OutboxEntry) : undefined;
  } catch {
    return undefined;
  }
};

/** The part of a database that an outbox needs; may reject at any time. */
export interface OutboxDatabase {
  list(scope: string): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

/** In a database as long as it works, in texts whenever it does not. */
export class DeviceOutboxStore implements OutboxStore {
  readonly #database: OutboxDatabase;
  readonly #texts: TextOutboxStore;
  /** What the database was last known to hold, for when it fails to say (Safari loses databases while pages live). */
  #rows: readonly OutboxEntry[] = [];

  constructor(database: OutboxDatabase, texts: TextStorage) {
    this.#database = database;
    this.#texts = new TextOutboxStore(texts);
  }

  async list(scope: string): Promise<OutboxEntry[]> {
    const texts = await this.#texts.list(scope);
    const known = new Set(texts.map((one) => one.id));
    try {
      this.#rows = await this.#database.list(scope);
    } catch {
      // The last known rows have to do.
    }
    return [...texts, ...this.#rows.filter((one) => one.scope === scope && !known.has(one.id))];
  }

  async put(entry: OutboxEntry): Promise<void> {
    try {
      await this.#database.put(entry);
      this.#rows = [...this.#rows.filter((one) => one.id !== entry.id), entry];
      await this.#texts.remove(entry);
    } catch {
      await this.#texts.put(entry);
    }
  }

  async remove(entry: OutboxEntry): Promise<void> {
    this.#rows = this.#rows.filter((one) => one.id !== entry.id);
    await this.#texts.remove(entry);
    await this.#database.remove(entry.id).catch(() => undefined);
  }
}
