import type { SessionCommand } from '@rostrum/domain';
import type { Answer, Envelope } from '@rostrum/protocol';
import type { OutboxEntry, OutboxStore } from './outbox-store.ts';
import type { Timers } from './timers.ts';
import type { Reply } from './transport.ts';

/** The server could not decide now; not an answer to the command, so it is tried again. */
const NOT_NOW: readonly string[] = ['busy', 'rate-limited', 'server-stopping', 'unavailable'];
const ANSWER_TIMEOUT = 10_000;
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;
/** Answered entries stay on the device so long that every tab has learnt of their answer. */
const REMEMBERED = 60_000;

export interface OutboxParts {
  /** Session, role and participant: what is written here is theirs, whatever the run. */
  readonly scope: string;
  readonly store: OutboxStore;
  /** At most one tab of this scope at a time works inside, where the browser can see to it. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  readonly deliver: (envelope: Envelope, ms: number) => Promise<Reply<Answer>>;
  readonly timers: Timers;
  readonly random: () => number;
  /** The server's clock. */
  readonly now: () => number;
  /** The list has changed. */
  readonly changed: () => void;
  /** The device holds something new: other tabs may look. */
  readonly written: () => void;
  /** An entry has its answer, perhaps from another tab; before its promise resolves. */
  readonly answered: (entry: OutboxEntry, answer: Answer) => void;
}

