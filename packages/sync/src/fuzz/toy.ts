/** A domain small enough to check by eye: a scene, a few maps, votes. Pure, like the real one. */
export type ToyEvent =
  | { kind: 'scene'; scene: 'black' | 'talk' }
  | { kind: 'set'; map: string; key: string; value: number }
  | { kind: 'remove'; map: string; key: string }
  /** A client's own command: it shows in that client's view, and counts in everybody's. */
  | { kind: 'vote'; client: string; command: string };

export interface ToyState {
  readonly scene: 'black' | 'talk';
  readonly maps: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly votes: Readonly<Record<string, Readonly<Record<string, true>>>>;
}

export interface RoleView {
  readonly scene: string;
  readonly maps: Readonly<Record<string, object>>;
  readonly counts: Readonly<Record<string, number>>;
}

export interface MeView {
  readonly votes: Readonly<Record<string, true>>;
  readonly count: number;
}

export const NOTHING: ToyState = { scene: 'black', maps: {}, votes: {} };

export function evolve(state: ToyState, event: ToyEvent): ToyState {
  switch (event.kind) {
    case 'scene':
      return { ...state, scene: event.scene };
    case 'set': {
      const map = { ...state.maps[event.map], [event.key]: event.value };
      return { ...state, maps: { ...state.maps, [event.map]: map } };
    }
    case 'remove': {
      const { [event.key]: removed, ...map } = state.maps[event.map] ?? {};
      if (removed === undefined) return state;
      const { [event.map]: emptied, ...maps } = state.maps;
      return { ...state, maps: Object.keys(map).length > 0 || !emptied ? { ...maps, [event.map]: map } : maps };
    }
    case 'vote': {
      const votes = { ...state.votes[event.client], [event.command]: true as const };
      return { ...state, votes: { ...state.votes, [event.client]: votes } };
    }
  }
}

export function roleView(state: ToyState): RoleView {
  const counts: Record<string, number> = {};
  for (const [client, votes] of Object.entries(state.votes)) counts[client] = Object.keys(votes).length;
  return { scene: state.scene, maps: state.maps, counts };
}

export function meView(state: ToyState, client: string): MeView {
  const votes = state.votes[client] ?? {};
  return { votes, count: Object.keys(votes).length };
}
