const isErased = (value: object): boolean => (value as { erased?: unknown }).erased === true;

/**
 * A view in which each person who was erased is called by `word`: every screen shows it where a name would stand, and
 * none can forget to. What holds no such person is the very same object as before; what was walked once is known.
 */
export const eraser = (): (<T>(view: T, word: string) => T) => {
  let lastWord = '';
  let known = new WeakMap<object, object>();
  const walk = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const found = known.get(value);
    if (found) return found;
    let changed: object | undefined;
    if (isErased(value)) changed = { ...value, name: lastWord };
    else if (Array.isArray(value)) {
      const next = value.map(walk);
      if (next.some((one, index) => one !== value[index])) changed = next;
    } else {
      for (const [key, one] of Object.entries(value)) {
        const next = walk(one);
        if (next !== one) changed = { ...(changed ?? value), [key]: next };
      }
    }
    known.set(value, changed ?? value);
    return changed ?? value;
  };
  return <T>(view: T, word: string): T => {
    if (word !== lastWord) known = new WeakMap();
    lastWord = word;
    return walk(view) as T;
  };
};
