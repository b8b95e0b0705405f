import type { MeView, Role } from '@rostrum/domain';
import type { Bootstrap, Farewell, NodesFacts, Presence, Signal, ViewOf } from '@rostrum/protocol';
import type { AnonymousQuestion } from './anonymous.ts';
import type { ConnectionStatus, DeckProgress, PendingCommand, Pointer } from './screen-connection.ts';

/** All that a connection shows; each field is replaced whole when it changes. */
export interface ScreenState<R extends Role> {
  view: ViewOf[R];
  me: MeView | undefined;
  status: ConnectionStatus;
  farewell: Farewell | undefined;
  offlineSince: number | undefined;
  presence: Presence | undefined;
  nodes: NodesFacts | undefined;
  video: Bootstrap['video'];
  origin: string;
  deckProgress: Readonly<Record<string, DeckProgress>>;
  pointer: Pointer | undefined;
  clockStale: boolean;
  pending: readonly PendingCommand[];
  anonymous: readonly AnonymousQuestion[];
  updateWaiting: boolean;
}

/** What a signal changes. A kind that this build does not know changes nothing. */
export const heard = <R extends Role>(state: ScreenState<R>, signal: Signal): Partial<ScreenState<R>> => {
  switch (signal.kind) {
    case 'presence':
      return { presence: signal.presence };
    case 'video': {
      const { kind: _, ...video } = signal;
      return { video };
    }
    case 'nodes': {
      const { kind: _, ...nodes } = signal;
      return { nodes };
    }
    case 'address':
      return { origin: signal.origin };
    case 'deck': {
      const { talk, state: stage, done, of } = signal;
      return { deckProgress: { ...state.deckProgress, [talk]: { state: stage, done, of } } };
    }
    case 'pointer': {
      const { talk, x, y } = signal;
      return { pointer: x === undefined || y === undefined ? undefined : { talk, x, y } };
    }
    default:
      return {};
  }
};