/**
 * Kept commands on their way: written to the device, then sent one at a time in the order in which they were given, each
 * with the same id until it is answered. Refused ones stay in the list until dismissed. Two tabs share one outbox; should
 * both send the same command, its id makes the second harmless.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  #entries: readonly OutboxEntry[] = [];
  #sending: string | undefined;
  #online = false;
  #draining = false;
  #again = false;
  #attempt = 0;
  #cancelRetry: (() => void) | undefined;
  #lastOrder = 0;
  #written: Promise<unknown> = Promise.resolve();
  /** Done with here; an older reading of the device may still show them. */
  readonly #gone = new Set<string>();
  readonly #waiting = new Map<string, ((answer: Answer) => void)[]>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Waiting and refused ones, in order. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** The id of the one on its way now. */
  get sending(): string | undefined {
    return this.#sending;
  }

  /** Reads what an earlier page, or another tab, has left on the device. */
  async load(): Promise<void> {
    await this.#refresh();
    this.#kick();
  }

  /** Resolves with the server's answer, or `withdrawn` when dismissed before. */
  add(id: string, run: number, command: SessionCommand, secret?: string): Promise<Answer> {
    const { scope, store, timers, now } = this.#parts;
    this.#lastOrder = Math.max(this.#lastOrder + 1, timers.wall());
    const entry: OutboxEntry = {
      id,
      scope,
      run,
      order: this.#lastOrder,
      command,
      ...(secret !== undefined && { secret }),
      since: now(),
      state: 'waiting',
    };
    const older = this.#entries.filter((one) => one.id !== this.#sending && supersedes(entry, one));
    for (const one of older) this.#gone.add(one.id);
    const answer = new Promise<Answer>((resolve) => {
      // Whoever waits for an older draft is content with the answer to the newer.
      this.#waiting.set(id, [...older.flatMap((one) => this.#take(one.id)), resolve]);
    });
    this.#set([...this.#entries.filter((one) => older.indexOf(one) < 0), entry]);
    this.#write(async () => {
      await store.put(entry);
      for (const one of older) await store.remove(one);
    });
    this.#kick();
    return answer;
  }

  /** Takes away a refused one, or one that has not been sent yet. */
  dismiss(id: string): void {
    const entry = this.#entries.find((one) => one.id === id);
    if (!entry || id === this.#sending) return;
    this.#gone.add(id);
    this.#set(this.#entries.filter((one) => one !== entry));
    this.#write(() => this.#parts.store.remove(entry));
    for (const resolve of this.#take(id)) resolve({ ok: false, code: 'withdrawn' });
  }

  /** There is a connection: send what waits, from now on. */
  online(): void {
    this.#online = true;
    this.#attempt = 0;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#kick();
  }

  offline(): void {
    this.#online = false;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #kick(): void {
    this.#again = true;
    if (!this.#draining) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#again && this.#online && this.#cancelRetry === undefined) {
      this.#again = false;
      if (await this.#parts.exclusive(() => this.#step())) this.#again = true;
    }
    this.#draining = false;
  }

  /** Sends the first that waits; whether there may be another. */
  async #step(): Promise<boolean> {
    await this.#refresh();
    const entry = this.#entries.find((one) => one.state === 'waiting');
    if (!entry || !this.#online) return false;
    this.#sending = entry.id;
    this.#parts.changed();
    const { id, run, secret, command } = entry;
    const envelope: Envelope = { id, run, ...(secret !== undefined && { secret }), command };
    const reply = await this.#parts.deliver(envelope, ANSWER_TIMEOUT);
    this.#sending = undefined;
    if (reply.answered && (reply.value.ok || NOT_NOW.indexOf(reply.value.code) < 0)) {
      this.#attempt = 0;
      this.#settle(entry, reply.value);
      await this.#written;
      return true;
    }
    this.#retryLater();
    this.#parts.changed();
    return false;
  }

  #retryLater(): void {
    if (!this.#online) return;
    const { timers, random } = this.#parts;
    const longest = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#attempt++);
    this.#cancelRetry = timers.after(longest * (0.5 + random() / 2), () => {
      this.#cancelRetry = undefined;
      this.#kick();
    });
  }

  #settle(entry: OutboxEntry, answer: Answer): void {
    const settled: OutboxEntry = {
      ...entry,
      state: answer.ok ? 'answered' : 'refused',
      answer,
      answeredAt: this.#parts.now(),
    };
    this.#write(() => this.#parts.store.put(settled));
    this.#conclude(settled, answer);
  }

  /** Takes over what the device holds: what other tabs have added, had answered, or dismissed. */
  async #refresh(): Promise<void> {
    const { store, scope, now } = this.#parts;
    await this.#written;
    const stored = await store.list(scope);
    const byId = new Map(stored.map((one) => [one.id, one]));
    for (const one of this.#entries) {
      const there = byId.get(one.id);
      if (one.state === 'waiting' && there?.answer) this.#conclude(there, there.answer);
    }
    const here = new Set(this.#entries.map((one) => one.id));
    const kept = this.#entries.filter((one) => byId.has(one.id) || this.#waiting.has(one.id));
    const found = stored.filter((one) => one.state !== 'answered' && !here.has(one.id) && !this.#gone.has(one.id));
    for (const one of stored) {
      this.#lastOrder = Math.max(this.#lastOrder, one.order);
      if (one.state === 'answered' && now() - (one.answeredAt ?? 0) > REMEMBERED) this.#write(() => store.remove(one));
    }
    this.#set([...kept, ...found].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)));
  }

  #conclude(settled: OutboxEntry, answer: Answer): void {
    const rest = this.#entries.filter((one) => one.id !== settled.id);
    const list = settled.state === 'refused' ? [...rest, settled].sort((a, b) => a.order - b.order) : rest;
    if (answer.ok) this.#gone.add(settled.id);
    this.#parts.answered(settled, answer);
    this.#set(list);
    for (const resolve of this.#take(settled.id)) resolve(answer);
  }

  #take(id: string): ((answer: Answer) => void)[] {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return waiting;
  }

  #write(work: () => Promise<void>): void {
    const { written } = this.#parts;
    this.#written = this.#written.then(work).then(written, () => undefined);
  }

  #set(entries: readonly OutboxEntry[]): void {
    this.#entries = entries;
    this.#parts.changed();
  }
}

/** A draft holds the whole sheet, so a newer one of the same talk makes the older pointless. */
const supersedes = (newer: OutboxEntry, older: OutboxEntry): boolean =>
  newer.command.type === 'sheet.draft' &&
  older.command.type === 'sheet.draft' &&
  newer.command.talk === older.command.talk &&
  newer.run === older.run;
