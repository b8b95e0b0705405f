/** Keeps a form's contents on this device, so that a reload, a crash or a closed lid loses nothing typed. */
export class DraftKeeper<T> {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly #key: string;
  readonly #version: number;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, key: string, version: number) {
    this.#storage = storage;
    this.#key = key;
    this.#version = version;
  }

  /** What was kept, or undefined: nothing, or by a form of another shape. */
  read(): T | undefined {
    try {
      const kept = JSON.parse(this.#storage.getItem(this.#key) ?? 'null') as { version?: number; draft?: T } | null;
      return kept?.version === this.#version ? kept.draft : undefined;
    } catch {
      return undefined;
    }
  }
  /** A full or forbidden storage is no reason to stop typing. */
  keep(draft: T): void {
    try {
      this.#storage.setItem(this.#key, JSON.stringify({ version: this.#version, draft }));
    } catch {
      return;
    }
  }
  forget(): void {
    try {
      this.#storage.removeItem(this.#key);
    } catch {
      return;
    }
  }
}
