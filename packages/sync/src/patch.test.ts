import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, compose, diff } from './patch.ts';
import type { Patch } from './patch.ts';

/** Trees as views are: no nulls. Through JSON, so that a key `__proto__` is a field of the object's own. */
const trees = fc
  .object({
    key: fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '10', ''),
    values: [fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constantFrom('', 'x', '讲台')],
    maxDepth: 3,
    maxKeys: 5,
  })
  .map((tree) => overWire(tree));

function overWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const key of Object.getOwnPropertyNames(value)) freeze((value as Record<string, unknown>)[key]);
  }
  return value;
}

describe('diff', () => {
  it.each<[object, object, Patch | undefined]>([
    [{}, {}, undefined],
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1 }, { a: 2 }, { a: 2 }],
    [{ a: 1 }, {}, { a: null }],
    [{ a: 1 }, { a: undefined }, { a: null }],
    [{ a: undefined }, {}, undefined],
    [{}, { a: {} }, { a: {} }],
    [{ a: { x: 1, y: 2 } }, { a: { x: 1 } }, { a: { y: null } }],
    [{ a: [1, 2] }, { a: [1, 2] }, undefined],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, { a: [1, { b: 3 }] }],
    [{ a: [1] }, { a: { 0: 1 } }, { a: { 0: 1 } }],
    [{ a: { 0: 1 } }, { a: [1] }, { a: [1] }],
    [{ a: { x: 1 } }, { a: 'x' }, { a: 'x' }],
  ])('%j → %j: %j', (before, after, patch) => {
    expect(diff(before, after)).toEqual(patch);
  });

  it('does not look into what is the same object', () => {
    const shared = new Proxy({}, { ownKeys: () => expect.unreachable('looked into a shared branch') });
    expect(diff({ shared, n: 1 }, { shared, n: 2 })).toEqual({ n: 2 });
  });

  it('leads, over the wire, from any view to any other', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const patch = diff(before, after);
        if (patch === undefined) expect(overWire(before)).toEqual(after);
        else expect(JSON.stringify(sorted(applyPatch(before, overWire(patch))))).toBe(JSON.stringify(sorted(after)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is undefined for equal trees that share nothing', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(diff(tree, overWire(tree))).toBeUndefined();
      }),
    );
  });
});

describe('applyPatch', () => {
  // RFC 7396, appendix A, as far as both sides are objects.
  it.each<[object, Patch, object]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j: %j', (view, patch, result) => {
    expect(applyPatch(view, patch)).toEqual(result);
  });

  it('mutates nothing, and shares what the patch leaves alone', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const patch = diff(freeze(before), freeze(after));
        if (patch) applyPatch(before, freeze(overWire(patch)));
      }),
    );
    const view = { a: { x: 1 }, b: { y: 1 } };
    const next = applyPatch(view, { a: { x: 2 } });
    expect(next.b).toBe(view.b);
    expect(next.a).not.toBe(view.a);
    expect(applyPatch(view, { a: { x: 1 }, gone: null })).toBe(view);
  });

  it('takes __proto__ for a field like any other', () => {
    const patch = JSON.parse('{"__proto__": {"polluted": true}, "a": {"__proto__": {"polluted": true}}}') as Patch;
    const next = applyPatch<object>({}, patch);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(next)).toBe(Object.prototype);
    expect((next as { polluted?: boolean }).polluted).toBeUndefined();
    expect(JSON.stringify(next)).toBe(JSON.stringify(patch));
    expect(JSON.stringify(applyPatch<object>(next, JSON.parse('{"__proto__": null}') as Patch))).toBe(
      '{"a":{"__proto__":{"polluted":true}}}',
    );
  });
});

/** With keys in order, since a merge may add them in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

describe('compose', () => {
  it('[SY3] one patch that does what two do in turn, or none', () => {
    let said = 0;
    fc.assert(
      fc.property(trees, trees, trees, (a, b, c) => {
        const [first, second] = [diff(a, b), diff(b, c)];
        const both = first && second && compose(freeze(first), freeze(second));
        if (!both) return;
        said += 1;
        expect(applyPatch(a, overWire(both))).toEqual(c);
      }),
      { numRuns: 1_000 },
    );
    expect(said).toBeGreaterThan(200);
  });
  it.each<[Patch, Patch, Patch | undefined]>([
    [{ a: 1 }, { a: 2, b: 3 }, { a: 2, b: 3 }],
    [{ a: { text: 'x' } }, { a: null }, { a: null }],
    [{ a: { x: 1, y: 1 } }, { a: { x: null } }, { a: { x: null, y: 1 } }],
    [{ a: null }, { a: { x: 1 } }, undefined],
    [{ a: [1] }, { a: { x: 1 } }, undefined],
  ])('%j, then %j', (first, second, both) => {
    expect(compose(first, second)).toEqual(both);
  });
});
