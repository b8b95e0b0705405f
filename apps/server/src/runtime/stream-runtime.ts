import type { Detail, Stamp } from '@rostrum/domain';
import { LogUnavailable, type EventLog, type Json } from '@rostrum/event-log';
import type { Answer } from '@rostrum/protocol';
import { decideBatch, type Attempt, type DecidingTools, type Domain, type Job, type Standing } from './decide-batch.ts';
import { SnapshotPace } from './snapshot-pace.ts';
import { fromStored, toStored } from './stored.ts';

export interface RuntimeTools extends DecidingTools {
  readonly log: EventLog;
  /** Names the shape of the state: a snapshot of another shape is not read. */
  readonly stateVersion: string;
  report(error: unknown, what: string): void;
  /** Other nodes append to the same log. */
  readonly shared?: boolean;
}
export type Commit<S, E> = (events: readonly (E & Stamp)[], revision: number, state: S) => void;

interface Queued<C> {
  readonly job: Job<C>;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * One stream's state and its one queue. Takes what has queued, decides each command on the working state, appends the
 * batch in one write, and answers once the write is durable. Any node may run any stream: on a conflict it follows the
 * log to its end and decides again.
 */
export class StreamRuntime<S, C, E extends { readonly type: string }> {
  readonly stream: string;
  readonly #domain: Domain<S, C, E>;
  readonly #tools: RuntimeTools;
  readonly #listeners = new Set<Commit<S, E>>();
  #state: S;
  #revision = 0;
  #lastAt = 0;
  /** The last instant that a press counted from; the next one cannot count from an earlier. */
  #lastPress = 0;
  readonly #snapshots: SnapshotPace;
  #queue: Queued<C>[] = [];
  #working: Promise<void> | undefined;
  #follow: { close(): void } | undefined;
  #behind = false;
  #closed = false;

  private constructor(stream: string, domain: Domain<S, C, E>, tools: RuntimeTools) {
    this.stream = stream;
    this.#domain = domain;
    this.#tools = tools;
    this.#state = domain.initial;
    this.#snapshots = new SnapshotPace(() => tools.now());
  }

  /** Reads the stream from its snapshot to its end and follows it from there. */
  static async open<S, C, E extends { readonly type: string }>(
    stream: string,
    domain: Domain<S, C, E>,
    tools: RuntimeTools,
  ): Promise<StreamRuntime<S, C, E>> {
    const runtime = new StreamRuntime(stream, domain, tools);
    const snapshot = await tools.log.loadSnapshot(stream, tools.stateVersion);
    if (snapshot) {
      runtime.#state = snapshot.state as S;
      runtime.#revision = snapshot.revision;
      runtime.#snapshots.has(snapshot.revision);
      // The snapshot does not say when its last event was, and no later one may be earlier.
      const [last] = await tools.log.read(stream, snapshot.revision - 1, 1);
      runtime.#lastAt = last?.at ?? 0;
      runtime.#lastPress = runtime.#lastAt;
    }
    await runtime.#catchUp();
    runtime.#follow = tools.log.followHead(stream, runtime.#revision, (revision) => {
      if (revision <= runtime.#revision) return;
      runtime.#behind = true;
      runtime.#kick();
    });
    return runtime;
  }

  get state(): S {
    return this.#state;
  }
  get revision(): number {
    return this.#revision;
  }

