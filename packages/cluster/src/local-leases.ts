import type { Leases } from './cluster.ts';

/** Leases of one process, which end only when they are released: nobody else could take them. */
export function createLocalLeases(): Leases {
  const held = new Set<string>();
  return {
    take: async (name) => {
      if (held.has(name)) return undefined;
      held.add(name);
      let mine = true;
      return {
        get held() {
          return mine;
        },
        onLost: () => undefined,
        release: async () => {
          if (mine) held.delete(name);
          mine = false;
        },
      };
    },
  };
}
