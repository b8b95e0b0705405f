import type { SharedTime } from '@rostrum/cluster';
import type { ServerClock, TimeSource } from './server-clock.ts';

/** More than this between the own course and the shared one is a step of somebody's clock, or a sleep. */
const TOLERANCE = 250;
/** A gap between two looks that is this much longer than planned means that the machine slept. */
const SLEPT = 2_000;
/** How fast the course follows the shared one, in milliseconds a second: no eye sees it in a countdown. */
const FOLLOWS = 2;
/** The quickest of so many readings counts: what it can be wrong by is half of the way there and back. */
const READINGS = 5;
/** One that took longer says too little, unless there is none yet. */
const TOO_SLOW = 100;

/**
 * CL2: on Redis all nodes serve one course: Redis's time and a difference that they agree on there. Each carries it on by
 * its own monotonic clock and follows slowly what that drifts. When Redis's clock jumps, the node that first notices
 * changes the difference so that the course goes on; one that slept (its own wall went on without it) takes the course as
 * it is.
 */
export class SharedClock implements ServerClock {
  readonly #time: SharedTime;
  readonly #machine: TimeSource;
  readonly #report: (error: unknown) => void;
  /** Course and shared course, each by how much it is ahead of the monotonic clock. */
  #course: number;
  #target: number;
  #difference: number;
  #lastLook: number;
  /** The machine's own wall over its monotonic clock, when last measured. */
  #wall: number;
  #slept = false;

  private constructor(
    time: SharedTime,
    machine: TimeSource,
    report: (error: unknown) => void,
    first: { target: number; difference: number },
  ) {
    this.#time = time;
    this.#machine = machine;
    this.#report = report;
    this.#course = this.#target = first.target;
    this.#difference = first.difference;
    this.#lastLook = machine.monotonic();
    this.#wall = wallOver(machine);
  }

  /** Rejects when Redis is away. */
  static async open(time: SharedTime, machine: TimeSource, report: (error: unknown) => void): Promise<SharedClock> {
    return new SharedClock(time, machine, report, await read(time, machine.monotonic));
  }

  now(): number {
    return Math.round(this.#machine.monotonic() + this.#course);
  }

  look(planned: number): void {
    const gap = this.#machine.monotonic() - this.#lastLook;
    this.#lastLook += gap;
    if (gap > planned + SLEPT) this.#slept = true;
    const most = (FOLLOWS * Math.min(gap, planned)) / 1_000;
    this.#course += Math.max(-most, Math.min(most, this.#target - this.#course));
  }

  settle(): void {
    const before = this.#difference;
    this.#target -= before;
    this.#difference = 0;
    this.#course = this.#target;
    if (before !== 0) void this.#time.agree(before, 0).catch(this.#report);
  }

  /** Asks Redis for the time. To be called every few seconds; does nothing while Redis is away. */
  async measure(): Promise<void> {
    const found = await read(this.#time, this.#machine.monotonic).catch(() => undefined);
    if (!found || found.took > TOO_SLOW) return;
    const known = this.#difference;
    const ahead = this.#course - found.target;
    const wall = wallOver(this.#machine);
    const slept = this.#slept || wall - this.#wall > -ahead / 2;
    this.#wall = wall;
    this.#slept = false;
    // Another node has agreed on it: what is left between is followed slowly, or goes at the next settling.
    this.#difference = found.difference;
    this.#target = found.target;
    if (Math.abs(ahead) <= TOLERANCE || found.difference !== known) return;
    // Many machines stop the monotonic clock while they sleep, and their wall goes on.
    if (slept && ahead < 0) {
      this.#course = found.target;
      return;
    }
    const agreed = Math.round(known + ahead);
    if (!(await this.#time.agree(known, agreed).catch(() => false))) return;
    this.#difference = agreed;
    this.#target = found.target + (agreed - known);
  }
}

const wallOver = (machine: TimeSource): number => machine.wall() - machine.monotonic();

interface Reading {
  took: number;
  target: number;
  difference: number;
}
const read = async (time: SharedTime, monotonic: () => number): Promise<Reading> => {
  let best: Reading | undefined;
  for (let n = 0; n < READINGS; n += 1) {
    const asked = monotonic();
    const { time: at, difference } = await time.read();
    const answered = monotonic();
    const took = answered - asked;
    // A difference that changed between two readings makes the earlier ones worthless.
    if (best === undefined || took < best.took || difference !== best.difference)
      best = { took, target: at + difference - (asked + answered) / 2, difference };
  }
  if (!best) throw new Error('Redis was not asked for the time');
  return best;
};
