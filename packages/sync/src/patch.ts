/** A JSON Merge Patch (RFC 7396): `null` removes a key, an object is merged, anything else replaces. */
export interface Patch {
  readonly [key: string]: PatchValue;
}

export type PatchValue = null | string | number | boolean | Patch | readonly PatchValue[];

type Fields = Readonly<Record<string, unknown>>;

/**
 * The merge patch from one view to another, or undefined when they hold the same. Views are trees of plain objects,
 * short arrays and scalars, without nulls (a merge patch could not say them); a field that is `undefined` counts as
 * absent. Branches that are the same object are not looked into, so the cost follows what changed. Arrays are replaced
 * whole.
 */
export function diff(before: object, after: object): Patch | undefined {
  if (before === after) return undefined;
  const from = before as Fields;
  const to = after as Fields;
  let patch: Record<string, PatchValue> | undefined;
  for (const key of Object.keys(to)) {
    const value = to[key];
    if (value === undefined) continue;
    const was = own(from, key);
    const change = isPlain(was) && isPlain(value) ? diff(was, value) : same(was, value) ? undefined : value;
    if (change !== undefined) patch = put(patch ?? {}, key, change as PatchValue);
  }
  for (const key of Object.keys(from)) {
    if (from[key] !== undefined && own(to, key) === undefined) patch = put(patch ?? {}, key, null);
  }
  return patch;
}

/**
 * The view that the patch leads to. Nothing is mutated: branches that the patch does not touch are shared with the old
 * view, and a patch that changes nothing gives the very same object. Keys such as `__proto__` are data like any other.
 */
export function applyPatch<V extends object>(view: V, patch: Patch): V {
  return merge(view as Fields, patch) as V;
}

/**
 * The one patch that does what two do in turn; what the first brought and the second took away again is not in it.
 * Undefined where no merge patch can say it: something was removed or replaced, and then came anew as an object.
 */
export function compose(first: Patch, second: Patch): Patch | undefined {
  const patch: Record<string, PatchValue> = { ...first };
  for (const key of Object.keys(second)) {
    const before = own(first, key) as PatchValue | undefined;
    const after = own(second, key) as PatchValue;
    if (!isPlain(after) || before === undefined) {
      put(patch, key, after);
      continue;
    }
    const both = isPlain(before) ? compose(before, after) : undefined;
    if (!both) return undefined;
    put(patch, key, both);
  }
  return patch;
}

function merge(view: Fields, patch: Patch): Fields {
  let next: Record<string, unknown> | undefined;
  for (const key of Object.keys(patch)) {
    const change = own(patch, key);
    const was = own(view, key);
    if (change === null) {
      if (was === undefined) continue;
      next = next ?? { ...view };
      delete next[key];
      continue;
    }
    const value = isPlain(change) ? merge(isPlain(was) ? was : {}, change as Patch) : change;
    if (!same(was, value)) next = put(next ?? { ...view }, key, value);
  }
  return next ?? view;
}

/** Deep equality of what a view may hold. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  return isPlain(a) && isPlain(b) && diff(a, b) === undefined;
}

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of the object's own; `view['__proto__']` would otherwise answer with the prototype. */
function own(fields: Fields, key: string): unknown {
  return Object.prototype.hasOwnProperty.call(fields, key) ? fields[key] : undefined;
}

/** Sets a field as data: assigning to `__proto__` would replace the prototype instead. */
function put<T>(fields: Record<string, T>, key: string, value: T): Record<string, T> {
  if (key === '__proto__') {
    Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
  } else fields[key] = value;
  return fields;
}
