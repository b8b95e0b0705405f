import type { Role } from '@rostrum/domain';
import type { Presence } from '@rostrum/protocol';
import type { Room } from '../runtime/sessions.ts';

/** Hosts hear of the crowd's comings and goings at most this often, in milliseconds. */
const TELL_EVERY = 1_000;

interface Crowd {
  readonly session: string;
  readonly run: number;
  readonly roles: Map<Role, number>;
  readonly connections: Map<string, Set<string>>;
  /** Participants who are on the session's list: few. */
  readonly listed: Map<string, number>;
  timer?: NodeJS.Timeout;
}

/** Who is connected to this node, by session. The work of a join does not grow with the crowd. */
export class Presences {
  readonly #crowds = new Map<string, Crowd>();
  readonly #tell: (session: string, run: number, presence: Presence) => void;

  constructor(tell: (session: string, run: number, presence: Presence) => void) {
    this.#tell = tell;
  }

  enter(room: Room, role: Role, participant: string, connection: string): void {
    const crowd = this.#crowd(room);
    crowd.roles.set(role, (crowd.roles.get(role) ?? 0) + 1);
    const own = crowd.connections.get(participant) ?? new Set();
    crowd.connections.set(participant, own.add(connection));
    const person = room.runtime.state.people.participants[participant];
    if (person && !person.guest) crowd.listed.set(participant, own.size);
    this.#soon(crowd);
  }

  leave(room: Room, role: Role, participant: string, connection: string): void {
    const crowd = this.#crowd(room);
    crowd.roles.set(role, Math.max(0, (crowd.roles.get(role) ?? 0) - 1));
    const own = crowd.connections.get(participant);
    own?.delete(connection);
    if (!own || own.size === 0) {
      crowd.connections.delete(participant);
      crowd.listed.delete(participant);
    }
    this.#soon(crowd);
  }

  isHere(session: string, run: number, participant: string): boolean {
    return this.#crowds.get(`${session}/${run}`)?.connections.has(participant) ?? false;
  }

  of(session: string, run: number): Presence {
    const crowd = this.#crowds.get(`${session}/${run}`);
    return {
      roles: Object.fromEntries(crowd?.roles ?? []),
      listed: Object.fromEntries([...(crowd?.listed.keys() ?? [])].map((participant) => [participant, true as const])),
    };
  }

  close(): void {
    for (const { timer } of this.#crowds.values()) clearTimeout(timer);
    this.#crowds.clear();
  }

  #crowd({ session, run }: Room): Crowd {
    const name = `${session}/${run}`;
    let crowd = this.#crowds.get(name);
    if (!crowd) {
      crowd = { session, run, roles: new Map(), connections: new Map(), listed: new Map() };
      this.#crowds.set(name, crowd);
    }
    return crowd;
  }

  #soon(crowd: Crowd): void {
    crowd.timer ??= setTimeout(() => {
      delete crowd.timer;
      this.#tell(crowd.session, crowd.run, this.of(crowd.session, crowd.run));
    }, TELL_EVERY);
  }
}
