/** What can be stored: JSON, nothing else (no `undefined`, no dates). */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An event that is about to be appended. */
export interface NewEvent {
  type: string;
  /** Instant, epoch milliseconds, a whole number. */
  at: number;
  /** Opaque id of the participant who caused it; absent when nobody did or nobody may know. */
  by?: string;
  data: Json;
}

/** An event as read: `revision` counts 1, 2, 3 … in its stream, without gaps. */
export interface StoredEvent extends NewEvent {
  revision: number;
}

/** An event with its place among those of all streams. */
export interface PositionedEvent extends StoredEvent {
  stream: string;
  /** Place in the order of the whole log. Grows from event to event; take it as a cursor, not as a count. */
  position: number;
}

/** How far a stream has grown: its last event. */
export type Head = Pick<PositionedEvent, 'stream' | 'revision' | 'position'>;

/**
 * The key of an accepted command, kept so that a command has exactly one effect. It lies beside the stream in the
 * clear: `author` is an opaque id or a hash, and `answer` must hold nothing personal.
 */
export interface CommandRecord {
  author: string;
  id: string;
  contentHash: string;
  answer: Json;
  /** Revision of its last event; the revision it was decided on when it had none. */
  revision: number;
}

/** One indivisible write: all events and keys, or nothing. */
export interface Append {
  stream: string;
  /** The revision that the events were decided on; 0 for a stream that does not exist yet. */
  expectedRevision: number;
  events: NewEvent[];
  commands: CommandRecord[];
}

/**
 * `committed`: on disk, `revision` is the stream's new head. `conflict`: the head was another one, given here;
 * nothing written. `duplicate`: this key is already there (or twice in the batch), whatever the head; nothing written.
 */
export type Appended =
  | { status: 'committed'; revision: number }
  | { status: 'conflict'; revision: number }
  | { status: 'duplicate'; author: string; id: string };

export interface Snapshot {
  revision: number;
  /** Version of the code that folded the state; a snapshot of another version is not found. */
  version: string;
  state: Json;
}

/** A running follower; nothing is delivered after `close`. */
export interface Following {
  close(): void;
}

export type Health = { ok: true } | { ok: false; reason: string };

/**
 * Streams of events that survive the process. Any call may reject with {@link LogUnavailable}; a write that did so
 * may or may not have been made durable: ask {@link EventLog.commands} or append again.
 */
export interface EventLog {
  /** Resolves only when the commit is durable. Appends of one caller are carried out in the order of the calls. */
  append(batch: Append): Promise<Appended>;
  /** Events after a revision, in order; all of them when no limit is given. */
  read(stream: string, afterRevision: number, limit?: number): Promise<StoredEvent[]>;
  /** Last revision of the stream; 0 when it is empty. */
  head(stream: string): Promise<number>;
  /**
   * First what is already there, then what comes, in order and without gaps, in batches that are never empty.
   * What the listener throws is reported and does not stop it.
   */
  follow(stream: string, afterRevision: number, listener: (events: StoredEvent[]) => void): Following;
  /** Events of all streams after a position, in the order of commits. */
  readAll(afterPosition: number, limit?: number): Promise<PositionedEvent[]>;
  /** Like {@link EventLog.follow}, for whoever only needs to know how far the stream has grown; steps may be left out. */
  followHead(stream: string, afterRevision: number, listener: (revision: number) => void): Following;
  /** The same over all streams: where each that has grown stands, in the order of their positions. */
  followHeads(afterPosition: number, listener: (heads: Head[]) => void): Following;
  /** Those of the given keys that have been accepted, in no particular order. */
  commands(stream: string, keys: { author: string; id: string }[]): Promise<CommandRecord[]>;
  /** Keeps the newest of a version only; an older one than the one kept is ignored. */
  saveSnapshot(stream: string, snapshot: Snapshot): Promise<void>;
  loadSnapshot(stream: string, version: string): Promise<{ revision: number; state: Json } | undefined>;
  /** Drops every snapshot for good, so that states are folded again: part of erasing a person. */
  forgetSnapshots(): Promise<void>;
  /** How far the reactor of this name has come. Durable. */
  saveCursor(name: string, position: number): Promise<void>;
  /** 0 when nothing was saved. */
  loadCursor(name: string): Promise<number>;
  /** Names of the streams that hold events, sorted by code point. */
  streams(prefix?: string): Promise<string[]>;
  /** What the last write, or a later trial of the store, told. */
  health(): Health;
  /** Finishes what was asked before, then lets go of the store. */
  close(): Promise<void>;
}

export type UnavailableReason =
  | 'disk-full'
  | 'read-only'
  | 'io-error'
  | 'busy'
  | 'corrupt'
  | 'newer-schema'
  | 'crashed'
  /** The store is another machine's, and cannot be reached. */
  | 'away'
  /** It has come back with less than it had acknowledged: what this process knows is no longer so. */
  | 'lost'
  | 'closed'
  /** The codec could not get at a person's key. */
  | 'keys'
  | 'failed';

/** The store could not do it now; the caller may try again later. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, detail: string) {
    super(`event log unavailable (${reason}): ${detail}`);
    this.reason = reason;
  }
}

/**
 * Stands between the log and its store: what it encodes is all that the store ever sees of an event's data or of a
 * snapshot. See {@link createPersonalCodec}.
 */
export interface EventCodec {
  encode(stream: string, event: NewEvent): NewEvent | Promise<NewEvent>;
  decode<E extends StoredEvent>(stream: string, event: E): E | Promise<E>;
  encodeSnapshot(stream: string, json: string): string;
  /** `undefined` when it cannot be opened; a snapshot is only ever a shortcut. */
  decodeSnapshot(stream: string, stored: string): string | undefined;
}
