import { createContext, untrack } from 'svelte';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'info' | 'ok' | 'trouble';
  readonly action?: { readonly label: string; readonly run: () => void };
}
export type NewToast = Omit<Toast, 'id' | 'kind'> & { readonly kind?: Toast['kind'] };

/** Short words about what just happened, for eyes and ears. The projector never shows one: its layout provides none. */
export class Toasts {
  #all = $state.raw<readonly Toast[]>([]);
  #spoken = $state('');
  #next = 1;

  get all(): readonly Toast[] {
    return this.#all;
  }
  /** What the live region holds. */
  get spoken(): string {
    return this.#spoken;
  }

  /** Stays six seconds; trouble and what offers an action stays until closed or twelve. */
  say(toast: NewToast): void {
    const id = this.#next++;
    const kind = toast.kind ?? 'info';
    untrack(() => (this.#all = [...this.#all.slice(-2), { ...toast, kind, id }]));
    setTimeout(() => this.close(id), kind === 'trouble' || toast.action ? 12_000 : 6_000);
  }
  /** Only for screen readers: a change that is plain to see. */
  announce(text: string): void {
    // The same words twice are a change only if something changes.
    this.#spoken = untrack(() => this.#spoken) === text ? `${text}\u00a0` : text;
  }
  close(id: number): void {
    this.#all = this.#all.filter((toast) => toast.id !== id);
  }
}

const [get, set] = createContext<Toasts>();
export const useToasts = get;
export const provideToasts = set;
