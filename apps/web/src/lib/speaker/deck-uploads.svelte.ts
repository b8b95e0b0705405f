import { SvelteMap } from 'svelte/reactivity';
import { LocalStorage, type TextStorage } from '#lib/sync/device-storage.ts';
import { DeckUpload, type DeckUploadTarget } from '#lib/sync/upload.svelte.ts';

/** An upload that a reload (or a closed lid) has interrupted: the same file, chosen again, goes on where it stopped. */
export interface Interrupted {
  readonly name: string;
  readonly size: number;
}

const DAY = 24 * 60 * 60_000;

/** The uploads of one speaker's screen, by talk; one at a time for each. */
export class DeckUploads {
  readonly #session: string;
  readonly #storage: TextStorage;
  readonly #begin: (target: DeckUploadTarget, file: File) => DeckUpload;
  readonly #uploads = new SvelteMap<string, DeckUpload>();
  /** What the view said of the talk's deck when its upload began. */
  readonly #before: Record<string, string> = {};
  readonly #interrupted = new SvelteMap<string, Interrupted>();

  constructor(
    session: string,
    talks: readonly string[],
    storage: TextStorage = new LocalStorage(),
    begin: (target: DeckUploadTarget, file: File) => DeckUpload = (target, file) => new DeckUpload(target, file),
  ) {
    this.#session = session;
    this.#storage = storage;
    this.#begin = begin;
    for (const talk of talks) {
      const found = this.#kept(talk);
      if (found) this.#interrupted.set(talk, found);
    }
  }

  of(talk: string): DeckUpload | undefined {
    return this.#uploads.get(talk);
  }
  interrupted(talk: string): Interrupted | undefined {
    return this.#uploads.has(talk) ? undefined : this.#interrupted.get(talk);
  }

  /**
   * `standing` is what the view says of the talk's deck as it begins: what has become of an upload may be known before
   * its last answer is here, so only a comparison with the beginning tells.
   */
  async start(talk: string, file: File, standing: string): Promise<void> {
    await this.#uploads.get(talk)?.pause();
    const upload = this.#begin({ session: this.#session, role: 'speaker', talk }, file);
    this.#uploads.set(talk, upload);
    this.#before[talk] = standing;
    this.#interrupted.delete(talk);
    const kept = { name: file.name, size: file.size, at: Date.now() };
    this.#storage.set(this.#key(talk), JSON.stringify(kept));
    await upload.start();
  }

  /** Whether the view tells by now what has become of an upload that is done. */
  decided(talk: string, standing: string): boolean {
    return this.#uploads.get(talk)?.status === 'done' && this.#before[talk] !== standing;
  }

  /** It has become a deck, or been refused, or been given up. */
  forget(talk: string): void {
    this.#uploads.delete(talk);
    this.#interrupted.delete(talk);
    this.#storage.remove(this.#key(talk));
  }

  async cancel(talk: string): Promise<void> {
    const upload = this.#uploads.get(talk);
    this.forget(talk);
    await upload?.cancel();
  }

  #key(talk: string): string {
    return `rostrum.upload/${this.#session}/${talk}`;
  }

  #kept(talk: string): Interrupted | undefined {
    try {
      const found = JSON.parse(this.#storage.get(this.#key(talk)) ?? 'null') as (Interrupted & { at: number }) | null;
      return found && Date.now() - found.at < DAY ? { name: found.name, size: found.size } : undefined;
    } catch {
      return undefined;
    }
  }
}
