import { describe, expect, it } from 'vitest';
import { ViewChain } from './view-chain.ts';

describe('ViewChain', () => {
  it('publishes the step from the last published view', () => {
    const chain = new ViewChain({ page: 1 }, 10);
    expect(chain.publish({ page: 2 }, 14)).toEqual({ from: 10, to: 14, patch: { page: 2 } });
    expect(chain.snapshot()).toEqual({ revision: 14, data: { page: 2 } });
  });

  it('publishes nothing, and stays where it is, when nothing changed', () => {
    const chain = new ViewChain({ page: 1 }, 10);
    expect(chain.publish({ page: 1 }, 99)).toBeUndefined();
    expect(chain.revision).toBe(10);
    expect(chain.publish({ page: 2 }, 100)?.from).toBe(10);
  });

  it('answers one who is behind with one step, and a stranger with nothing', () => {
    const chain = new ViewChain({ page: 1 }, 10, 2);
    for (const [page, revision] of [
      [2, 12],
      [3, 15],
      [4, 16],
    ] as const) {
      chain.publish({ page }, revision);
    }
    expect(chain.since(16)).toEqual([]);
    expect(chain.since(12)).toEqual([{ from: 12, to: 16, patch: { page: 4 } }]);
    expect(chain.since(13)).toBeUndefined();
    expect(chain.since(undefined)).toBeUndefined();
    // Only two steps are remembered.
    expect(chain.since(10)).toBeUndefined();
  });

  it('tells nobody who comes later what was shown meanwhile and taken away again', () => {
    const chain = new ViewChain<{ questions: Record<string, object> }>({ questions: {} }, 1);
    chain.publish({ questions: { q1: { text: 'hidden soon' }, q2: { text: 'stays' } } }, 2);
    chain.publish({ questions: { q2: { text: 'stays' } } }, 3);
    expect(chain.since(1)).toEqual([{ from: 1, to: 3, patch: { questions: { q1: null, q2: { text: 'stays' } } } }]);
    // Removed and there again: no patch from where the client stands can say so.
    chain.publish({ questions: { q2: { text: 'stays' }, q1: { text: 'back' } } }, 4);
    expect(chain.since(1)).toBeUndefined();
    expect(chain.since(3)).toHaveLength(1);
  });

  it('takes a changed view at an old revision for a bug', () => {
    const chain = new ViewChain({ page: 1 }, 10);
    expect(() => chain.publish({ page: 2 }, 10)).toThrow(RangeError);
  });
});
