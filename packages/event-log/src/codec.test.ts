import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPersonalCodec } from './codec.ts';
import type { Json, NewEvent, StoredEvent } from './event-log.ts';
import type { PersonalMark } from './personal-paths.ts';

function memoryKeys() {
  const known = new Map<string, Uint8Array>();
  const lookups: string[] = [];
  const keys = {
    known,
    lookups,
    erased: new Set<string>(),
    forEncryption: async (person: string) => {
      lookups.push(person);
      if (keys.erased.has(person)) return undefined;
      const key = known.get(person) ?? randomBytes(32);
      known.set(person, key);
      return key;
    },
    find: async (person: string) => {
      lookups.push(person);
      return known.get(person);
    },
  };
  return keys;
}

function setUp(marks: Record<string, PersonalMark[]>, more: { cacheSize?: number } = {}) {
  const keys = memoryKeys();
  const faults: string[] = [];
  const report = ({ message }: Error) => void faults.push(message);
  const options = { marks, keys, erasedAs: '(erased)', snapshotKey: randomBytes(32), report, ...more };
  const codec = createPersonalCodec(options);
  const encode = async (stream: string, type: string, data: Json): Promise<NewEvent> =>
    codec.encode(stream, { type, at: 1, data });
  const decode = async (stream: string, event: NewEvent, using = codec): Promise<StoredEvent> =>
    using.decode(stream, { ...event, revision: 1 });
  return { keys, codec, faults, encode, decode, fresh: () => createPersonalCodec(options) };
}

const joined = { joined: [{ path: ['name'], person: ['id'] }] };

