import { LogUnavailable } from './event-log.ts';
import type { EventCodec, Json, NewEvent, StoredEvent } from './event-log.ts';
import { personOf, placesOf, setAt, valueAt } from './personal-paths.ts';
import type { PersonalMark } from './personal-paths.ts';
import { seal, unseal } from './sealing.ts';

/** Keys of 32 bytes, one a person; the vault has them. */
export interface PersonKeys {
  /** Makes the key when the person has none; it is durable when this resolves. `undefined` for an erased person. */
  forEncryption(person: string): Promise<Uint8Array | undefined>;
  /** `undefined` when the person was erased. */
  find(person: string): Promise<Uint8Array | undefined>;
}

export interface PersonalCodecOptions {
  /**
   * Event type → its personal fields. A mark is a promise for ever: once events of a type were written under it, it
   * must stay, else they are read encrypted.
   */
  marks: Record<string, PersonalMark[]>;
  keys: PersonKeys;
  /** What reading an erased person's field gives, and one that does not open with the person's key. */
  erasedAs: Json;
  /** 32 bytes, the installation's: snapshots are encrypted whole under it. */
  snapshotKey: Uint8Array;
  /** How many persons' keys are kept in memory. */
  cacheSize?: number;
  /** Told of fields that do not open: the vault was restored from before the key, or somebody changed the log. */
  report?: (fault: CodecFault) => void;
}

export interface PersonalCodec extends EventCodec {
  /**
   * Drops the person's key from memory. To erase somebody: first the vault's `forgetPerson`, then this, then the log's
   * `forgetSnapshots`. What is read from then on shows `erasedAs`.
   */
  forget(person: string): void;
}

/** A personal field cannot be stored or read: a fault in the marks, or a log and a vault that differ. Names no values. */
export class CodecFault extends Error {
  override readonly name = 'CodecFault';
}

/**
 * Encrypts the marked fields of events, each under its person's key and bound to its stream, person and place; as
 * stored: `{"$enc": base64}`. A marked value that is absent or null is left alone; one whose person the data does not
 * name is refused, since it would have to be stored in the clear or lost. What is written of a person after the
 * erasure (a command that was under way) is not stored at all.
 */
export function createPersonalCodec(options: PersonalCodecOptions): PersonalCodec {
  const { keys, erasedAs, snapshotKey } = options;
  const report = options.report ?? ((fault: CodecFault) => process.emitWarning(fault));
  const marks = new Map(Object.entries(options.marks).filter(([, list]) => list.length > 0));
  const cache = createKeyCache(options.cacheSize ?? 50_000);

  const transform = async <E extends NewEvent>(
    event: E,
    change: (value: Json, personHere: () => string, path: string[]) => Promise<Json>,
  ): Promise<E> => {
    const data = structuredClone(event.data);
    for (const { path: pattern, person: personPattern } of marks.get(event.type) ?? []) {
      for (const place of placesOf(data, pattern)) {
        const value = valueAt(place);
        if (value === null) continue;
        const person = (): string => {
          const found = personOf(event.data, personPattern, place.bound);
          if (found === undefined) throw new CodecFault(`${event.type}: ${pattern.join('.')} names no person`);
          return found;
        };
        setAt(place, await change(value, person, place.path));
      }
    }
    return { ...event, data };
  };

  const contextOf = (stream: string, person: string, path: string[]) => ['event', stream, person, ...path];

  return {
    encode: (stream: string, event: NewEvent) => {
      if (!marks.has(event.type)) return event;
      return transform(event, async (value, personHere, path) => {
        const person = personHere();
        // What is cached may be a look-up for reading, under way, that will find nothing.
        const known = await cache.get(person, () => keyFrom(keys.forEncryption(person)));
        const key = known ?? (await keyFrom(keys.forEncryption(person)));
        return { $enc: key === undefined ? '' : seal(key, contextOf(stream, person, path), JSON.stringify(value)) };
      });
    },
    decode: <E extends StoredEvent>(stream: string, event: E) => {
      if (!marks.has(event.type)) return event;
      return transform(event, async (value, personHere, path) => {
        const sealed = sealedText(value);
        // In the clear: written before the field was marked.
        if (sealed === undefined) return value;
        const person = personHere();
        if (sealed === '') return erasedAs;
        const key = await cache.get(person, () => keyFrom(keys.find(person)));
        if (!key) return erasedAs;
        const text = unseal(key, contextOf(stream, person, path), sealed);
        if (text !== undefined) return JSON.parse(text) as Json;
        // One field that does not open must not make a whole stream unreadable.
        report(new CodecFault(`${stream} ${event.revision}: ${path.join('.')} does not open with its person's key`));
        return erasedAs;
      });
    },
    encodeSnapshot: (stream, json) => seal(snapshotKey, ['snapshot', stream], json),
    decodeSnapshot: (stream, stored) => unseal(snapshotKey, ['snapshot', stream], stored),
    forget: (person) => cache.forget(person),
  };
}

/** A vault that does not answer is a log that does not. */
async function keyFrom(looking: Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  try {
    return await looking;
  } catch (error) {
    throw new LogUnavailable('keys', String(error));
  }
}

function sealedText(value: Json): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { $enc: sealed } = value;
  return typeof sealed === 'string' ? sealed : undefined;
}

/**
 * Keeps promises, so that simultaneous askers share one look-up, and a key that is forgotten while it is being looked
 * up does not come back. The longest unused go first when it is full.
 */
function createKeyCache(size: number) {
  type Found = Promise<Uint8Array | undefined>;
  const entries = new Map<string, Found>();
  const drop = (person: string, found: Found) => {
    if (entries.get(person) === found) entries.delete(person);
  };
  return {
    get: (person: string, look: () => Found): Found => {
      const known = entries.get(person);
      const found = known ?? look();
      entries.delete(person);
      entries.set(person, found);
      if (known) return known;
      found.then(
        (key) => key ?? drop(person, found),
        () => drop(person, found),
      );
      const [oldest] = entries.keys();
      if (entries.size > size && oldest !== undefined) entries.delete(oldest);
      return found;
    },
    forget: (person: string): void => void entries.delete(person),
  };
}
