import { createContext } from 'svelte';
import { chordOf, takenBy, type KeyBinding } from './keys.ts';

/** Single-character keys can be switched off (WCAG 2.1.4); named keys and chords cannot. */
const single = (chord: string): boolean => chord.length === 1 && chord !== '?';
const STORED = 'rostrum.single-keys';

/** The keyboard shortcuts of one screen. Parts of the screen add theirs while they stand on it. */
export class KeyMap {
  #sets = $state.raw<readonly (readonly KeyBinding[])[]>([]);
  /** The same, plain: an effect that ends reads runes as they were before, and would bring back what others removed. */
  #current: readonly (readonly KeyBinding[])[] = [];
  #singles = $state(true);
  #listed = $state(false);

  /** Call once in the browser. */
  start(): void {
    this.#singles = localStorage.getItem(STORED) !== 'off';
  }

  /** All bindings now, the latest added last. */
  get bindings(): readonly KeyBinding[] {
    return this.#sets.flat();
  }

  get singles(): boolean {
    return this.#singles;
  }
  set singles(on: boolean) {
    this.#singles = on;
    localStorage.setItem(STORED, on ? 'on' : 'off');
  }

  /** Whether the list under `?` is open. */
  get listed(): boolean {
    return this.#listed;
  }
  set listed(open: boolean) {
    this.#listed = open;
  }

  /** `$effect(() => keys.add([...]))`: bound until the effect ends. The latest binding of a key wins. */
  add(bindings: readonly KeyBinding[]): () => void {
    this.#set([...this.#current, bindings]);
    return () => this.#set(this.#current.filter((set) => set !== bindings));
  }
  #set(sets: readonly (readonly KeyBinding[])[]): void {
    this.#current = sets;
    this.#sets = sets;
  }

  /** For `<svelte:window onkeydown>`. */
  press = (event: KeyboardEvent): void => {
    const chord = chordOf(event);
    if (event.defaultPrevented || chord === undefined || takenBy(event.target, chord)) return;
    if (document.querySelector('dialog[open]') !== null) return;
    if (chord === '?') {
      event.preventDefault();
      this.#listed = true;
      return;
    }
    if (single(chord) && !this.#singles) return;
    const binding = [...this.bindings].reverse().find((one) => one.keys.includes(chord) && (one.when?.() ?? true));
    if (binding === undefined) return;
    event.preventDefault();
    if (event.repeat && binding.repeat !== true) return;
    binding.run();
  };
}

const [get, set] = createContext<KeyMap>();
/** The shortcuts of this screen; its layout provides them. */
export const useKeys = get;
export const provideKeys = set;
