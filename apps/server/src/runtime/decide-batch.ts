import type { Author, Context, Decision, Stamp } from '@rostrum/domain';

/** What a runtime runs: the pure functions of a domain. */
export interface Domain<S, C, E extends { readonly type: string }> {
  readonly initial: S;
  decide(state: S, command: C, context: Context): Decision<E>;
  evolve(state: S, events: readonly (E & Stamp)[]): S;
  /** A fold whose steps cost what they change: maps are copied at most once from its beginning to its end. */
  fold?(state: S): Fold<S, E>;
}
interface Fold<S, E> {
  /** The state so far. To be read only, and only until the end: what is kept of it must be copied. */
  readonly state: S;
  apply(events: readonly (E & Stamp)[]): void;
  end(): S;
}
/** What a decision is told beside the state: the instant, fresh ids, dice. */
export interface DecidingTools {
  now(): number;
  newId(): string;
  random(limit: number): number;
}
/** A command with its author and its key. */
export interface Job<C> {
  readonly author: Author;
  readonly command: C;
  readonly id: string;
  /** Whose key it is: the participant, or the hash of an anonymous secret. */
  readonly keyAuthor: string;
  /** A keyed hash of the content, so that an id used twice for different things is noticed. */
  readonly contentHash: string;
  /** For live commands: the instant of the press. Absent for kept ones. */
  readonly pressed?: number;
}
/** Where a stream stands before a batch. */
export interface Standing<S> {
  readonly state: S;
  readonly revision: number;
  /** The instant of the last event; no later one may be earlier. */
  readonly lastAt: number;
  /** The last instant that a press counted from; the next one cannot count from an earlier. */
  readonly lastPress: number;
}
/** A command with what was decided on it, and the revision that the decision reaches. */
export interface Attempt<Q, E> {
  readonly queued: Q;
  readonly decision: Decision<E>;
  readonly revision: number;
}
export interface Decided<S, Q, E> {
  readonly attempts: Attempt<Q, E>[];
  readonly events: (E & Stamp)[];
  readonly state: S;
  readonly lastPress: number;
}

/** AC4: a live command is carried out within three seconds of the press, or never. */
const LIVE_FOR = 3_000;

/** Decides the commands of a batch one after another, each on the state that those before it left. Nothing is written. */
export const decideBatch = <S, C, E extends { readonly type: string }, Q extends { readonly job: Job<C> }>(
  domain: Domain<S, C, E>,
  tools: DecidingTools,
  standing: Standing<S>,
  batch: readonly Q[],
): Decided<S, Q, E> => {
  let { lastPress } = standing;
  const events: (E & Stamp)[] = [];
  const drafted = batch.length > 1 ? domain.fold?.(standing.state) : undefined;
  const fold = drafted ?? stepwise(domain, standing.state);
  const attempts = batch.map((queued): Attempt<Q, E> => {
    const { job } = queued;
    const now = Math.max(tools.now(), standing.lastAt);
    const late = job.pressed !== undefined && now - job.pressed > LIVE_FOR;
    const context: Context = {
      author: job.author,
      now,
      // CD4: whatever else has happened since; but two presses stay in the order in which they came.
      pressed: Math.min(now, Math.max(job.pressed ?? now, lastPress, now - LIVE_FOR)),
      command: job.id,
      newId: () => tools.newId(),
      random: (limit) => tools.random(limit),
    };
    const decision: Decision<E> = late
      ? { ok: false, code: 'too-late' }
      : copied(drafted !== undefined, domain.decide(fold.state, job.command, context));
    if (decision.ok && decision.events.length > 0) {
      if (job.pressed !== undefined) lastPress = context.pressed;
      const by = job.author.anonymous === undefined ? job.author.participant : undefined;
      const stamped = decision.events.map(
        (event) => (by === undefined ? { ...event, at: now } : { ...event, at: now, by }) as E & Stamp,
      );
      fold.apply(stamped);
      events.push(...stamped);
    }
    return { queued, decision, revision: standing.revision + events.length };
  });
  return { attempts, events, state: fold.end(), lastPress };
};

/** One command alone is decided on the state itself. */
const stepwise = <S, C, E extends { readonly type: string }>(domain: Domain<S, C, E>, before: S): Fold<S, E> => {
  let state = before;
  return {
    get state() {
      return state;
    },
    apply: (events) => void (state = domain.evolve(state, events)),
    end: () => state,
  };
};

/** What was decided on a fold's state may hold parts of it, which end with it. */
const copied = <D>(needed: boolean, decision: D): D => (needed ? (copy(decision) as D) : decision);
const copy = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
};
