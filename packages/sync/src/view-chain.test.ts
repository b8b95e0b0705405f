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

  it('answers one who is behind with the steps, and a stranger with nothing', () => {
    const chain = new ViewChain({ page: 1 }, 10, 2);
    for (const [page, revision] of [
      [2, 12],
      [3, 15],
      [4, 16],
    ] as const) {
      chain.publish({ page }, revision);
    }
    expect(chain.since(16)).toEqual([]);
    expect(chain.since(12)?.map(({ to }) => to)).toEqual([15, 16]);
    expect(chain.since(13)).toBeUndefined();
    expect(chain.since(undefined)).toBeUndefined();
    // Only two steps are remembered.
    expect(chain.since(10)).toBeUndefined();
  });

  it('takes a changed view at an old revision for a bug', () => {
    const chain = new ViewChain({ page: 1 }, 10);
    expect(() => chain.publish({ page: 2 }, 10)).toThrow(RangeError);
  });
});
