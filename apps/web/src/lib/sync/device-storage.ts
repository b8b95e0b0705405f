/** Small texts by key on this device. Never throws. */
export interface TextStorage {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
}

export class MemoryStorage implements TextStorage {
  readonly #texts = new Map<string, string>();

  get(key: string): string | undefined {
    return this.#texts.get(key);
  }
  set(key: string, value: string): void {
    this.#texts.set(key, value);
  }
  remove(key: string): void {
    this.#texts.delete(key);
  }
  keys(prefix: string): string[] {
    return Array.from(this.#texts.keys()).filter((key) => key.startsWith(prefix));
  }
}

/**
 * `localStorage` with memory beside it: private windows of older Safaris and full disks refuse to write, and some
 * settings throw on the very mention of it; then things last as long as the page.
 */
export class LocalStorage implements TextStorage {
  readonly #memory = new MemoryStorage();
  readonly #storage: Storage | undefined;

  constructor(storage: () => Storage = () => localStorage) {
    this.#storage = attempt(storage);
  }

  get(key: string): string | undefined {
    return this.#memory.get(key) ?? attempt(() => this.#storage?.getItem(key)) ?? undefined;
  }

  set(key: string, value: string): void {
    const storage = this.#storage;
    const written = storage !== undefined && attempt(() => (storage.setItem(key, value), true));
    if (written) {
      this.#memory.remove(key);
      return;
    }
    // An older text under this key would come back at the next start in place of this one.
    attempt(() => storage?.removeItem(key));
    this.#memory.set(key, value);
  }

  remove(key: string): void {
    this.#memory.remove(key);
    attempt(() => this.#storage?.removeItem(key));
  }

  keys(prefix: string): string[] {
    const all = new Set(this.#memory.keys(prefix));
    attempt(() => {
      for (let n = 0; n < (this.#storage?.length ?? 0); n++) {
        const key = this.#storage?.key(n);
        if (key?.startsWith(prefix)) all.add(key);
      }
    });
    return Array.from(all);
  }
}

const attempt = <T>(what: () => T): T | undefined => {
  try {
    return what();
  } catch {
    return undefined;
  }
};
