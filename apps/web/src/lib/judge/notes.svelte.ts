import { SvelteMap } from 'svelte/reactivity';
import { LocalStorage, type TextStorage } from '#lib/sync/device-storage.ts';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';
import { DeviceText } from './sheet-store.ts';

const REST = 800;

/** A judge's own notes, for nobody else: at once on the device, soon on the server, in any state of a sheet. */
export class Notes {
  readonly #connection: ScreenConnection<'judge'>;
  readonly #kept: DeviceText<string>;
  readonly #locals = new SvelteMap<string, string>();
  readonly #timers: Record<string, ReturnType<typeof setTimeout>> = {};

  readonly #refused: (code: string) => void;

  constructor(
    connection: ScreenConnection<'judge'>,
    refused: (code: string) => void,
    storage: TextStorage = new LocalStorage(),
  ) {
    this.#connection = connection;
    this.#refused = refused;
    this.#kept = new DeviceText(storage, connection, 'note');
  }

  /** Call in the browser: brings back what a reload has interrupted, and sends it. */
  restore(): void {
    for (const talk of Object.keys(this.#connection.view.sheets)) {
      const kept = this.#kept.get(talk);
      if (kept === undefined) continue;
      this.#locals.set(talk, kept);
      this.#later(talk);
    }
  }

  text(talk: string): string {
    return this.#locals.get(talk) ?? this.#connection.view.sheets[talk]?.note ?? '';
  }

  get safe(): boolean {
    return this.#locals.size === 0;
  }

  edit(talk: string, note: string): void {
    this.#locals.set(talk, note);
    this.#kept.set(talk, note);
    this.#later(talk);
  }

  flush(): void {
    for (const talk of Object.keys(this.#timers)) this.#send(talk);
  }

  /** Call from an effect: what the server has is no longer held here. */
  catchUp(): void {
    for (const [talk, note] of [...this.#locals])
      if ((this.#connection.view.sheets[talk]?.note ?? '') === note.trim() && !(talk in this.#timers)) this.#drop(talk);
  }

  #later(talk: string): void {
    clearTimeout(this.#timers[talk]);
    this.#timers[talk] = setTimeout(() => this.#send(talk), REST);
  }

  #send(talk: string): void {
    clearTimeout(this.#timers[talk]);
    delete this.#timers[talk];
    const note = this.#locals.get(talk);
    if (note === undefined) return;
    for (const { id, command, state } of this.#connection.pending)
      if (command.type === 'sheet.note' && command.talk === talk && state !== 'sending' && state !== 'acknowledged')
        this.#connection.dismiss(id);
    void this.#connection.send({ type: 'sheet.note', talk, note: note.trim() }).then((answer) => {
      // An answer of no leaves the words on the device; they are tried again with the next change or the next visit.
      if (answer.ok) this.catchUp();
      else if (answer.code !== 'withdrawn') this.#refused(answer.code);
    });
  }

  #drop(talk: string): void {
    this.#locals.delete(talk);
    this.#kept.remove(talk);
  }
}
