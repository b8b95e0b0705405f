import { LocalStorage, type TextStorage } from '#lib/sync/device-storage.ts';
import { DeviceText } from './sheet-store.ts';

export interface BallotFacts {
  /** All that may be listed, in running order. */
  readonly talks: readonly string[];
  /** What was sent, best first. */
  readonly own?: readonly string[] | undefined;
  /** How many talks a list has. */
  readonly most: number;
}
interface Place {
  readonly session: string;
  readonly run: number;
  readonly participant: string | undefined;
}

/** A list of talks that is being put in order, best first; kept on the device until it is sent. */
export class Ballot {
  readonly #facts: () => BallotFacts;
  readonly #kept: DeviceText<readonly string[]>;
  readonly #name: string;
  #written: readonly string[] | undefined = $state.raw();

  /** `name`: of what is voted on, so that two ballots do not share a draft. */
  constructor(facts: () => BallotFacts, place: Place, name: string, storage: TextStorage = new LocalStorage()) {
    this.#facts = facts;
    this.#name = name;
    this.#kept = new DeviceText(storage, place, 'ballot');
  }

  /** Call in the browser: brings back what a reload has interrupted. */
  restore(): void {
    this.#written = this.#kept.get(this.#name);
  }

  /** Best first. */
  get chosen(): readonly string[] {
    const { talks, own, most } = this.#facts();
    return (this.#written ?? own ?? []).filter((talk) => talks.includes(talk)).slice(0, most);
  }
  get rest(): readonly string[] {
    const { chosen } = this;
    return this.#facts().talks.filter((talk) => !chosen.includes(talk));
  }
  /** Places that are still to be given. */
  get missing(): number {
    const { talks, most } = this.#facts();
    return Math.min(most, talks.length) - this.chosen.length;
  }
  /** Differs from what was sent. */
  get changed(): boolean {
    const { own } = this.#facts();
    return this.#written !== undefined && this.chosen.join('\n') !== (own ?? []).join('\n');
  }

  add(talk: string): void {
    if (this.missing > 0 && this.rest.includes(talk)) this.#write([...this.chosen, talk]);
  }
  remove(talk: string): void {
    this.#write(this.chosen.filter((one) => one !== talk));
  }
  /** By so many places; kept within the list. */
  move(talk: string, by: number): void {
    const list = [...this.chosen];
    const at = list.indexOf(talk);
    if (at < 0) return;
    const to = Math.max(0, Math.min(list.length - 1, at + by));
    list.splice(at, 1);
    list.splice(to, 0, talk);
    this.#write(list);
  }
  /** What was sent stands; nothing is held here any more. */
  settle(): void {
    this.#written = undefined;
    this.#kept.remove(this.#name);
  }

  #write(list: readonly string[]): void {
    this.#written = list;
    this.#kept.set(this.#name, list);
  }
}
