import {
  evolveSession,
  initialSession,
  type SessionEvent,
  type SessionState,
  type WorkspaceState,
} from '@rostrum/domain';
import type { EventLog, Json } from '@rostrum/event-log';
import type { SessionSummary } from '@rostrum/protocol';
import { streamOf, type Room, type Sessions } from '../runtime/sessions.ts';
import { fromStored } from '../runtime/stored.ts';
import { summaryOf, summaryOfEntry } from './summary.ts';

const CURSOR = 'catalogue';
/** The cursor is saved each time so many events have passed: what is read again after a crash costs nothing else. */
const SAVE_EVERY = 5_000;
/** Streams folded at the same time: one is read while others are being folded. */
const AT_ONCE = 2;
/** A stream this much longer than its snapshot gets a new one, so that the next start is quick. */
const WORTH_A_SNAPSHOT = 100;

export interface CatalogueTools {
  readonly log: EventLog;
  readonly workspace: { readonly state: WorkspaceState };
  readonly sessions: Pick<Sessions, 'rooms'>;
  readonly stateVersion: string;
  report(error: unknown, what: string): void;
}
interface Known {
  readonly run: number;
  readonly revision: number;
  readonly summary: SessionSummary;
}

/**
 * One summary a session, in memory (docs/decisions/0010-catalogue-in-memory.md): folded from the log when somebody asks
 * and kept until the stream has grown. What has grown is heard of by following the log. Never the source of anything.
 */
export class Catalogue {
  readonly #tools: CatalogueTools;
  readonly #known = new Map<string, Known>();
  /** By stream: the newest revision heard of. */
  readonly #heads = new Map<string, number>();
  #following: { close(): void } | undefined;
  #position = 0;
  #saved = 0;
  #refreshing: Promise<void> | undefined;
  #closed = false;

  constructor(tools: CatalogueTools) {
    this.#tools = tools;
  }

  /** Follows the log from where it stood, and folds what is there; resolves before that has ended. */
  async start(): Promise<void> {
    const { log } = this.#tools;
    this.#position = this.#saved = await log.loadCursor(CURSOR);
    this.#following = log.followHeads(this.#position, (heads) => {
      for (const { stream, revision } of heads) if (stream.startsWith('session/')) this.#heads.set(stream, revision);
      this.#position = heads[heads.length - 1]?.position ?? this.#position;
      if (this.#position - this.#saved >= SAVE_EVERY) void this.#save();
    });
    void this.#refresh().catch((error: unknown) => this.#tools.report(error, 'catalogue'));
  }

  /** All sessions of the workspace as they are now, in no particular order. Rejects when the log is unavailable. */
  async summaries(): Promise<SessionSummary[]> {
    // Whoever comes during a round may have changed what it has passed: they wait for one of their own.
    await this.#refreshing?.catch(() => undefined);
    await this.#refresh();
    const { sessions, language } = this.#tools.workspace.state;
    return Object.values(sessions).map((entry) => {
      const known = this.#known.get(entry.session);
      return known?.run === entry.run ? known.summary : summaryOfEntry(entry, language);
    });
  }

  /** Drops what it holds, to be folded again: part of erasing a person. */
  forget(): void {
    this.#known.clear();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#following?.close();
    await this.#refreshing?.catch(() => undefined);
    await this.#save();
  }

  #refresh(): Promise<void> {
    this.#refreshing ??= this.#round().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #round(): Promise<void> {
    const { sessions } = this.#tools.workspace.state;
    const rooms = new Map<string, Room>();
    for (const room of await this.#tools.sessions.rooms()) rooms.set(streamOf(room.session, room.run), room);
    for (const session of this.#known.keys()) if (!sessions[session]) this.#drop(session);
    const stale = Object.values(sessions).filter(({ session, run }) => this.#isStale(session, run, rooms));
    const work = async (): Promise<void> => {
      for (let next = stale.pop(); next && !this.#closed; next = stale.pop())
        await this.#fold(next.session, next.run, rooms.get(streamOf(next.session, next.run)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  #isStale(session: string, run: number, rooms: ReadonlyMap<string, Room>): boolean {
    const known = this.#known.get(session);
    if (known?.run !== run) return true;
    const stream = streamOf(session, run);
    return Math.max(this.#heads.get(stream) ?? 0, rooms.get(stream)?.runtime.revision ?? 0) > known.revision;
  }

  async #fold(session: string, run: number, room: Room | undefined): Promise<void> {
    const stream = streamOf(session, run);
    const { state, revision } =
      room && room.runtime.revision >= (this.#heads.get(stream) ?? 0)
        ? { state: room.runtime.state, revision: room.runtime.revision }
        : await this.#read(stream);
    // Not opened yet: the openings reactor is on its way.
    if (state.info.status !== 'unopened') this.#known.set(session, { run, revision, summary: summaryOf(state) });
  }

  async #read(stream: string): Promise<{ state: SessionState; revision: number }> {
    const { log, stateVersion } = this.#tools;
    const snapshot = await log.loadSnapshot(stream, stateVersion);
    let state = (snapshot?.state as SessionState | undefined) ?? initialSession;
    const from = snapshot?.revision ?? 0;
    let revision = from;
    for (;;) {
      const events = await log.read(stream, revision, 1000);
      if (events.length === 0) break;
      state = evolveSession(
        state,
        events.map((one) => fromStored<SessionEvent>(one)),
      );
      revision += events.length;
    }
    if (revision - from >= WORTH_A_SNAPSHOT)
      await log.saveSnapshot(stream, { revision, version: stateVersion, state: state as unknown as Json });
    return { state, revision };
  }

  #drop(session: string): void {
    const known = this.#known.get(session);
    this.#known.delete(session);
    for (let run = known?.run ?? 0; run > 0; run -= 1) this.#heads.delete(streamOf(session, run));
  }

  async #save(): Promise<void> {
    const position = this.#position;
    if (position === this.#saved) return;
    this.#saved = position;
    await this.#tools.log
      .saveCursor(CURSOR, position)
      .catch((error: unknown) => this.#tools.report(error, 'catalogue cursor'));
  }
}
