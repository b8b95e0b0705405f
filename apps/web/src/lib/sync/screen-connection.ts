import type { MeView, Role, SessionCommand } from '@rostrum/domain';
import type {
  Answer,
  Bootstrap,
  ClientSignal,
  Farewell,
  NodesFacts,
  Presence,
  Signal,
  ViewOf,
} from '@rostrum/protocol';
import type { OwnQuestion } from './anonymous.ts';

/**
 * - `connecting`: the first connection is on its way; the view is the one of the page's HTML.
 * - `live`: connected, and the clock is good.
 * - `stale`: a socket is open but nothing has come back on it for a while; what is shown may be old.
 * - `offline`: not connected; trying again by itself.
 * - `ended`: the server has said farewell for good; see `farewell`.
 */
export type ConnectionStatus = 'connecting' | 'live' | 'stale' | 'offline' | 'ended';

/** A command of this device that is not yet done, as far as its person is concerned. */
export interface PendingCommand {
  readonly id: string;
  readonly command: SessionCommand;
  readonly delivery: 'kept' | 'live';
  /**
   * - `waiting`: on the device, to be sent when its turn comes or the connection is back (kept ones only).
   * - `sending`: on its way.
   * - `acknowledged`: durable on the server, its effect not yet in the view.
   * - `refused`: the server has said no; stays, text and all, until `dismiss`ed (kept ones only).
   */
  readonly state: 'waiting' | 'sending' | 'acknowledged' | 'refused';
  /** When it was given, by the server's clock. */
  readonly since: number;
  /** Why it was refused; `run-ended` when it belongs to an earlier run of the session. */
  readonly code?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

type Of<K extends Signal['kind']> = Extract<Signal, { kind: K }>;
export type DeckProgress = Pick<Of<'deck'>, 'state' | 'done' | 'of'>;
/** Where the speaker points on the page: 0–1 from the left and from the top. */
export interface Pointer {
  readonly talk: string;
  readonly x: number;
  readonly y: number;
}

/** What a screen knows of its session and can do in it. All properties are reactive. */
export interface ScreenConnection<R extends Role = Role> {
  readonly session: string;
  readonly run: number;
  readonly role: R;
  readonly participant: string | undefined;
  readonly view: ViewOf[R];
  readonly me: MeView | undefined;
  readonly status: ConnectionStatus;
  /** Why the server ended the connection; `server-stopping` is gone again once reconnected. */
  readonly farewell: Farewell | undefined;
  /** Since when there is no connection, by the server's clock. */
  readonly offlineSince: number | undefined;
  /** Who is connected; hosts only. */
  readonly presence: Presence | undefined;
  /** On what the server stands, where there are several; hosts only. */
  readonly nodes: NodesFacts | undefined;
  readonly video: Bootstrap['video'];
  /** The address that links and QR codes carry. */
  readonly origin: string;
  /** Decks being read now, by talk. */
  readonly deckProgress: Readonly<Record<string, DeckProgress>>;
  readonly pointer: Pointer | undefined;
  /** The countdown shown must be marked as doubtful. */
  readonly clockStale: boolean;
  /** In the order in which they were given. */
  readonly pending: readonly PendingCommand[];
  /** Questions asked from this device or by this person, newest first, anonymous ones included. */
  readonly myQuestions: readonly OwnQuestion[];
  /** A newer build is there (or this one no longer fits): the screen reloads when `reloadWhenSafe` allows. */
  readonly updateWaiting: boolean;

  /** The server's clock, epoch milliseconds. Not reactive: use a `Ticker`. */
  now(): number;
  /**
   * Never rejects. Kept commands are written to the device, then sent; the promise resolves when the server has answered,
   * however long that takes (`withdrawn` when dismissed before). Live ones resolve within three seconds: refused at once with
   * `offline` when not connected (with `detail.sent` when the connection broke after sending, so that it may have been
   * carried out), `too-late` without an answer.
   */
  send(command: SessionCommand): Promise<Answer>;
  signal(signal: ClientSignal): void;
  /** Takes a refused command off `pending`, or a kept one that still waits. */
  dismiss(id: string): void;
  /** While any of the predicates given says no, a waiting update does not reload the page. Answers how to withdraw it. */
  reloadWhenSafe(isSafe: () => boolean): () => void;
  /** A newer build has been found by other means (such as Kit's `updated`). */
  updateFound(): void;
  start(): void;
  stop(): void;
}
