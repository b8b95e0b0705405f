import { ACCESS, type MeView, type Role, type SessionCommand } from '@rostrum/domain';
import {
  PROTOCOL_VERSION,
  type Answer,
  type Bootstrap,
  type ClientSignal,
  type Farewell,
  type ViewOf,
} from '@rostrum/protocol';
import type { Replica, ViewMessage, ViewName } from '@rostrum/sync';
import { nanoid } from 'nanoid';
import { AnonymousQuestions } from './anonymous.ts';
import { ClockKeeper } from './clock-keeper.ts';
import { deliverLive } from './delivery.ts';
import { Outbox } from './outbox.ts';
import type { OutboxEntry } from './outbox-store.ts';
import type { ConnectionParts } from './parts.ts';
import { PendingList } from './pending.ts';
import { PointerSender } from './pointer-sender.ts';
import { Reconnector } from './reconnector.ts';
import { ReloadGate } from './reload-gate.ts';
import type { PendingCommand } from './screen-connection.ts';
import { heard, type ScreenState } from './screen-state.ts';
import type { Transport } from './transport.ts';

/** After these a screen has nothing to come back to. */
const FOR_GOOD: readonly Farewell[] = ['revoked', 'signed-out', 'removed', 'run-ended', 'outdated'];
/** A gap that is not filled within this time means that the connection is not what it seems. */
const RESYNC_TIMEOUT = 5_000;
/** Over so many milliseconds the phones of a hall load a new build. */
const CROWD_SPREAD = 30_000;

/**
 * A started connection: joining, reconnecting and recovering as one path, commands on their way, the clock. It writes
 * what it learns into `state` and knows nothing of how that is shown.
 */
export class Engine<R extends Role> {
  readonly gate: ReloadGate;
  readonly #bootstrap: Bootstrap<R>;
  readonly #state: ScreenState<R>;
  readonly #parts: ConnectionParts;
  readonly #replica: Replica<ViewOf[R], MeView>;
  readonly #localStart: number;
  readonly #transport: Transport;
  readonly #reconnector: Reconnector;
  readonly #clock: ClockKeeper;
  readonly #outbox: Outbox;
  readonly #pending: PendingList;
  readonly #questions: AnonymousQuestions;
  readonly #pointer: PointerSender;
  readonly #resyncs = new Map<ViewName, () => void>();
  #stops: (() => void)[] = [];

