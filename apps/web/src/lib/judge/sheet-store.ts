import type { TextStorage } from '#lib/sync/device-storage.ts';

/** What a judge has written for one talk. Marks are kept as typed, right or not: nothing typed is lost. */
export interface SheetText {
  readonly marks: Readonly<Record<string, string>>;
  readonly comment: string;
}
export type KeptSheet = SheetText & { readonly at: number };
interface Place {
  readonly session: string;
  readonly run: number;
  readonly participant: string | undefined;
}

/** A JSON text of this device under a key of one person in one run of a session; what cannot be read is not there. */
export class DeviceText<T> {
  readonly #storage: TextStorage;
  readonly #place: Place;
  readonly #kind: string;
  constructor(storage: TextStorage, place: Place, kind: string) {
    this.#storage = storage;
    this.#place = place;
    this.#kind = kind;
  }
  #key(name: string): string {
    const { session, run, participant } = this.#place;
    return `rostrum.${this.#kind}/${session}/${run}/${participant ?? ''}/${name}`;
  }
  get(name: string): T | undefined {
    try {
      const text = this.#storage.get(this.#key(name));
      return text === undefined ? undefined : (JSON.parse(text) as T);
    } catch {
      return undefined;
    }
  }
  set(name: string, value: T): void {
    this.#storage.set(this.#key(name), JSON.stringify(value));
  }
  remove(name: string): void {
    this.#storage.remove(this.#key(name));
  }
}

/** The same marks and words; a mark that is empty is none. */
export const same = (a: SheetText, b: SheetText): boolean => {
  const names = [...Object.keys(a.marks), ...Object.keys(b.marks)];
  return a.comment === b.comment && names.every((name) => (a.marks[name] ?? '') === (b.marks[name] ?? ''));
};

/**
 * Two devices have written: the newer one's boxes win, and what only the older one has is not lost. Nothing when the newer
 * one has it all.
 */
export const merged = (newer: SheetText, older: SheetText): SheetText | undefined => {
  const both = { marks: { ...older.marks, ...newer.marks }, comment: newer.comment || older.comment };
  return same(both, newer) ? undefined : both;
};
