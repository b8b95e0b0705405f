import {
  audienceView,
  hostView,
  judgeView,
  juryDeskView,
  meView,
  projectorView,
  speakerView,
  timekeeperView,
  touches,
  type Role,
  type SessionEvent,
  type SessionState,
} from '@rostrum/domain';
import { nextPublishAt, ViewChain, type ViewMessage, type ViewName } from '@rostrum/sync';

/** The name of the view that a role sees: one for each role, but one for each speaker and each judge. */
export type ViewKey =
  'host' | 'head-judge' | 'clerk' | 'timekeeper' | 'audience' | 'projector' | `speaker:${string}` | `judge:${string}`;

export const viewKey = (role: Role, participant: string): ViewKey => {
  if (role === 'speaker' || role === 'judge') return `${role}:${participant}`;
  return role === 'remote' ? 'audience' : role;
};

const project = (state: SessionState, key: ViewKey): object => {
  if (key === 'host') return hostView(state);
  if (key === 'head-judge' || key === 'clerk') return juryDeskView(state, key);
  if (key === 'timekeeper') return timekeeperView(state);
  if (key === 'audience') return audienceView(state);
  if (key === 'projector') return projectorView(state);
  const [role, participant] = key.split(':') as ['speaker' | 'judge', string];
  return role === 'speaker' ? speakerView(state, participant) : judgeView(state, participant);
};

/** Where publications go. */
export interface Outlet {
  /** To all connections that hold a view. */
  toView(key: ViewKey, message: ViewMessage): void;
  /** To a participant's connections that hold this view. */
  toParticipant(participant: string, key: ViewKey, message: ViewMessage): void;
  toConnection(connection: string, message: ViewMessage): void;
  /** What goes to the connection in this turn of the loop leaves together at its end. */
  hold(connection: string): void;
  /** Calls back once what was sent until now has been handed to the system, what is held included. */
  whenSent(run: () => void): void;
}
export interface PublisherTools {
  monotonic(): number;
  /** Calls back after so many milliseconds. */
  after(milliseconds: number, run: () => void): void;
}
export interface Source {
  readonly state: SessionState;
  readonly revision: number;
}
/** What comes from the many; it may be published a little later while they are at it, which a press of the host may not. */
const CROWD: ReadonlySet<SessionEvent['type']> = new Set([
  'question.asked',
  'question.voted',
  'question.unvoted',
  'participant.joined',
  'participant.left',
  'vote.cast',
  'vote.rated',
]);
interface Held<K> {
  readonly chain: ViewChain<object>;
  /** Connections by what else they hold. */
  readonly holders: Map<K, number>;
}

/**
 * Publishes the views of one run: at once, then at most once in 50 ms while a storm lasts. Each view has its own chain
 * of published revisions; a snapshot is always the view as last published. Only views that somebody holds are
 * projected, and of the personal ones only those that the batch touched.
 */
export class Publisher {
  readonly #source: Source;
  readonly #outlet: Outlet;
  readonly #tools: PublisherTools;
  readonly #views = new Map<ViewKey, Held<'all'>>();
  readonly #personal = new Map<string, Held<ViewKey>>();
  readonly #touched = new Set<string>();
  readonly #acknowledged = new Map<string, number>();
  #waiting: { revision: number; run: () => void }[] = [];
  #published: number;
  #lastAt: number | undefined;
  /** Milliseconds that the last publication took until all of it was handed to the system. */
  #took = 0;
  /** When the next publication is due. */
  #dueAt: number | undefined;

  constructor(source: Source, outlet: Outlet, tools: PublisherTools) {
    this.#source = source;
    this.#outlet = outlet;
    this.#tools = tools;
    this.#published = source.revision;
  }

  /** To be called after each batch. */
  committed(events: readonly SessionEvent[], state: SessionState): void {
    for (const event of events) for (const participant of touches(state, event)) this.#touched.add(participant);
    this.#schedule(events.every((event) => CROWD.has(event.type)));
  }

