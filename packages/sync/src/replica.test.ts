import { beforeEach, describe, expect, it } from 'vitest';
import type { PatchMessage, SnapshotMessage, ViewName } from './messages.ts';
import type { Patch } from './patch.ts';
import { Replica } from './replica.ts';
import { ViewChain } from './view-chain.ts';

const snapshot = (view: ViewName, revision: number, data: object): SnapshotMessage => ({
  kind: 'snapshot',
  view,
  revision,
  data,
});
const patch = (view: ViewName, from: number, to: number, change: Patch, belongs?: number): PatchMessage => ({
  kind: 'patch',
  view,
  from,
  to,
  patch: change,
  ...(belongs !== undefined && { with: belongs }),
});

let replica: Replica<{ n: number }, { votes: number }>;
beforeEach(() => {
  replica = new Replica();
  replica.receive(snapshot('role', 10, { n: 1 }));
  replica.receive(snapshot('me', 8, { votes: 0 }));
});

describe('Replica', () => {
  it('applies a patch to exactly the revision that it starts from', () => {
    expect(replica.receive(patch('role', 10, 12, { n: 2 }))).toBe('applied');
    expect(replica.receive(patch('role', 10, 12, { n: 2 }))).toBe('old');
    expect(replica.receive(patch('role', 11, 13, { n: 3 }))).toBe('gap');
    expect(replica.role).toEqual({ n: 2 });
    expect(replica.position).toEqual({ role: 12, me: 8, seen: 13 });
  });

  it('asks once on a gap, waits for the answer, and goes on from it', () => {
    expect(replica.receive(patch('role', 12, 14, { n: 4 }))).toBe('gap');
    expect(replica.receive(patch('role', 14, 15, { n: 5 }))).toBe('waiting');
    expect(replica.role).toEqual({ n: 1 });
    expect(replica.receive(snapshot('role', 15, { n: 5 }))).toBe('applied');
    expect(replica.receive(patch('role', 15, 16, { n: 6 }))).toBe('applied');
    expect(replica.receive(patch('role', 20, 21, { n: 7 }))).toBe('gap');
  });

  it('a gap is healed by the missing steps as well', () => {
    expect(replica.receive(patch('role', 12, 14, { n: 4 }))).toBe('gap');
    expect(replica.receive(patch('role', 10, 12, { n: 3 }))).toBe('applied');
    expect(replica.receive(patch('role', 12, 14, { n: 4 }))).toBe('applied');
    expect(replica.role).toEqual({ n: 4 });
  });

  it('a patch before any snapshot is a gap', () => {
    const fresh = new Replica();
    expect(fresh.receive(patch('role', 0, 1, { n: 1 }))).toBe('gap');
    expect(fresh.role).toBeUndefined();
  });

  it('takes a snapshot at a lower revision from another node, and that node’s patches', () => {
    replica.receive(patch('role', 10, 20, { n: 2 }));
    expect(replica.receive(snapshot('role', 18, { n: 2 }))).toBe('applied');
    expect(replica.receive(patch('role', 18, 25, { n: 3 }))).toBe('applied');
    expect(replica.highestSeen).toBe(25);
  });

  it('holds a personal patch until its role view is there', () => {
    expect(replica.receive(patch('me', 8, 12, { votes: 1 }, 12))).toBe('held');
    expect(replica.receive(patch('me', 12, 13, { votes: 2 }, 10))).toBe('held');
    expect(replica.me).toEqual({ votes: 0 });
    expect(replica.receive(patch('role', 10, 12, { n: 2 }))).toBe('applied');
    expect(replica.me).toEqual({ votes: 2 });
    expect(replica.receive(patch('me', 13, 14, { votes: 3 }, 12))).toBe('applied');
  });

  it('holds it through a gap of the role view', () => {
    replica.receive(patch('me', 8, 14, { votes: 1 }, 14));
    expect(replica.receive(patch('role', 12, 14, { n: 4 }))).toBe('gap');
    expect(replica.me).toEqual({ votes: 0 });
    replica.receive(snapshot('role', 14, { n: 4 }));
    expect(replica.me).toEqual({ votes: 1 });
  });

  it('does not hold for ever', () => {
    const outcomes = Array.from({ length: 66 }, (_, n) => replica.receive(patch('me', 8 + n, 9 + n, {}, 99)));
    expect(outcomes.slice(63)).toEqual(['held', 'gap', 'waiting']);
    expect(replica.receive(snapshot('me', 80, { votes: 7 }))).toBe('applied');
    expect(replica.me).toEqual({ votes: 7 });
  });

  it('does not hold what does not continue it', () => {
    expect(replica.receive(patch('me', 8, 12, { votes: 1 }, 12))).toBe('held');
    expect(replica.receive(patch('me', 13, 14, { votes: 3 }, 14))).toBe('gap');
    expect(replica.receive(patch('role', 10, 14, { n: 2 }))).toBe('applied');
    expect(replica.me).toEqual({ votes: 1 });
    expect(replica.receive(snapshot('me', 14, { votes: 3 }))).toBe('applied');
  });

  it('a held patch is forgotten with its connection', () => {
    replica.receive(patch('me', 8, 12, { votes: 1 }, 12));
    replica.disconnected();
    expect(replica.position).toEqual({ role: 10, me: 8, seen: 12 });
    replica.receive(patch('role', 10, 12, { n: 2 }));
    expect(replica.me).toEqual({ votes: 0 });
    expect(replica.receive(patch('me', 8, 12, { votes: 1 }))).toBe('applied');
  });

  it('covers an acknowledgement when the log up to it is in the views', () => {
    replica.acknowledged(15);
    expect(replica.highestSeen).toBe(15);
    expect(replica.covers(15)).toBe(false);
    expect(replica.receive({ kind: 'upto', revision: 15 })).toBe('applied');
    expect(replica.covers(15)).toBe(true);
    expect(replica.receive({ kind: 'upto', revision: 14 })).toBe('old');
    expect(replica.coveredUpTo).toBe(15);
  });

  it('does not claim to cover what lies behind a gap or is held', () => {
    replica.receive(patch('role', 12, 14, { n: 4 }));
    replica.receive({ kind: 'upto', revision: 14 });
    expect(replica.covers(14)).toBe(false);
    replica.receive(snapshot('role', 14, { n: 4 }));
    expect(replica.covers(14)).toBe(true);

    replica.receive(patch('me', 8, 16, { votes: 1 }, 16));
    replica.receive({ kind: 'upto', revision: 16 });
    expect(replica.covers(16)).toBe(false);
    replica.receive(patch('role', 14, 16, { n: 5 }));
    expect(replica.covers(16)).toBe(true);
  });
});

describe('black, talk, black inside one publication', () => {
  /** Two screens; the second joins while the scene is "talk" but nothing has been published since the first "black". */
  it('leaves nobody wrong, as who joins gets what was published', () => {
    const chain = new ViewChain<{ scene: string }>({ scene: 'black' }, 1);
    const first = new Replica<{ scene: string }, object>();
    const second = new Replica<{ scene: string }, object>();
    first.receive({ kind: 'snapshot', view: 'role', ...chain.snapshot() });
    // Revision 2: talk. Not yet published; the second screen joins now.
    second.receive({ kind: 'snapshot', view: 'role', ...chain.snapshot() });
    // Revision 3: black again; the publication finds nothing changed.
    expect(chain.publish({ scene: 'black' }, 3)).toBeUndefined();
    expect([first.role, second.role]).toEqual([{ scene: 'black' }, { scene: 'black' }]);

    const next = chain.publish({ scene: 'talk' }, 4);
    expect(next).toEqual({ from: 1, to: 4, patch: { scene: 'talk' } });
    for (const screen of [first, second]) {
      if (next) expect(screen.receive({ kind: 'patch', view: 'role', ...next })).toBe('applied');
      expect(screen.role).toEqual({ scene: 'talk' });
    }
  });
});
