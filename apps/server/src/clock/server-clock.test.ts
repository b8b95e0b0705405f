import { describe, expect, test } from 'vitest';
import { CourseClock } from './server-clock.ts';

const SECOND = 1_000;
/** A machine whose two clocks a test moves. */
class Machine {
  wallAt = 1_800_000_000_000;
  monotonicAt = 5_000;
  readonly wall = (): number => this.wallAt;
  readonly monotonic = (): number => this.monotonicAt;
  /** Time passes, and the clock is looked at each second. */
  run(clock: CourseClock, milliseconds: number): void {
    for (let passed = 0; passed < milliseconds; passed += SECOND) {
      this.wallAt += SECOND;
      this.monotonicAt += SECOND;
      clock.look(SECOND);
    }
  }
}
const begin = (difference?: number) => {
  const machine = new Machine();
  const clock = new CourseClock(machine, difference);
  return { machine, clock };
};

describe('[CL1] the server’s clock', () => {
  test('is the wall clock at start, carried on by the monotonic one, in whole milliseconds', () => {
    const { machine, clock } = begin();
    expect(clock.now()).toBe(machine.wallAt);
    machine.monotonicAt += 1234.4;
    expect(clock.now()).toBe(1_800_000_001_234);
  });
  test.each([-3_600_000, -5_000, -251, 251, 1_900])('keeps its course when the wall steps by %i ms', (step) => {
    const { machine, clock } = begin();
    machine.run(clock, 10 * SECOND);
    machine.wallAt += step;
    machine.run(clock, 60 * SECOND);
    expect(clock.now()).toBe(1_800_000_070_000);
    expect(clock.difference).toBeCloseTo(-step, 3);
  });
  test('follows the wall after a sleep that stopped the monotonic clock', () => {
    const { machine, clock } = begin();
    machine.wallAt += 600 * SECOND;
    clock.look(SECOND);
    expect(clock.now()).toBe(machine.wallAt);
  });
  test('goes with a sleep through which the monotonic clock ran', () => {
    const { machine, clock } = begin();
    machine.wallAt += 600 * SECOND;
    machine.monotonicAt += 600 * SECOND;
    clock.look(SECOND);
    expect(clock.now()).toBe(machine.wallAt);
  });
  test('follows the wall also where the monotonic clock ran through part of the sleep', () => {
    const { machine, clock } = begin();
    machine.wallAt += 600 * SECOND;
    machine.monotonicAt += 90 * SECOND;
    clock.look(SECOND);
    expect(clock.now()).toBe(machine.wallAt);
  });
  test('never goes back: a sleep from which the wall wakes earlier changes nothing', () => {
    const { machine, clock } = begin();
    machine.wallAt -= 600 * SECOND;
    machine.monotonicAt += 60 * SECOND;
    const before = clock.now();
    clock.look(SECOND);
    expect(clock.now()).toBe(before);
  });
  test('leaves small differences alone, also after a sleep', () => {
    const { machine, clock } = begin();
    machine.wallAt += 600 * SECOND + 200;
    machine.monotonicAt += 600 * SECOND;
    clock.look(SECOND);
    expect(clock.difference).toBeCloseTo(-200, 3);
  });
  test('takes the difference across a restart, and drops it when no session runs', () => {
    const { machine, clock } = begin(-5_000);
    expect(clock.now()).toBe(machine.wallAt - 5_000);
    expect(clock.difference).toBeCloseTo(-5_000, 3);
    clock.settle();
    expect(clock.now()).toBe(machine.wallAt);
  });
});
