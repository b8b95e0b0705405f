import {
  decideSession,
  evolveSession,
  foldSession,
  initialSession,
  type SessionCommand,
  type SessionEvent,
  type SessionState,
  type WorkspaceState,
} from '@rostrum/domain';
import { Publisher, type Outlet, type PublisherTools } from './publisher.ts';
import type { Domain } from './decide-batch.ts';
import { StreamRuntime, type RuntimeTools } from './stream-runtime.ts';

type SessionRuntime = StreamRuntime<SessionState, SessionCommand, SessionEvent>;
const DOMAIN: Domain<SessionState, SessionCommand, SessionEvent> = {
  initial: initialSession,
  decide: decideSession,
  evolve: evolveSession,
  fold: foldSession,
};

/** The present run of a session: its state, and who publishes it. */
export interface Room {
  readonly session: string;
  readonly run: number;
  readonly runtime: SessionRuntime;
  readonly publisher: Publisher;
}
export const streamOf = (session: string, run: number): string => `session/${session}/${run}`;

export interface SessionsTools extends RuntimeTools, PublisherTools {
  /** Publications of one room. */
  outlet(session: string, run: number): Outlet;
}
/** Milliseconds that somebody who comes before the stream's first event waits for it. */
const OPENING_TAKES = 3_000;
export type RoomListener = (room: Room, events: readonly SessionEvent[]) => void;

/** The runs that this node has in memory; opened when somebody asks, let go once they have ended and nobody is there. */
export class Sessions {
  readonly #workspace: { readonly state: WorkspaceState };
  readonly #tools: SessionsTools;
  readonly #rooms = new Map<string, Promise<Room>>();
  readonly #listeners = new Set<RoomListener>();
  readonly #openListeners = new Set<(room: Room) => void>();

  constructor(workspace: { readonly state: WorkspaceState }, tools: SessionsTools) {
    this.#workspace = workspace;
    this.#tools = tools;
  }

  /** The present run of a session, or undefined when there is none of that name. */
  async find(session: string): Promise<Room | undefined> {
    const { sessions } = this.#workspace.state;
    const entry = Object.prototype.hasOwnProperty.call(sessions, session) ? sessions[session] : undefined;
    if (!entry) return undefined;
    const room = await this.open(session, entry.run);
    if (room.runtime.state.info.status === 'unopened') await this.#opened(room);
    return room.runtime.state.info.status === 'unopened' ? undefined : room;
  }

  /** The workspace has decided on the run, its stream is about to begin: waits for it a moment. */
  async #opened(room: Room): Promise<void> {
    await new Promise<void>((done) => {
      const finish = (): void => {
        stop();
        clearTimeout(timer);
        done();
      };
      const timer = setTimeout(finish, OPENING_TAKES);
      const stop = room.runtime.onCommit(finish);
    });
  }

  open(session: string, run: number): Promise<Room> {
    const stream = streamOf(session, run);
    let room = this.#rooms.get(stream);
    if (!room) {
      room = this.#open(session, run, stream);
      this.#rooms.set(stream, room);
      // A room that could not be read is tried again by whoever asks next.
      room.catch(() => this.#rooms.delete(stream));
    }
    return room;
  }

  /** Called after every batch of every open room. */
  onCommit(listener: RoomListener): void {
    this.#listeners.add(listener);
  }

  /** Called when a room has come into memory. */
  onOpen(listener: (room: Room) => void): void {
    this.#openListeners.add(listener);
  }

  async rooms(): Promise<Room[]> {
    return Promise.all(this.#rooms.values());
  }

  /** Leaves memory; the log has it. */
  async letGo(room: Room): Promise<void> {
    if (this.#rooms.delete(streamOf(room.session, room.run))) await room.runtime.close();
  }

  async close(): Promise<void> {
    const rooms = await Promise.allSettled(this.#rooms.values());
    this.#rooms.clear();
    const opened = rooms.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all(opened.map((room) => room.runtime.close()));
  }

  async #open(session: string, run: number, stream: string): Promise<Room> {
    const runtime = await StreamRuntime.open(stream, DOMAIN, this.#tools);
    const publisher = new Publisher(runtime, this.#tools.outlet(session, run), this.#tools);
    const room: Room = { session, run, runtime, publisher };
    runtime.onCommit((events, _revision, state) => {
      publisher.committed(events, state);
      for (const listener of this.#listeners) listener(room, events);
    });
    for (const listener of this.#openListeners) listener(room);
    return room;
  }
}
