/** Time on this device, passed in so that tests can run it by hand. */
export interface Timers {
  /** Monotonic milliseconds, from anywhere. */
  local(): number;
  /** The wall clock, epoch milliseconds: only to notice that the device has slept. */
  wall(): number;
  /** Runs something once after so many milliseconds; answers how to call it off. */
  after(ms: number, run: () => void): () => void;
}

export const browserTimers: Timers = {
  local: () => performance.now(),
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
