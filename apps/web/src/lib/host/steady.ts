/**
 * Gives back the former value as long as the new one says the same, so that what depends on it is left alone: a vote that
 * arrives must not redraw the pictures.
 */
export const steady = <T>(same: (a: T, b: T) => boolean): ((next: T) => T) => {
  let held: { readonly value: T } | undefined;
  return (next) => {
    if (held === undefined || !same(held.value, next)) held = { value: next };
    return held.value;
  };
};

/** For small plain values: alike to the last leaf. */
export const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** For views, whose unchanged parts are the same objects: the same fields holding the same things, or things alike in small. */
export const sameFields = (a: object | undefined, b: object | undefined): boolean => {
  if (a === b || !a || !b) return a === b;
  const [one, other] = [Object.entries(a), Object.entries(b)];
  const values = b as Readonly<Record<string, unknown>>;
  return one.length === other.length && one.every(([key, value]) => key in b && values[key] === value);
};