  /** The replica holds what has been received so far: the page's first snapshot, or more after a stop. */
  constructor(
    bootstrap: Bootstrap<R>,
    state: ScreenState<R>,
    replica: Replica<ViewOf[R], MeView>,
    parts: ConnectionParts,
  ) {
    const { session, run, role, participant = 'nobody' } = bootstrap;
    const { timers, random } = parts;
    const box = `outbox/${session}/${role}/${participant}`;
    this.#bootstrap = bootstrap;
    this.#state = state;
    this.#replica = replica;
    this.#parts = parts;
    this.#localStart = timers.local();
    const hello = () => ({ protocol: PROTOCOL_VERSION, run, ...replica.position });
    this.#transport = parts.makeTransport(`/s/${session}/${role}/socket/`, hello, {
      connected: () => this.#connected(),
      disconnected: () => this.#disconnected(),
      failed: (farewell) => {
        if (farewell) this.#bid(farewell);
        this.#disconnected();
      },
      view: (message) => this.#receive(message),
      signal: (signal) => {
        if (signal.kind === 'build' && signal.build !== bootstrap.build) this.updateFound();
        Object.assign(state, heard(state, signal));
      },
      farewell: (reason) => this.#bid(reason),
    });
    this.#reconnector = new Reconnector(() => this.#transport.open(), timers, random);
    this.#clock = new ClockKeeper({
      profile: role === 'audience' ? 'audience' : 'screen',
      timers,
      ping: (sent, ms) => this.#transport.request('ping', { sent }, ms),
      dead: (waking) => {
        this.#transport.close();
        if (waking) this.#reconnector.nudge();
      },
      looked: () => this.#look(),
    });
    this.#pending = new PendingList(timers, () => this.#list());
    this.#questions = new AnonymousQuestions(parts.texts, `${session}/${run}/${participant}`);
    this.#outbox = new Outbox({
      scope: `${session}/${role}/${participant}`,
      store: parts.outboxStore,
      exclusive: (work) => parts.exclusive(box, work),
      deliver: (envelope, ms) => this.#transport.request('command', envelope, ms),
      timers,
      random,
      now: () => this.now(),
      changed: () => this.#list(),
      written: () => parts.tell(box),
      answered: (entry, answer) => this.#answered(entry, answer),
    });
    this.gate = new ReloadGate(timers, parts.reload, () => this.#transport.connected && parts.reloadRest() === 0);
    this.#pointer = new PointerSender(timers, (signal) => this.#transport.emit('signal', signal));
    this.#stops = [parts.listen(box, () => void this.#outbox.load())];
  }

  start(): void {
    const { watchPage } = this.#parts;
    this.#state.anonymous = this.#questions.list();
    this.#stops.push(
      watchPage({
        shown: () => {
          if (this.#transport.connected) this.#clock.restart(true);
          else this.#clock.watch();
          this.#reconnector.nudge();
          this.gate.look();
        },
        hidden: () => this.#clock.pause(),
        online: () => this.#reconnector.nudge(),
      }),
    );
    if (this.#bootstrap.protocol !== PROTOCOL_VERSION) this.updateFound();
    void this.#outbox.load();
    this.#reconnector.start();
  }

  /** What waits stays on the device; the next start goes on with it. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#reconnector.stop();
    this.#transport.close();
    this.#outbox.offline();
    this.#pending.stop();
    this.#clock.pause();
    this.gate.stop();
  }

  now(): number {
    return this.#serverTime(this.#parts.timers.local());
  }

  send(command: SessionCommand): Promise<Answer> {
    const id = nanoid();
    if (ACCESS[command.type].delivery === 'live') return this.#sendLive(id, command);
    if (command.type !== 'question.ask' || command.named) return this.#outbox.add(id, this.#bootstrap.run, command);
    const secret = AnonymousQuestions.secret();
    this.#questions.asked({ command: id, secret, text: command.text, askedAt: this.now() });
    return this.#outbox.add(id, this.#bootstrap.run, command, secret);
  }

  signal(signal: ClientSignal): void {
    this.#pointer.send(signal);
  }

  dismiss(id: string): void {
    this.#outbox.dismiss(id);
  }

  updateFound(): void {
    if (this.gate.wanted) return;
    this.#state.updateWaiting = true;
    const { role } = this.#bootstrap;
    // A hall full of phones does not ask for the new page at the same instant.
    const crowd = role === 'audience' || role === 'remote';
    this.gate.want(false, crowd ? 1_000 + this.#parts.random() * CROWD_SPREAD : undefined);
  }

  #connected(): void {
    if (this.#state.status === 'ended') return;
    this.#reconnector.connected();
    Object.assign(this.#state, { status: 'live', farewell: undefined, offlineSince: undefined });
    if (this.#parts.visible()) this.#clock.restart(false);
    this.#look();
    this.#outbox.online();
  }

  #disconnected(): void {
    this.#replica.disconnected();
    for (const view of ['role', 'me'] as const) this.#endResync(view);
    this.#outbox.offline();
    Object.assign(this.#state, { pointer: undefined, presence: undefined });
    if (this.#state.status === 'ended') return;
    this.#state.offlineSince ??= this.now();
    this.#state.status = 'offline';
    if (this.#parts.visible()) this.#clock.watch();
    else this.#clock.pause();
    this.#reconnector.lost();
  }

  #bid(reason: Farewell): void {
    this.#state.farewell = reason;
    if (FOR_GOOD.indexOf(reason) < 0) return;
    this.#state.status = 'ended';
    this.#reconnector.stop();
    this.#outbox.offline();
    this.#clock.pause();
    this.#transport.close();
    if (reason !== 'outdated' && reason !== 'run-ended') return;
    this.#state.updateWaiting = true;
    if (reason === 'outdated') this.gate.now();
    // Links name the session, so the same address shows its next run.
    else this.gate.want(true);
  }

  #receive(message: ViewMessage): void {
    if (this.#state.status === 'ended') return;
    this.#clock.alive();
    const outcome = this.#replica.receive(message);
    if (message.kind === 'snapshot') this.#endResync(message.view);
    if (outcome === 'gap' && message.kind === 'patch') this.#askAgain(message.view);
    if (this.#replica.role && this.#replica.role !== this.#state.view) this.#state.view = this.#replica.role;
    if (this.#replica.me !== this.#state.me) this.#state.me = this.#replica.me;
    this.#pending.cover(this.#replica.coveredUpTo);
    if (this.gate.wanted) this.gate.look();
  }

  #askAgain(view: ViewName): void {
    this.#endResync(view);
    this.#resyncs.set(
      view,
      this.#parts.timers.after(RESYNC_TIMEOUT, () => this.#transport.close()),
    );
    this.#transport.emit('resync', { view, seen: this.#replica.highestSeen });
  }

  #endResync(view: ViewName): void {
    this.#resyncs.get(view)?.();
    this.#resyncs.delete(view);
  }

  async #sendLive(id: string, command: SessionCommand): Promise<Answer> {
    const since = this.now();
    const delivery = 'live' as const;
    this.#pending.add({ id, command, delivery, state: 'sending', since });
    const live = {
      transport: this.#transport,
      timers: this.#parts.timers,
      clockReady: () => this.#clock.first(),
      serverTime: (local: number) => this.#serverTime(local),
    };
    const answer = await deliverLive(live, id, this.#bootstrap.run, command);
    this.#pending.remove(id);
    if (answer.ok) this.#acknowledged({ id, command, delivery, since }, answer.revision);
    return answer;
  }

  #answered({ id, command, since }: OutboxEntry, answer: Answer): void {
    if (command.type === 'question.ask' && !command.named) {
      const question = answer.ok ? answer.answer?.['question'] : undefined;
      if (typeof question === 'string') this.#questions.answered(id, question);
      else if (!answer.ok) this.#questions.forget(id);
      this.#state.anonymous = this.#questions.list();
    }
    if (answer.ok) this.#acknowledged({ id, command, delivery: 'kept', since }, answer.revision);
  }

  #acknowledged(done: Omit<PendingCommand, 'state'>, revision: number): void {
    this.#replica.acknowledged(revision);
    if (!this.#replica.covers(revision)) this.#pending.add({ ...done, state: 'acknowledged' }, revision);
  }

  #list(): void {
    this.#state.pending = this.#pending.with(this.#outbox.entries, this.#outbox.sending);
  }

  #look(): void {
    const { stale } = this.#clock;
    if (stale !== this.#state.clockStale) this.#state.clockStale = stale;
  }

  #serverTime(local: number): number {
    return this.#clock.timeAt(local) ?? this.#bootstrap.serverNow + local - this.#localStart;
  }
}
