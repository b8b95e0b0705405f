/** What the server stamps and serves. */
export interface ServerClock {
  /** Epoch milliseconds, whole. */
  now(): number;
  /** To be called about every `planned` milliseconds. */
  look(planned: number): void;
  /** No session runs: whatever difference has been kept may go. */
  settle(): void;
}

/** The instants that a clock is made of; passed in so that tests can move them. */
export interface TimeSource {
  /** Epoch milliseconds of the machine's wall clock. */
  wall(): number;
  /** Milliseconds that never jump. */
  monotonic(): number;
}
export const machineTime: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() };

/** More than this between wall and course is a step of the wall clock, or a sleep. */
const TOLERANCE = 250;
/** A gap between two looks that is this much longer than planned means that the machine slept. */
const SLEPT = 2_000;

/**
 * CL1: the server's clock is the wall clock read at start and carried on by the monotonic one. When the two part by
 * more than 250 ms it follows the wall forward after a sleep and otherwise keeps its course, so that no NTP step moves
 * a countdown.
 */
export class CourseClock implements ServerClock {
  readonly #time: TimeSource;
  #offset: number;
  #lastLook: number;

  /** `difference`: how far the course stood from the wall when the process before this one ended, in milliseconds. */
  constructor(time: TimeSource, difference = 0) {
    this.#time = time;
    this.#offset = time.wall() + difference - time.monotonic();
    this.#lastLook = time.monotonic();
  }

  now(): number {
    return Math.round(this.#time.monotonic() + this.#offset);
  }

  /** How far the course stands from the wall; kept across a restart. */
  get difference(): number {
    return this.#time.monotonic() + this.#offset - this.#time.wall();
  }

  look(planned: number): void {
    const monotonic = this.#time.monotonic();
    const gap = monotonic - this.#lastLook;
    this.#lastLook = monotonic;
    const behind = -this.difference;
    // Some machines stop the monotonic clock while asleep, others let it run: either way the loop stood still.
    const slept = gap > planned + SLEPT || behind > SLEPT;
    if (behind > TOLERANCE && slept) this.#offset += behind;
  }

  /** Back to the wall, when no session runs. */
  settle(): void {
    this.#offset = this.#time.wall() - this.#time.monotonic();
  }
}
