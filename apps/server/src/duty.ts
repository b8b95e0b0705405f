import type { Lease, Leases } from '@rostrum/cluster';
import type { Room, Sessions } from './runtime/sessions.ts';
import { streamOf } from './runtime/sessions.ts';

/** A lease outlives its node by at most this many milliseconds. */
const LASTS = 6_000;

export interface DutiesTools {
  readonly leases: Leases;
  readonly sessions: Pick<Sessions, 'rooms'>;
  /** This node sees to a run from now on; `takenOver`: another one did until now, and may have left something undone. */
  gained(room: Room, takenOver: boolean): void;
  /** It does so no more: another node may have begun. */
  lost(session: string, run: number): void;
  report(error: unknown, what: string): void;
}

/**
 * Which of the runs that this node has in memory it also sees to outside of the log (video, absences): those whose lease it
 * holds. Of one process that is all of them.
 */
export class Duties {
  readonly #tools: DutiesTools;
  readonly #held = new Map<string, Lease>();
  readonly #taking = new Set<string>();
  /** Runs that another node has been found to see to. */
  readonly #elsewhere = new Set<string>();
  #closed = false;

  constructor(tools: DutiesTools) {
    this.#tools = tools;
  }

  mine({ session, run }: Pick<Room, 'session' | 'run'>): boolean {
    return this.#held.get(streamOf(session, run))?.held ?? false;
  }

  /** Takes what nobody holds and gives back what has left memory. To be called every second. */
  async look(): Promise<void> {
    const rooms = await this.#tools.sessions.rooms();
    const here = new Set(rooms.map(({ session, run }) => streamOf(session, run)));
    for (const [name, lease] of this.#held) if (!here.has(name)) this.#giveBack(name, lease);
    for (const name of this.#elsewhere) if (!here.has(name)) this.#elsewhere.delete(name);
    await Promise.all(rooms.map((room) => this.take(room)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#held.values()].map((lease) => lease.release()));
    this.#held.clear();
  }

  /** To be called when a room has opened. */
  async take(room: Room): Promise<void> {
    const name = streamOf(room.session, room.run);
    if (this.#closed || this.#held.has(name) || this.#taking.has(name)) return;
    this.#taking.add(name);
    try {
      const lease = await this.#tools.leases.take(`duty/${name}`, LASTS);
      if (!lease) {
        this.#elsewhere.add(name);
        return;
      }
      if (this.#isClosed()) return await lease.release();
      this.#held.set(name, lease);
      lease.onLost(() => {
        this.#held.delete(name);
        this.#tools.lost(room.session, room.run);
      });
      this.#tools.gained(room, this.#elsewhere.delete(name));
    } catch (error) {
      this.#tools.report(error, 'duty');
    } finally {
      this.#taking.delete(name);
    }
  }

  /** Asked anew after each wait. */
  #isClosed(): boolean {
    return this.#closed;
  }

  #giveBack(name: string, lease: Lease): void {
    this.#held.delete(name);
    void lease.release();
  }
}
