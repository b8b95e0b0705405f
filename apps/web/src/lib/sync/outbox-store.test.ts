import { describe, expect, it } from 'vitest';
import { DeviceOutboxStore } from './outbox-store.ts';
import { ask, ids, deviceForEach, vote } from './testing/device.ts';

const device = deviceForEach();

describe('DeviceOutboxStore', () => {
  const broken = () => Promise.reject(new Error('no database'));

  it('falls back to texts when the database is missing or throws', async () => {
    const store = () => new DeviceOutboxStore({ list: broken, put: broken, remove: broken }, device.storage);
    const first = await device.page(store());
    void first.outbox.add('ask-1', 1, ask('私密模式'));
    await device.timers.pass(1);
    const second = await device.page(store());
    expect(second.outbox.entries).toMatchObject([{ id: 'ask-1', command: { text: '私密模式' } }]);
    await second.connect();
    await device.timers.pass(100);
    expect(ids(device.server.effects)).toEqual(['ask-1']);
  });

  it('loses nothing when the database breaks while the page lives', async () => {
    const rows = new Map<string, never>();
    let works = true;
    const unless = async <T>(what: () => T): Promise<T> => (works ? what() : broken());
    const store = new DeviceOutboxStore(
      {
        list: () => unless(() => Array.from(rows.values())),
        put: (entry) => unless(() => void rows.set(entry.id, entry as never)),
        remove: (id) => unless(() => void rows.delete(id)),
      },
      device.storage,
    );
    const { outbox, connect } = await device.page(store);
    void outbox.add('vote-1', 1, vote('q1'));
    await device.timers.pass(1);
    works = false;
    void outbox.add('vote-2', 1, vote('q2'));
    await device.timers.pass(1);
    expect(device.storage.keys('')).toHaveLength(1);
    await connect();
    await device.timers.pass(1_000);
    expect(ids(device.server.effects)).toEqual(['vote-1', 'vote-2']);
    expect(outbox.entries).toEqual([]);
  });
});
