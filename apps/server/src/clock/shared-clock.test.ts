import type { SharedTime } from '@rostrum/cluster';
import { describe, expect, test } from 'vitest';
import { SharedClock } from './shared-clock.ts';

/** Redis and its clock, and machines whose monotonic clocks run at their own rates; nothing takes time but `pass`. */
class World {
  wall = 1_000_000;
  difference = 0;
  readonly machines: { monotonic: number; wall: number; rate: number; asleep: boolean }[] = [];
  readonly time: SharedTime = {
    read: async () => ({ time: this.wall, difference: this.difference }),
    agree: async (from, to) => {
      if (this.difference !== from) return false;
      this.difference = to;
      return true;
    },
  };

  async node(rate = 1) {
    const machine = { monotonic: Math.random() * 1e6, wall: 999_700, rate, asleep: false };
    this.machines.push(machine);
    const clock = await SharedClock.open(
      this.time,
      { monotonic: () => machine.monotonic, wall: () => machine.wall },
      () => undefined,
    );
    return { clock, machine };
  }
  /** Seconds; each node looks every second and measures every ten, as the server does. */
  async pass(seconds: number, clocks: { clock: SharedClock; machine: World['machines'][number] }[]): Promise<void> {
    for (let second = 1; second <= seconds; second += 1) {
      this.wall += 1_000;
      for (const machine of this.machines) {
        machine.wall += 1_000 * machine.rate;
        if (!machine.asleep) machine.monotonic += 1_000 * machine.rate;
      }
      for (const { clock } of clocks.filter((one) => !one.machine.asleep)) {
        clock.look(1_000);
        if (second % 10 === 0) await clock.measure();
      }
    }
  }
}

describe('[CL2] the clock that nodes share', () => {
  test('keeps nodes whose machines drift within a few milliseconds of each other and of Redis, for hours', async () => {
    const world = new World();
    const nodes = [await world.node(1.0001), await world.node(0.9999)];
    await world.pass(4 * 3_600, nodes);
    for (const { clock } of nodes) expect(Math.abs(clock.now() - world.wall)).toBeLessThanOrEqual(3);
  });

  test.each([600_000, -600_000])(
    'a step of Redis’s clock by %i ms moves no countdown, on no node, nor on one that starts later',
    async (step) => {
      const world = new World();
      const nodes = [await world.node(1.00005), await world.node(0.99995)];
      await world.pass(60, nodes);
      const before = world.wall;
      world.wall += step;
      await world.pass(300, nodes);
      const late = await world.node();
      const due = before + 300_000;
      for (const { clock } of [...nodes, late]) expect(Math.abs(clock.now() - due)).toBeLessThan(30);
      await world.pass(3_600, [...nodes, late]);
      const now = [...nodes, late].map(({ clock }) => clock.now());
      expect(Math.max(...now) - Math.min(...now)).toBeLessThan(10);
    },
  );

  test('never goes back, whatever Redis’s clock does', async () => {
    const world = new World();
    const node = await world.node();
    let last = node.clock.now();
    for (const step of [0, -500, -10_000, 100, -200, 3_600_000]) {
      world.wall += step;
      for (let n = 0; n < 40; n += 1) {
        await world.pass(1, [node]);
        if (n % 10 === 0) await node.clock.measure();
        expect(node.clock.now()).toBeGreaterThan(last);
        last = node.clock.now();
      }
    }
  });

  test.each([true, false])(
    'a node that slept (its monotonic clock stopped: %s) takes the course of the others, and they do not take its',
    async (stops) => {
      const world = new World();
      const [sleeper, awake] = [await world.node(), await world.node()];
      await world.pass(20, [sleeper, awake]);
      sleeper.machine.asleep = true;
      await world.pass(100, [sleeper, awake]);
      sleeper.machine.asleep = false;
      if (!stops) sleeper.machine.monotonic += 100_000;
      await world.pass(20, [sleeper, awake]);
      expect(world.difference).toBe(0);
      expect(Math.abs(sleeper.clock.now() - world.wall)).toBeLessThan(30);
      expect(Math.abs(awake.clock.now() - world.wall)).toBeLessThan(3);
    },
  );

  test('while no session is live all go back to Redis’s time', async () => {
    const world = new World();
    const nodes = [await world.node(), await world.node()];
    await world.pass(20, nodes);
    world.wall += 600_000;
    await world.pass(20, nodes);
    expect(world.difference).toBe(-600_000);
    for (const { clock } of nodes) clock.settle();
    await world.pass(20, nodes);
    for (const { clock } of nodes) expect(Math.abs(clock.now() - world.wall)).toBeLessThan(3);
    expect(world.difference).toBe(0);
  });
});
