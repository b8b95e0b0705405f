import { ACCESS, type MeView, type Role, type SessionCommand } from '@rostrum/domain';
import type { Answer, Bootstrap, ClientSignal, Farewell, NodesFacts, Presence, ViewOf } from '@rostrum/protocol';
import type { OwnQuestion } from './anonymous.ts';
import type { ConnectionStatus, DeckProgress, PendingCommand, Pointer, ScreenConnection } from './screen-connection.ts';

export interface Fixture<R extends Role> {
  readonly role: R;
  readonly view: ViewOf[R];
  readonly me?: MeView;
  readonly session?: string;
  readonly run?: number;
  readonly participant?: string;
  /** The server's clock; fixed unless a function is given. */
  readonly now?: number | (() => number);
  readonly origin?: string;
  readonly video?: Bootstrap['video'];
  /** What the pretended server answers; by default every command is accepted and changes nothing. */
  readonly answer?: (command: SessionCommand) => Answer | Promise<Answer>;
}

/**
 * A connection that is fed by hand: for the gallery of screens and for tests of components. Whatever a screen reads can
 * be set, and what it does can be looked up in `sent` and `signals`.
 */
export class FixtureConnection<R extends Role> implements ScreenConnection<R> {
  readonly session: string;
  readonly run: number;
  readonly role: R;
  readonly participant: string | undefined;
  /** The commands given so far. */
  readonly sent: SessionCommand[] = [];
  readonly signals: ClientSignal[] = [];
  view: ViewOf[R];
  me: MeView | undefined;
  status: ConnectionStatus = $state('live');
  farewell: Farewell | undefined = $state();
  offlineSince: number | undefined = $state();
  presence: Presence | undefined = $state.raw();
  nodes: NodesFacts | undefined = $state.raw();
  video: Bootstrap['video'];
  origin: string;
  deckProgress: Readonly<Record<string, DeckProgress>> = $state.raw({});
  pointer: Pointer | undefined = $state.raw();
  clockStale = $state(false);
  pending: readonly PendingCommand[] = $state.raw([]);
  myQuestions: readonly OwnQuestion[] = $state.raw([]);
  updateWaiting = $state(false);
  readonly #now: () => number;
  readonly #answer: (command: SessionCommand) => Answer | Promise<Answer>;
  #predicates: (() => boolean)[] = [];
  #count = 0;

  constructor(fixture: Fixture<R>) {
    const { now = 0 } = fixture;
    this.role = fixture.role;
    this.session = fixture.session ?? 'fixture';
    this.run = fixture.run ?? 1;
    this.participant = fixture.participant ?? fixture.me?.participant;
    this.view = $state.raw(fixture.view);
    this.me = $state.raw(fixture.me);
    this.video = $state.raw(fixture.video ?? { state: 'off' });
    this.origin = $state(fixture.origin ?? 'http://192.168.1.20:8080');
    this.#now = typeof now === 'number' ? () => now : now;
    this.#answer = fixture.answer ?? (() => ({ ok: true, revision: 0 }));
  }

  /** Whether a waiting update would reload the page now. */
  get safeToReload(): boolean {
    return this.#predicates.every((isSafe) => isSafe());
  }

  now(): number {
    return this.#now();
  }

  async send(command: SessionCommand): Promise<Answer> {
    this.sent.push(command);
    const answer = await this.#answer(command);
    const delivery = ACCESS[command.type].delivery;
    if (!answer.ok && delivery === 'kept') {
      const { code, detail } = answer;
      const id = `fixture-${++this.#count}`;
      const refused = { id, command, delivery, state: 'refused', since: this.now(), code, ...(detail && { detail }) };
      this.pending = [...this.pending, refused as PendingCommand];
    }
    return answer;
  }

  signal(signal: ClientSignal): void {
    this.signals.push(signal);
  }

  dismiss(id: string): void {
    this.pending = this.pending.filter((one) => one.id !== id);
  }

  reloadWhenSafe(isSafe: () => boolean): () => void {
    this.#predicates.push(isSafe);
    return () => {
      this.#predicates = this.#predicates.filter((one) => one !== isSafe);
    };
  }

  updateFound(): void {
    this.updateWaiting = true;
  }

  start(): void {}
  stop(): void {}
}
