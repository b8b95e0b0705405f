import type { OutboxEntry } from './outbox-store.ts';
import type { PendingCommand } from './screen-connection.ts';
import type { Timers } from './timers.ts';

/** An effect that has not shown itself by then will not be waited for any longer; the command itself is done. */
const PATIENCE = 10_000;

interface Listed extends PendingCommand {
  /** The log revision of the acknowledgement. */
  readonly revision?: number;
}

/** Commands on their way that the outbox does not hold: live ones, and acknowledged ones whose effect is not shown yet. */
export class PendingList {
  readonly #timers: Timers;
  readonly #changed: () => void;
  #list: readonly Listed[] = [];
  readonly #cancels = new Map<string, () => void>();

  constructor(timers: Timers, changed: () => void) {
    this.#timers = timers;
    this.#changed = changed;
  }

  add(command: PendingCommand, revision?: number): void {
    const { id } = command;
    this.#list = [
      ...this.#list.filter((one) => one.id !== id),
      { ...command, ...(revision !== undefined && { revision }) },
    ];
    if (revision !== undefined)
      this.#cancels.set(
        id,
        this.#timers.after(PATIENCE, () => this.remove(id)),
      );
    this.#changed();
  }

  remove(id: string): void {
    this.#drop((one) => one.id === id);
  }

  /** The views now hold all of the log up to here. */
  cover(upTo: number): void {
    this.#drop(({ revision }) => revision !== undefined && revision <= upTo);
  }

  stop(): void {
    this.#drop(() => true);
  }

  /** Everything that is not done, in the order in which it was given. */
  with(entries: readonly OutboxEntry[], sending: string | undefined): PendingCommand[] {
    const concluded = new Set(this.#list.map((one) => one.id));
    const waiting = entries.filter((one) => !concluded.has(one.id));
    const kept = waiting.map(({ id, command, state, since, answer }): PendingCommand => {
      const refusal = answer && !answer.ok ? answer : undefined;
      return {
        id,
        command,
        delivery: 'kept',
        state: state === 'refused' ? 'refused' : id === sending ? 'sending' : 'waiting',
        since,
        ...(refusal && { code: refusal.code }),
        ...(refusal?.detail && { detail: refusal.detail }),
      };
    });
    return [...kept, ...this.#list].sort((a, b) => a.since - b.since);
  }

  #drop(which: (one: Listed) => boolean): void {
    const dropped = this.#list.filter(which);
    if (dropped.length === 0) return;
    for (const { id } of dropped) {
      this.#cancels.get(id)?.();
      this.#cancels.delete(id);
    }
    this.#list = this.#list.filter((one) => !which(one));
    this.#changed();
  }
}
