import type { Farewell, Hello, Signal } from '@rostrum/protocol';
import type { ViewMessage, ViewName } from '@rostrum/sync';

/** What became of a request: the server's answer, or that none came on this connection. */
export type Reply<T> =
  | { readonly answered: true; readonly value: T }
  | { readonly answered: false; readonly why: 'timeout' | 'disconnected' };

/** What a screen asks to be sent again. */
export interface Resync {
  readonly view: ViewName;
  readonly seen: number;
}

/** One socket to the server, opened again and again. It holds back nothing: what cannot be sent now is not sent. */
export interface Transport {
  readonly connected: boolean;
  /** One attempt; ends in `connected` or `failed`. */
  open(): void;
  /** Ends in `disconnected` when it was connected, at once. */
  close(): void;
  /** Answered by the server's acknowledgement, or not within `ms` or before the connection is gone. */
  request<T>(event: 'command' | 'ping', body: object, ms: number): Promise<Reply<T>>;
  emit(event: 'resync' | 'signal', body: object): void;
}

export interface TransportEvents {
  connected(): void;
  disconnected(): void;
  /** The attempt came to nothing; the server may have said why. */
  failed(farewell?: Farewell): void;
  view(message: ViewMessage): void;
  signal(signal: Signal): void;
  farewell(reason: Farewell): void;
}

/** `hello` is asked at each attempt. */
export type MakeTransport = (path: string, hello: () => Hello, events: TransportEvents) => Transport;
