import type { Json } from './event-log.ts';

/** Where a personal value lies in an event's data, and where in the same data the id of its person. */
export interface PersonalMark {
  /** Segments from the data's root; `*` stands for every array element or record value. */
  path: string[];
  /** Likewise; its nth `*` is the same element or key as the nth `*` of `path`. */
  person: string[];
}

type Place = { parent: { [key: string]: Json } | Json[]; key: string; path: string[]; bound: string[] };

/** The child of that name; nothing for what objects only inherit. */
function child(value: Json, key: string): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** All places in the data that a path with wildcards names and that exist. */
export function placesOf(data: Json, pattern: string[], path: string[] = [], bound: string[] = []): Place[] {
  const [segment, ...rest] = pattern;
  if (segment === undefined || data === null || typeof data !== 'object') return [];
  const keys = segment === '*' ? Object.keys(data) : [segment];
  return keys.flatMap((key) => {
    const value = child(data, key);
    if (value === undefined) return [];
    const here = [...path, key];
    const boundHere = segment === '*' ? [...bound, key] : bound;
    if (rest.length > 0) return placesOf(value, rest, here, boundHere);
    return [{ parent: data, key, path: here, bound: boundHere }];
  });
}

/** The person's id for a place; `undefined` when the data names nobody. */
export function personOf(data: Json, pattern: string[], bound: string[]): string | undefined {
  let value: Json | undefined = data;
  let wildcards = 0;
  for (const segment of pattern) {
    const key: string | undefined = segment === '*' ? bound[wildcards++] : segment;
    value = value === undefined || key === undefined ? undefined : child(value, key);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function valueAt({ parent, key }: Place): Json {
  return child(parent, key) ?? null;
}

export function setAt({ parent, key }: Place, value: Json): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  // Defined, not assigned: a record may have a key named __proto__.
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}
