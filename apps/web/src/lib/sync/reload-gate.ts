import type { Timers } from './timers.ts';

const LOOK_EVERY = 1_000;

/** Holds back the reload that an update needs until every part of the screen says that it is safe. */
export class ReloadGate {
  readonly #timers: Timers;
  readonly #reload: () => void;
  readonly #reachable: () => boolean;
  #predicates: readonly (() => boolean)[] = [];
  #wanted: 'no' | 'when-safe' | 'when-safe-or-unguarded' = 'no';
  #notBefore: number | undefined;
  #cancel: (() => void) | undefined;

  /** `reachable`: the new page can be had now. */
  constructor(timers: Timers, reload: () => void, reachable: () => boolean) {
    this.#timers = timers;
    this.#reload = reload;
    this.#reachable = reachable;
  }

  get wanted(): boolean {
    return this.#wanted !== 'no';
  }

  guard(isSafe: () => boolean): () => void {
    this.#predicates = [...this.#predicates, isSafe];
    return () => {
      this.#predicates = this.#predicates.filter((one) => one !== isSafe);
    };
  }

  /**
   * A newer page is there. A screen that has set up no guard does not know of updates and is left alone, unless what it
   * shows will never change again (`over`). `after`: milliseconds before the first look.
   */
  want(over: boolean, after = LOOK_EVERY): void {
    this.#wanted = over ? 'when-safe-or-unguarded' : this.#wanted === 'no' ? 'when-safe' : this.#wanted;
    // Not at once: a page that has only begun may have guards yet to set up.
    this.#notBefore ??= this.#timers.local() + after;
    this.#cancel ??= this.#timers.after(after, () => this.look());
  }

  /** This page can do nothing any more. */
  now(): void {
    this.stop();
    this.#reload();
  }

  stop(): void {
    this.#wanted = 'no';
    this.#notBefore = undefined;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  look(): void {
    this.#cancel?.();
    if (this.#wanted === 'no') return;
    const wait = (this.#notBefore ?? 0) - this.#timers.local();
    if (wait > 0) {
      this.#cancel = this.#timers.after(wait, () => this.look());
      return;
    }
    const over = this.#wanted === 'when-safe-or-unguarded';
    const guarded = this.#predicates.length > 0 || over;
    if (guarded && (over || this.#reachable()) && this.#predicates.every((isSafe) => isSafe())) this.now();
    else this.#cancel = this.#timers.after(LOOK_EVERY, () => this.look());
  }
}
