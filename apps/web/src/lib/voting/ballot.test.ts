import { describe, expect, it } from 'vitest';
import { bar, lacking, pressed } from './ballot.ts';

describe('a ballot on a phone', () => {
  it('[VO1] is for those whom the panel names', () => {
    expect(bar({ fill: 'crowd', who: 'all' }, undefined)).toBeUndefined();
    expect(bar({ fill: 'crowd', who: 'hall' }, { place: 'hall' })).toBeUndefined();
    expect(bar({ fill: 'crowd', who: 'hall' }, { place: 'afar' })).toBe('hall');
    expect(bar({ fill: 'crowd', who: 'afar' }, {})).toBe('afar');
    expect(bar({ fill: 'crowd', who: 'listed' }, {})).toBe('listed');
    expect(bar({ fill: 'crowd', who: 'listed' }, { listed: true })).toBeUndefined();
    expect(bar({ fill: 'judges' }, { listed: true })).toBe('judges');
    const votes = { near: { who: 'hall' }, far: { who: 'afar' } } as const;
    const voted = { place: 'afar', ballots: { near: { talks: ['a'] } } } as const;
    expect(bar({ fill: 'crowd', who: 'afar' }, voted, votes)).toBe('elsewhere');
    expect(bar({ fill: 'crowd', who: 'all' }, voted, votes)).toBeUndefined();
  });
  it('takes a talk on and off; one choice gives way to another, a full list does not', () => {
    expect(pressed([], 'a', 2)).toEqual(['a']);
    expect(pressed(['a'], 'b', 2)).toEqual(['a', 'b']);
    expect(pressed(['a', 'b'], 'c', 2)).toEqual(['a', 'b']);
    expect(pressed(['a', 'b'], 'a', 2)).toEqual(['b']);
    expect(pressed(['a'], 'b', 1)).toEqual(['b']);
    expect([lacking([], 2), lacking(['a', 'b', 'c'], 2)]).toEqual([2, 0]);
  });
});
