import { ACCESS, type MeView, type Role, type SessionCommand } from '@rostrum/domain';
import type { Answer, Bootstrap, ClientSignal, Farewell, NodesFacts, Presence, ViewOf } from '@rostrum/protocol';
import { Replica } from '@rostrum/sync';
import { untrack } from 'svelte';
import { erasedWord } from '#lib/i18n/erased.ts';
import { eraser } from './name-erased.ts';
import { ownQuestions, type AnonymousQuestion } from './anonymous.ts';
import { Engine } from './engine.ts';
import { browserParts, type ConnectionParts } from './parts.ts';
import type { ConnectionStatus, DeckProgress, PendingCommand, Pointer, ScreenConnection } from './screen-connection.ts';
import type { ScreenState } from './screen-state.ts';

/** The state of a screen as runes: fields are replaced whole, so none of them is proxied. */
class ReactiveState<R extends Role> implements ScreenState<R> {
  view: ViewOf[R];
  me: MeView | undefined;
  video: Bootstrap['video'];
  origin: string;
  status: ConnectionStatus = $state.raw('connecting');
  farewell: Farewell | undefined = $state.raw();
  offlineSince: number | undefined = $state.raw();
  presence: Presence | undefined = $state.raw();
  nodes: NodesFacts | undefined = $state.raw();
  deckProgress: Readonly<Record<string, DeckProgress>> = $state.raw({});
  pointer: Pointer | undefined = $state.raw();
  clockStale: boolean = $state.raw(false);
  pending: readonly PendingCommand[] = $state.raw([]);
  anonymous: readonly AnonymousQuestion[] = $state.raw([]);
  updateWaiting: boolean = $state.raw(false);

  constructor({ view, me, video, origin }: Bootstrap<R>) {
    this.view = $state.raw(view.data);
    this.me = $state.raw(me?.data);
    this.video = $state.raw(video);
    this.origin = $state.raw(origin);
  }
}

interface Guard {
  readonly isSafe: () => boolean;
  withdraw?: () => void;
}

/**
 * The connection of one screen with its session: what it shows, what it does, and whether it can be trusted. It begins
 * with what the page's HTML carried; on the server that is all it does. `start` it in the browser (in `onMount`).
 */
export class Connection<R extends Role> implements ScreenConnection<R> {
  readonly #bootstrap: Bootstrap<R>;
  readonly #makeParts: () => ConnectionParts;
  readonly #state: ReactiveState<R>;
  readonly #replica = new Replica<ViewOf[R], MeView>();
  #engine: Engine<R> | undefined;
  #starting: ((engine: Engine<R>) => void)[] = [];
  #guards: readonly Guard[] = [];

  constructor(bootstrap: Bootstrap<R>, makeParts: () => ConnectionParts = browserParts) {
    this.#bootstrap = bootstrap;
    this.#makeParts = makeParts;
    this.#state = new ReactiveState(bootstrap);
    const { view, me } = bootstrap;
    this.#replica.receive({ kind: 'snapshot', view: 'role', ...view });
    if (me) this.#replica.receive({ kind: 'snapshot', view: 'me', ...me });
  }

  readonly #named = eraser();
  readonly #view = $derived.by(() => this.#named(this.#state.view, erasedWord(this.role, this.#state.view)));
  readonly myQuestions = $derived.by(() => {
    const shown = (this.#state.view as { questions?: MeView['questions'] }).questions;
    return ownQuestions(this.#state.me?.questions ?? {}, shown ?? {}, this.#state.anonymous);
  });

  get session(): string {
    return this.#bootstrap.session;
  }
  get run(): number {
    return this.#bootstrap.run;
  }
  get role(): R {
    return this.#bootstrap.role;
  }
  get participant(): string | undefined {
    return this.#bootstrap.participant;
  }
  get view(): ViewOf[R] {
    return this.#view;
  }
  get me(): MeView | undefined {
    return this.#state.me;
  }
  get status(): ConnectionStatus {
    const { status, clockStale } = this.#state;
    return status === 'live' && clockStale ? 'stale' : status;
  }
  get farewell(): Farewell | undefined {
    return this.#state.farewell;
  }
  get offlineSince(): number | undefined {
    return this.#state.offlineSince;
  }
  get presence(): Presence | undefined {
    return this.#state.presence;
  }
  get nodes(): NodesFacts | undefined {
    return this.#state.nodes;
  }
  get video(): Bootstrap['video'] {
    return this.#state.video;
  }
  get origin(): string {
    return this.#state.origin;
  }
  get deckProgress(): Readonly<Record<string, DeckProgress>> {
    return this.#state.deckProgress;
  }
  get pointer(): Pointer | undefined {
    return this.#state.pointer;
  }
  get clockStale(): boolean {
    return this.#state.clockStale;
  }
  get pending(): readonly PendingCommand[] {
    return this.#state.pending;
  }
  get updateWaiting(): boolean {
    return this.#state.updateWaiting;
  }

  /** Until it starts: the instant at which the page was made, so that server and browser draw the same. */
  now(): number {
    return this.#engine ? this.#engine.now() : this.#bootstrap.serverNow;
  }

  async send(given: SessionCommand): Promise<Answer> {
    // A plain copy: what a screen hands over may be reactive, and may change before it is sent.
    const command = JSON.parse(JSON.stringify(given)) as SessionCommand;
    if (this.#engine) return this.#engine.send(command);
    if (ACCESS[command.type].delivery === 'live') return { ok: false, code: 'offline' };
    // A component may send from its own `onMount`, which runs before that of the page which starts the connection.
    const engine = await new Promise<Engine<R>>((resolve) => this.#starting.push(resolve));
    return engine.send(command);
  }

  signal(signal: ClientSignal): void {
    this.#engine?.signal(signal);
  }

  dismiss(id: string): void {
    this.#engine?.dismiss(id);
  }

  reloadWhenSafe(isSafe: () => boolean): () => void {
    const guard: Guard = { isSafe };
    this.#guards = [...this.#guards, guard];
    if (this.#engine) guard.withdraw = this.#engine.gate.guard(isSafe);
    return () => {
      this.#guards = this.#guards.filter((one) => one !== guard);
      guard.withdraw?.();
    };
  }

  updateFound(): void {
    this.#state.updateWaiting = true;
    this.#engine?.updateFound();
  }

  start(): void {
    if (this.#engine || untrack(() => this.#state.status) === 'ended') return;
    const engine = new Engine(this.#bootstrap, this.#state, this.#replica, this.#makeParts());
    this.#engine = engine;
    for (const guard of this.#guards) guard.withdraw = engine.gate.guard(guard.isSafe);
    untrack(() => {
      engine.start();
      if (this.#state.updateWaiting) engine.updateFound();
    });
    for (const resolve of this.#starting.splice(0)) resolve(engine);
  }

  stop(): void {
    this.#engine?.stop();
    this.#engine = undefined;
    if (untrack(() => this.#state.status) !== 'ended') this.#state.status = 'connecting';
  }
}
