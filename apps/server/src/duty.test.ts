import type { Leases } from '@rostrum/cluster';
import { createLocalCluster } from '@rostrum/cluster';
import { expect, test } from 'vitest';
import { Duties } from './duty.ts';
import type { Room } from './runtime/sessions.ts';

const room = (session: string): Room => ({ session, run: 1 }) as Room;
const node = (leases: Leases, rooms: Room[]) => {
  const told: string[] = [];
  const duties = new Duties({
    leases,
    sessions: { rooms: async () => rooms },
    gained: ({ session }, takenOver) => told.push(`${session}${takenOver ? ' taken over' : ''}`),
    lost: (session) => told.push(`lost ${session}`),
    report: (error) => {
      throw error;
    },
  });
  return { duties, rooms, told };
};

test('[TN7] of two nodes with a run in memory one sees to it; the other takes it over when the first lets go', async () => {
  const { leases } = createLocalCluster();
  const [here, there] = [node(leases, [room('a'), room('b')]), node(leases, [room('a')])];
  await here.duties.take(room('a'));
  await Promise.all([here.duties.look(), there.duties.look()]);
  expect([here.duties.mine(room('a')), there.duties.mine(room('a'))]).toEqual([true, false]);
  here.rooms.splice(0, 1);
  await here.duties.look();
  await there.duties.look();
  expect([here.duties.mine(room('a')), there.duties.mine(room('a'))]).toEqual([false, true]);
  expect([here.told, there.told]).toEqual([['a', 'b'], ['a taken over']]);
  await there.duties.close();
  here.rooms.push(room('a'));
  await here.duties.look();
  expect(here.duties.mine(room('a'))).toBe(true);
});

test('[TN7] a lease that could not be renewed is another node’s', async () => {
  const lost: (() => void)[] = [];
  let held = true;
  const lease = {
    get held() {
      return held;
    },
    onLost: (listener: () => void) => void lost.push(listener),
    release: async () => undefined,
  };
  const { duties, told } = node({ take: async () => lease }, [room('a')]);
  await duties.look();
  expect(duties.mine(room('a'))).toBe(true);
  held = false;
  expect(duties.mine(room('a'))).toBe(false);
  for (const listener of lost) listener();
  expect(told).toEqual(['a', 'lost a']);
});
