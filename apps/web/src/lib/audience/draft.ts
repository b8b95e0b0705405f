import type { TextStorage } from '#lib/sync/device-storage.ts';

export interface Draft {
  readonly text: string;
  readonly anonymous: boolean;
}

/** The question that somebody has begun, kept on the device until it is sent or emptied. */
export class QuestionDraft {
  readonly #storage: TextStorage;
  readonly #key: string;

  /** `scope` names session, run and participant. */
  constructor(storage: TextStorage, scope: string) {
    this.#storage = storage;
    this.#key = `rostrum.draft/${scope}`;
  }

  read(): Draft | undefined {
    try {
      const read = JSON.parse(this.#storage.get(this.#key) ?? 'null') as Partial<Draft> | null;
      return typeof read?.text === 'string' ? { text: read.text, anonymous: read.anonymous === true } : undefined;
    } catch {
      return undefined;
    }
  }

  write(draft: Draft): void {
    if (draft.text.trim() === '') this.#storage.remove(this.#key);
    else this.#storage.set(this.#key, JSON.stringify(draft));
  }
}
