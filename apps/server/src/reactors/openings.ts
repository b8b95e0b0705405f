import type { Opening, WorkspaceEvent } from '@rostrum/domain';
import type { EventLog, StoredEvent } from '@rostrum/event-log';
import type { Answer } from '@rostrum/protocol';
import type { Room, Sessions } from '../runtime/sessions.ts';
import { fromStored } from '../runtime/stored.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import { WORKSPACE_STREAM } from '../runtime/workspace.ts';

const CURSOR = 'openings';
/** Nobody waits longer for a session to be opened, in milliseconds. */
const PATIENCE = 2_000;
/** What failed is tried again after so many milliseconds each time, the last for as long as it fails. */
const RETRIES = [1_000, 2_000, 5_000, 15_000, 60_000];

export interface OpeningsTools {
  readonly log: EventLog;
  readonly sessions: Sessions;
  /** A run is over, by a reset or a removal: its connections end. */
  ended(session: string, run: number, why: 'run-ended' | 'removed'): void;
  /** A session was removed: what else is kept of it goes. Repeated after a crash. */
  removed?(session: string): Promise<void>;
  report(error: unknown, what: string): void;
  /** In place of the usual waits. */
  readonly retries?: readonly number[];
}

/**
 * Follows the workspace and opens the streams of the sessions that it decides on, idempotently: the command's id names
 * the run, so that a repetition after a crash has no second effect.
 */
export class Openings {
  readonly #tools: OpeningsTools;
  #following: { close(): void } | undefined;
  #chain: Promise<void> = Promise.resolve();
  /** The newest revision of the workspace that has been seen to. */
  #seen = 0;
  /** What failed, and what waits behind it because it is of the same session; in the order of the log. */
  #failed: StoredEvent[] = [];
  #tries = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #waiting: { revision: number; run: () => void }[] = [];

  constructor(tools: OpeningsTools) {
    this.#tools = tools;
  }

  async start(): Promise<void> {
    const after = await this.#tools.log.loadCursor(CURSOR);
    this.#seen = after;
    this.#following = this.#tools.log.follow(WORKSPACE_STREAM, after, (events) => {
      this.#chain = this.#chain.then(() => this.#react(events));
    });
  }

  /**
   * Resolves once the workspace has been seen to up to this revision, so that whoever created a session finds it; after
   * two seconds in any case.
   */
  async reached(revision: number): Promise<void> {
    if (this.#seen >= revision) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, PATIENCE);
      this.#waiting.push({
        revision,
        run: () => {
          clearTimeout(timer);
          done();
        },
      });
    });
  }

  /** Resolves once all that has come in has been seen to. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#following?.close();
    clearTimeout(this.#timer);
    await this.#chain;
  }

  async #react(stored: readonly StoredEvent[]): Promise<void> {
    for (const one of stored) {
      const session = sessionOf(one);
      if (session !== undefined && this.#failed.some((before) => sessionOf(before) === session)) this.#failed.push(one);
      else if (!(await this.#see(one))) this.#failed.push(one);
      this.#seen = one.revision;
      await this.#keepCursor();
      const waiting = this.#waiting;
      this.#waiting = waiting.filter(({ revision }) => revision > this.#seen);
      for (const { revision, run } of waiting) if (revision <= this.#seen) run();
    }
    this.#retryLater();
  }

  /** Whether it has been seen to. */
  async #see(one: StoredEvent): Promise<boolean> {
    const event = fromStored<WorkspaceEvent>(one);
    try {
      if (event.type === 'session.created' || event.type === 'run.opened') await this.#open(event.opening);
      if (event.type === 'session.removed') await this.#remove(event.session);
      return true;
    } catch (error) {
      this.#tools.report(error, 'openings');
      return false;
    }
  }

  /** The cursor stays behind what failed, so that after a crash the next start tries again from there. */
  async #keepCursor(): Promise<void> {
    const [first] = this.#failed;
    const cursor = first === undefined ? this.#seen : first.revision - 1;
    await this.#tools.log
      .saveCursor(CURSOR, cursor)
      .catch((error: unknown) => this.#tools.report(error, 'openings cursor'));
  }

  #retryLater(): void {
    if (this.#failed.length === 0 || this.#timer !== undefined || this.#closed) return;
    const waits = this.#tools.retries ?? RETRIES;
    const wait = waits[Math.min(this.#tries, waits.length - 1)] ?? 0;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#chain = this.#chain.then(() => this.#retry());
    }, wait).unref();
  }

  async #retry(): Promise<void> {
    const due = this.#failed;
    this.#failed = [];
    const stuck = new Set<string | undefined>();
    for (const one of due) {
      if (this.#closed || stuck.has(sessionOf(one)) || !(await this.#see(one))) {
        stuck.add(sessionOf(one));
        this.#failed.push(one);
      }
    }
    this.#tries = this.#failed.length === 0 ? 0 : this.#tries + 1;
    await this.#keepCursor();
    this.#retryLater();
  }

  async #open(opening: Opening): Promise<void> {
    const { session, run } = opening.info;
    const room = await this.#tools.sessions.open(session, run);
    await settled(room.runtime.submit(systemJob({ type: 'session.open', ...opening }, `open-${session}-${run}`)));
    if (run > 1) await this.#close(await this.#tools.sessions.open(session, run - 1), 'run-ended');
  }

  async #remove(session: string): Promise<void> {
    // The workspace has forgotten which run was the last, and the session need not be in memory: the log knows.
    const runs = (await this.#tools.log.streams(`session/${session}/`)).length;
    if (runs > 0) await this.#close(await this.#tools.sessions.open(session, runs), 'removed');
    await this.#tools.removed?.(session);
  }

  async #close(room: Room, why: 'run-ended' | 'removed'): Promise<void> {
    await settled(room.runtime.submit(systemJob({ type: 'run.close' }, `close-${room.session}-${room.run}`)));
    this.#tools.ended(room.session, room.run, why);
    await this.#tools.sessions.letGo(room);
  }
}

const sessionOf = (one: StoredEvent): string | undefined => {
  const event = fromStored<WorkspaceEvent>(one);
  return 'session' in event ? event.session : undefined;
};

/** A refusal of the domain is final; one of the way is a failure, to be tried again. */
const settled = async (submitted: Promise<Answer>): Promise<void> => {
  const answer = await submitted;
  if (!answer.ok && (answer.code === 'busy' || answer.code === 'server-stopping')) throw new Error(answer.code);
};
