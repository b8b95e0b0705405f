import { describe, expect, it } from 'vitest';
import { scenario } from '../testing/index.ts';
import { projectorView } from './projector.ts';

describe('the projector in a ranking', () => {
  const after = (step: number) => projectorView(scenario('reveal-ranking', { step }).state).reveal;

  it('names the talks whose rank has been shown, and no other', () => {
    expect(after(0)?.ranked).toEqual({});
    const two = after(2);
    expect(Object.values(two?.ranked ?? {})).toEqual([1, 2]);
    expect(two?.ranked?.[two.latest ?? '']).toBe(2);
  });

  it('has none in a reveal of one talk', () => {
    expect(projectorView(scenario('reveal-talk').state).reveal?.ranked).toBeUndefined();
  });
});
