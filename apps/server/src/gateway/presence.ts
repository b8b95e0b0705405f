import type { Role } from '@rostrum/domain';
import type { Presence as SharedPresence, PresenceChange } from '@rostrum/cluster';
import type { Presence } from '@rostrum/protocol';
import type { Room } from '../runtime/sessions.ts';

/** Hosts hear of the crowd's comings and goings at most this often, in milliseconds. */
const TELL_EVERY = 1_000;

interface Connected {
  readonly role: Role;
  readonly participant: string;
  /** On the session's list, and no guest. */
  readonly listed: boolean;
}
interface Crowd {
  readonly session: string;
  readonly run: number;
  /** All connections of the run, by name; those of this node too. */
  readonly all: Map<string, Connected>;
  readonly own: Set<string>;
  readonly roles: Map<Role, number>;
  /** Connections by participant. */
  readonly people: Map<string, number>;
  /** Participants who are on the session's list: few. */
  readonly listed: Map<string, number>;
  close(): void;
  timer?: NodeJS.Timeout;
}

export interface PresencesTools {
  /** Where nodes tell each other who is connected to them. */
  readonly shared: SharedPresence;
  /** The crowd has changed: to be told to the hosts who are connected to this node. */
  tell(session: string, run: number, presence: Presence): void;
}

/** Who is connected, to this node or to another, by session. The work of a join does not grow with the crowd. */
export class Presences {
  readonly #tools: PresencesTools;
  readonly #crowds = new Map<string, Crowd>();

  constructor(tools: PresencesTools) {
    this.#tools = tools;
  }

  enter(room: Room, role: Role, participant: string, connection: string): void {
    const crowd = this.#crowd(room.session, room.run);
    const person = room.runtime.state.people.participants[participant];
    const connected: Connected = { role, participant, listed: person !== undefined && person.guest !== true };
    crowd.own.add(connection);
    this.#add(crowd, connection, connected);
    // Away now: whoever keeps it tells it later.
    this.#tools.shared.enter(topicOf(crowd), connection, { ...connected }).catch(() => undefined);
  }

  leave(room: Room, connection: string): void {
    const crowd = this.#crowds.get(`${room.session}/${room.run}`);
    crowd?.own.delete(connection);
    if (crowd) this.#remove(crowd, connection);
    this.#tools.shared.leave(topicOf(room), connection).catch(() => undefined);
  }

  /** Begins to hear who is connected to other nodes, so that `isHere` knows. */
  watch(session: string, run: number): void {
    this.#crowd(session, run);
  }
  /** A run is over. */
  forget(session: string, run: number): void {
    const crowd = this.#crowds.get(`${session}/${run}`);
    if (!crowd || crowd.own.size > 0) return;
    this.#crowds.delete(`${session}/${run}`);
    clearTimeout(crowd.timer);
    crowd.close();
  }

  isHere(session: string, run: number, participant: string): boolean {
    return this.#crowd(session, run).people.has(participant);
  }

  of(session: string, run: number): Presence {
    const crowd = this.#crowds.get(`${session}/${run}`);
    return {
      roles: Object.fromEntries(crowd?.roles ?? []),
      listed: Object.fromEntries([...(crowd?.listed.keys() ?? [])].map((participant) => [participant, true as const])),
    };
  }

  close(): void {
    for (const { timer, close } of this.#crowds.values()) {
      clearTimeout(timer);
      close();
    }
    this.#crowds.clear();
  }

  #crowd(session: string, run: number): Crowd {
    const name = `${session}/${run}`;
    const known = this.#crowds.get(name);
    if (known) return known;
    const base = { session, run, all: new Map(), own: new Set<string>() };
    const crowd: Crowd = {
      ...base,
      roles: new Map(),
      people: new Map(),
      listed: new Map(),
      close: () => following.close(),
    };
    const following = this.#tools.shared.onChange(topicOf(crowd), (change) => this.#heard(crowd, change));
    this.#crowds.set(name, crowd);
    return crowd;
  }

  /** What is said of the own connections this node knows better. */
  #heard(crowd: Crowd, change: PresenceChange): void {
    if (crowd.own.has(change.member)) return;
    if (change.type === 'left') this.#remove(crowd, change.member);
    else this.#add(crowd, change.member, change.data as unknown as Connected);
  }

  #add(crowd: Crowd, connection: string, connected: Connected): void {
    if (crowd.all.has(connection)) return;
    crowd.all.set(connection, connected);
    count(crowd.roles, connected.role, 1);
    count(crowd.people, connected.participant, 1);
    if (connected.listed) count(crowd.listed, connected.participant, 1);
    this.#soon(crowd);
  }
  #remove(crowd: Crowd, connection: string): void {
    const connected = crowd.all.get(connection);
    if (!connected) return;
    crowd.all.delete(connection);
    count(crowd.roles, connected.role, -1);
    count(crowd.people, connected.participant, -1);
    if (connected.listed) count(crowd.listed, connected.participant, -1);
    this.#soon(crowd);
  }

  #soon(crowd: Crowd): void {
    crowd.timer ??= setTimeout(() => {
      delete crowd.timer;
      this.#tools.tell(crowd.session, crowd.run, this.of(crowd.session, crowd.run));
    }, TELL_EVERY);
  }
}

const topicOf = ({ session, run }: Pick<Crowd, 'session' | 'run'>): string => `session/${session}/${run}`;
const count = <K>(all: Map<K, number>, key: K, by: 1 | -1): void => {
  const now = (all.get(key) ?? 0) + by;
  if (now > 0) all.set(key, now);
  else all.delete(key);
};