describe('personal codec', () => {
  it('hides a marked field, leaves the rest, and gives it back', async () => {
    const { encode, decode } = setUp(joined);
    const data = { id: 'p1', name: '李雷', place: 'hall' };
    const stored = await encode('s', 'joined', data);
    expect(stored.data).toEqual({ id: 'p1', name: { $enc: expect.any(String) }, place: 'hall' });
    expect(JSON.stringify(stored)).not.toContain('李雷');
    expect(data.name).toBe('李雷');
    expect((await decode('s', stored)).data).toEqual(data);
  });

  it('never writes the same twice alike', async () => {
    const { encode } = setUp(joined);
    const data = { id: 'p1', name: 'x' };
    expect(await encode('s', 'joined', data)).not.toEqual(await encode('s', 'joined', data));
  });

  it('binds wildcards of the person to the same elements, in arrays, records and both', async () => {
    const { keys, encode, decode } = setUp({
      copied: [
        { path: ['people', '*', 'name'], person: ['people', '*', 'id'] },
        { path: ['teams', '*', 'members', '*', 'contact'], person: ['teams', '*', 'members', '*', 'id'] },
        { path: ['teams', '*', 'motto'], person: ['teams', '*', 'members', '0', 'id'] },
      ],
    });
    const data = {
      people: { a: { id: 'p1', name: 'Ann!' }, b: { id: 'p2', name: 'Bo Li' }, c: { id: 'p3' } },
      teams: [
        { motto: 'we win', members: [{ id: 'p4', contact: { mail: 'd@x', phone: [1, 2] } }] },
        { members: [{ id: 'p5' }, { id: 'p6', contact: ['e@x'] }] },
        { members: [{ id: 'p7', contact: 7 }] },
      ],
    };
    const stored = await encode('s', 'copied', data);
    expect([...keys.known.keys()].sort()).toEqual(['p1', 'p2', 'p4', 'p6', 'p7']);
    for (const secret of ['Ann!', 'Bo Li', 'd@x', 'we win', 'e@x'])
      expect(JSON.stringify(stored)).not.toContain(secret);
    expect((await decode('s', stored)).data).toEqual(data);
  });

  it('gives erasedAs for one person, and the others as before, once the key is lost', async () => {
    const { keys, codec, encode, decode, fresh } = setUp({
      copied: [{ path: ['*', 'name'], person: ['*', 'id'] }],
    });
    const data = [
      { id: 'p1', name: 'Ann' },
      { id: 'p2', name: 'Bo' },
    ];
    const stored = await encode('s', 'copied', data);
    keys.known.delete('p1');
    codec.forget('p1');
    const erased = [{ id: 'p1', name: '(erased)' }, data[1]];
    expect((await decode('s', stored)).data).toEqual(erased);
    expect((await decode('s', stored, fresh())).data).toEqual(erased);
  });

  it('refuses a value whose person the data does not name, and passes over what is absent or null', async () => {
    const { encode } = setUp(joined);
    await expect(encode('s', 'joined', { name: 'Ann' })).rejects.toMatchObject({ name: 'CodecFault' });
    expect((await encode('s', 'joined', { id: 'p1' })).data).toEqual({ id: 'p1' });
    expect((await encode('s', 'joined', { name: null })).data).toEqual({ name: null });
    expect((await encode('s', 'left', { name: 'kept' })).data).toEqual({ name: 'kept' });
  });

  it('does not open in another stream, at another place or under another key: shown as erased and reported', async () => {
    const { keys, codec, faults, encode, decode } = setUp({ pair: [{ path: ['*', 'name'], person: ['*', 'id'] }] });
    const stored = await encode('s', 'pair', [
      { id: 'p1', name: 'Ann' },
      { id: 'p1', name: 'Bo' },
    ]);
    const unreadable = [
      { id: 'p1', name: '(erased)' },
      { id: 'p1', name: '(erased)' },
    ];
    expect((await decode('other', stored)).data).toEqual(unreadable);
    const [first, second] = stored.data as { id: string; name: Json }[];
    const swapped = [
      { id: 'p1', name: second?.name ?? null },
      { id: 'p1', name: first?.name ?? null },
    ];
    expect((await decode('s', { ...stored, data: swapped })).data).toEqual(unreadable);
    keys.known.set('p1', randomBytes(32));
    codec.forget('p1');
    expect((await decode('s', stored)).data).toEqual(unreadable);
    expect(faults.length).toBe(6);
    expect(faults[0]).toBe("other 1: 0.name does not open with its person's key");
  });

  it('stores nothing of what is still written of an erased person', async () => {
    const { keys, faults, encode, decode, fresh } = setUp(joined);
    keys.erased.add('p1');
    const stored = await encode('s', 'joined', { id: 'p1', name: 'Ann' });
    expect(stored.data).toEqual({ id: 'p1', name: { $enc: '' } });
    for (const codec of [undefined, fresh()]) {
      expect((await decode('s', stored, codec)).data).toEqual({ id: 'p1', name: '(erased)' });
    }
    expect(faults).toEqual([]);
  });

  it('is unavailable, not at fault, while the vault does not answer, and asks again', async () => {
    const { keys, encode } = setUp(joined);
    const { forEncryption } = keys;
    keys.forEncryption = () => Promise.reject(new Error('down'));
    const write = () => encode('s', 'joined', { id: 'p1', name: 'Ann' });
    await expect(write()).rejects.toMatchObject({ name: 'LogUnavailable', reason: 'keys' });
    keys.forEncryption = forEncryption;
    expect((await write()).type).toBe('joined');
  });

  it('reads in the clear what was written before the field was marked', async () => {
    const { decode } = setUp(joined);
    expect((await decode('s', { type: 'joined', at: 1, data: { id: 'p1', name: 'Ann' } })).data).toEqual({
      id: 'p1',
      name: 'Ann',
    });
  });

  it('asks for a key once, shares a look-up under way, and forgets when full', async () => {
    const { keys, encode } = setUp(joined, { cacheSize: 2 });
    const write = (id: string) => encode('s', 'joined', { id, name: 'x' });
    await Promise.all([write('p1'), write('p1'), write('p2')]);
    await write('p1');
    expect(keys.lookups).toEqual(['p1', 'p2']);
    await write('p3');
    await write('p1');
    await write('p2');
    expect(keys.lookups).toEqual(['p1', 'p2', 'p3', 'p2']);
  });

  it('does not keep a key that is forgotten while it is being looked up', async () => {
    const { keys, codec, encode, decode } = setUp(joined);
    const stored = await encode('s', 'joined', { id: 'p1', name: 'Ann' });
    codec.forget('p1');
    const reading = decode('s', stored);
    keys.known.delete('p1');
    codec.forget('p1');
    await reading;
    expect((await decode('s', stored)).data).toEqual({ id: 'p1', name: '(erased)' });
  });

  it('gives back any JSON under any key, and shows none of it', async () => {
    const { encode, decode } = setUp({ any: [{ path: ['*', 'value'], person: ['*', 'id'] }] });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (values) => {
        const data: { [key: string]: Json } = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [key, { id: 'p1', value: ['marker-7f3', value as Json] }]),
        );
        const stored = await encode('s', 'any', data);
        expect(JSON.stringify(stored)).not.toContain('marker-7f3');
        expect(JSON.stringify((await decode('s', stored)).data)).toBe(JSON.stringify(data));
      }),
    );
  });

  it('opens a snapshot in its own stream only', () => {
    const { codec } = setUp({});
    const stored = codec.encodeSnapshot('s', '{"name":"Ann"}');
    expect(Buffer.from(stored, 'base64').toString('latin1')).not.toContain('Ann');
    expect(codec.decodeSnapshot('s', stored)).toBe('{"name":"Ann"}');
    expect(codec.decodeSnapshot('t', stored)).toBeUndefined();
    expect(codec.decodeSnapshot('s', 'nonsense')).toBeUndefined();
  });
});