  /** Called after each batch, this node's or another's, in order. */
  onCommit(listener: Commit<S, E>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once the command's events are durable, or with its refusal. Rejects when the log is unavailable. */
  submit(job: Job<C>): Promise<Answer> {
    if (this.#closed) return Promise.resolve({ ok: false, code: 'server-stopping' });
    return new Promise((answer, fail) => {
      this.#queue.push({ job, answer, fail });
      this.#kick();
    });
  }

  /**
   * Reads on to what the log holds now: somebody has come from another node, and is not to be taken back behind what they
   * have done there. Where no other node appends, or the log cannot be read, it stays as it is. Never rejects.
   */
  current(): Promise<void> {
    return this.#tools.shared === true ? this.reach(Infinity) : Promise.resolve();
  }

  /** Reads on until this revision, or to the end of the log; where the log cannot be read it stays as it is. Never rejects. */
  async reach(revision: number): Promise<void> {
    // The first round may have begun before; the second reads what there was when this was asked.
    for (let round = 0; round < 2 && revision > this.#revision && !this.#closed; round += 1) {
      const begun = this.#working !== undefined;
      this.#behind = true;
      this.#kick();
      await this.#working;
      if (!begun) return;
    }
  }

  /** Waits for what has queued, saves a snapshot and lets go of the log. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#follow?.close();
    await this.#working;
    if (this.#snapshots.isBehind(this.#revision)) await this.#saveSnapshot();
  }

  #kick(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (this.#queue.length > 0 || this.#behind) this.#kick();
    });
  }

  async #work(): Promise<void> {
    // Everything that arrives in this turn of the loop goes into one write.
    await Promise.resolve();
    if (this.#behind) {
      await this.#catchUp().catch((error: unknown) => {
        // That the log is away is told by the log.
        if (!(error instanceof LogUnavailable)) this.#tools.report(error, 'follow');
      });
    }
    const batch = this.#queue;
    this.#queue = [];
    if (batch.length === 0) return;
    try {
      await this.#carryOut(batch);
    } catch (error) {
      for (const one of batch) one.fail(error);
    }
    if (this.#snapshots.isDue(this.#revision))
      await this.#saveSnapshot().catch((error: unknown) => this.#tools.report(error, 'snapshot'));
  }

  async #carryOut(batch: Queued<C>[]): Promise<void> {
    let rest = this.#oneOfEach(batch);
    let looked = false;
    // Bounded: each round follows the log to its end, and a round is lost only to another node's commit.
    for (let round = 0; rest.length > 0 && round < 100; round += 1) {
      const { attempts, events, state, lastPress } = decideBatch(this.#domain, this.#tools, this.#standing(), rest);
      const commands = attempts.flatMap(({ queued, decision, revision }) =>
        decision.ok
          ? [
              {
                author: queued.job.keyAuthor,
                id: queued.job.id,
                contentHash: queued.job.contentHash,
                answer: decision.answer ?? null,
                revision,
              },
            ]
          : [],
      );
      // What is accepted the log itself compares with the keys that it knows; a refusal must not be given to a repetition.
      if (!looked && commands.length < attempts.length) {
        looked = true;
        const before = rest.length;
        rest = await this.#answerKnown(rest);
        if (rest.length < before) continue;
      }
      if (commands.length === 0) {
        // AC5: a refusal is given only on a state that has reached the end of the log since the command came in.
        if ((await this.#tools.log.head(this.stream)) > this.#revision) {
          await this.#catchUp();
          // Among what came in meanwhile may be this very command, sent again by way of another node.
          rest = await this.#answerKnown(rest);
          continue;
        }
        this.#answerAll(attempts);
        return;
      }
      const written = await this.#tools.log.append({
        stream: this.stream,
        expectedRevision: this.#revision,
        events: events.map(toStored),
        commands,
      });
      if (written.status === 'committed') {
        this.#lastPress = lastPress;
        if (events.length > 0) this.#advance(events, state, written.revision);
        this.#answerAll(attempts);
        return;
      }
      await this.#catchUp();
      rest = await this.#answerKnown(rest);
    }
    for (const one of rest) one.answer({ ok: false, code: 'busy' });
  }

  /** Of two with one key, the later waits its turn. */
  #oneOfEach(batch: Queued<C>[]): Queued<C>[] {
    const taken = new Set<string>();
    const rest: Queued<C>[] = [];
    for (const one of batch) {
      const key = keyOf(one.job);
      (taken.has(key) ? this.#queue : rest).push(one);
      taken.add(key);
    }
    return rest;
  }

  /** Answers those that the log knows already, and gives back the rest. */
  async #answerKnown(batch: Queued<C>[]): Promise<Queued<C>[]> {
    const known = await this.#tools.log.commands(
      this.stream,
      batch.map(({ job }) => ({ author: job.keyAuthor, id: job.id })),
    );
    const byKey = new Map(known.map((record) => [`${record.author} ${record.id}`, record]));
    return batch.filter((one) => {
      const record = byKey.get(keyOf(one.job));
      if (record)
        one.answer(
          record.contentHash === one.job.contentHash
            ? accepted(record.revision, record.answer as Detail | null)
            : { ok: false, code: 'command-id-reused' },
        );
      return !record;
    });
  }

  #standing(): Standing<S> {
    return { state: this.#state, revision: this.#revision, lastAt: this.#lastAt, lastPress: this.#lastPress };
  }

  #answerAll(attempts: readonly Attempt<Queued<C>, E>[]): void {
    for (const { queued, decision, revision } of attempts)
      queued.answer(decision.ok ? accepted(revision, decision.answer ?? null) : decision);
  }

  #advance(events: readonly (E & Stamp)[], state: S, revision: number): void {
    this.#state = state;
    this.#revision = revision;
    this.#lastAt = Math.max(this.#lastAt, events[events.length - 1]?.at ?? 0);
    for (const listener of this.#listeners) {
      try {
        listener(events, revision, state);
      } catch (error) {
        this.#tools.report(error, 'commit listener');
      }
    }
  }

  async #catchUp(): Promise<void> {
    this.#behind = false;
    for (;;) {
      const stored = await this.#tools.log.read(this.stream, this.#revision, 1000);
      if (stored.length === 0) return;
      const events = stored.map((one) => fromStored<E>(one));
      this.#advance(events, this.#domain.evolve(this.#state, events), this.#revision + stored.length);
      // What another node's presses counted from is not known here; none counted from later than this.
      this.#lastPress = this.#lastAt;
    }
  }

  async #saveSnapshot(): Promise<void> {
    const revision = this.#revision;
    this.#snapshots.begun();
    await this.#tools.log.saveSnapshot(this.stream, {
      revision,
      version: this.#tools.stateVersion,
      state: this.#state as Json,
    });
    this.#snapshots.has(revision);
  }
}

const keyOf = (job: { readonly keyAuthor: string; readonly id: string }): string => `${job.keyAuthor} ${job.id}`;

const accepted = (revision: number, answer: Detail | null): Answer =>
  answer === null ? { ok: true, revision } : { ok: true, revision, answer };