  /** The connection's command has been acknowledged at this revision: it hears when its views cover it. */
  acknowledged(connection: string, revision: number): void {
    if (revision <= this.#published) this.#outlet.toConnection(connection, { kind: 'upto', revision: this.#published });
    else {
      this.#acknowledged.set(connection, revision);
      this.#schedule(true);
    }
  }

  /** The view as last published. */
  snapshot(key: ViewKey): { revision: number; data: object } {
    return this.#view(key).chain.snapshot();
  }
  personalSnapshot(participant: string): { revision: number; data: object } {
    return this.#me(participant).chain.snapshot();
  }

  /** What brings a screen from where it stands to what was last published: nothing, one step, or a snapshot. */
  bringUp(key: ViewKey, participant: string | undefined, at: { role?: number; me?: number }): ViewMessage[] {
    const own = participant === undefined ? undefined : this.#me(participant);
    return [
      ...messages('role', this.#view(key).chain, at.role),
      ...messages('me', own?.chain, at.me),
      { kind: 'upto', revision: this.#published },
    ];
  }

  /** Runs once this node has published at least up to a revision that a screen has seen elsewhere. */
  whenPublished(revision: number, run: () => void): void {
    if (revision <= this.#published) run();
    else this.#waiting.push({ revision, run });
  }

  /** A connection holds a view and, where it has one, its own. */
  enter(key: ViewKey, participant: string | undefined): void {
    count(this.#view(key).holders, 'all', 1);
    if (participant !== undefined) count(this.#me(participant).holders, key, 1);
  }
  leave(key: ViewKey, participant: string | undefined, connection: string): void {
    this.#acknowledged.delete(connection);
    count(this.#view(key).holders, 'all', -1);
    if (participant === undefined) return;
    const own = this.#me(participant);
    count(own.holders, key, -1);
    if (own.holders.size === 0) this.#personal.delete(participant);
  }

  #view(key: ViewKey): Held<'all'> {
    return this.#fresh(this.#views, key, () => project(this.#source.state, key));
  }
  #me(participant: string): Held<ViewKey> {
    return this.#fresh(this.#personal, participant, () => meView(this.#source.state, participant));
  }
  /** A view that nobody holds is not kept up; whoever asks for it next gets it as it is now. */
  #fresh<N, K>(all: Map<N, Held<K>>, name: N, view: () => object): Held<K> {
    let found = all.get(name);
    if (!found) {
      found = { chain: new ViewChain(view(), this.#source.revision), holders: new Map() };
      all.set(name, found);
    } else if (found.holders.size === 0) found.chain.publish(view(), this.#source.revision);
    return found;
  }

  #schedule(byCrowd: boolean): void {
    const now = this.#tools.monotonic();
    const at = nextPublishAt(this.#lastAt, now, byCrowd ? this.#took : 0);
    if (this.#dueAt !== undefined && this.#dueAt <= at) return;
    this.#dueAt = at;
    const publish = (): void => {
      // Else somebody who could not wait has brought it forward.
      if (this.#dueAt === at) this.#publish();
    };
    // A microtask, so that the acknowledgements of the batch come first and everything of the batch is in.
    if (at <= now) queueMicrotask(publish);
    else this.#tools.after(at - now, publish);
  }

  #publish(): void {
    this.#dueAt = undefined;
    this.#lastAt = this.#tools.monotonic();
    const { state, revision } = this.#source;
    this.#published = revision;
    const changed = new Map<ViewKey, ViewMessage>();
    // Those who gave commands get up to three messages each: the personal patch, the role's, and how far they reach.
    for (const connection of this.#acknowledged.keys()) this.#outlet.hold(connection);
    for (const [key, { chain, holders }] of this.#views) {
      const step = holders.size === 0 ? undefined : chain.publish(project(state, key), revision);
      if (step) changed.set(key, { kind: 'patch', view: 'role', ...step });
    }
    // SY6: a personal patch goes before the role patch of its publication and names the revision that it belongs with.
    for (const participant of this.#touched) {
      const own = this.#personal.get(participant);
      const step = own && own.holders.size > 0 ? own.chain.publish(meView(state, participant), revision) : undefined;
      if (!own || !step) continue;
      for (const key of own.holders.keys()) {
        this.#outlet.toParticipant(participant, key, {
          kind: 'patch',
          view: 'me',
          ...step,
          with: this.#view(key).chain.revision,
        });
      }
    }
    this.#touched.clear();
    for (const [key, message] of changed) this.#outlet.toView(key, message);
    for (const connection of this.#acknowledged.keys())
      this.#outlet.toConnection(connection, { kind: 'upto', revision });
    this.#acknowledged.clear();
    const waiting = this.#waiting;
    this.#waiting = waiting.filter((one) => one.revision > revision);
    for (const one of waiting) if (one.revision <= revision) one.run();
    const began = this.#lastAt;
    this.#outlet.whenSent(() => (this.#took = this.#tools.monotonic() - began));
  }
}

const count = <K>(holders: Map<K, number>, key: K, by: 1 | -1): void => {
  const now = (holders.get(key) ?? 0) + by;
  if (now > 0) holders.set(key, now);
  else holders.delete(key);
};

const messages = (view: ViewName, chain: ViewChain<object> | undefined, at: number | undefined): ViewMessage[] => {
  if (!chain) return [];
  const steps = chain.since(at);
  if (!steps) return [{ kind: 'snapshot', view, ...chain.snapshot() }];
  return steps.map((step) => ({ kind: 'patch', view, ...step }));
};
