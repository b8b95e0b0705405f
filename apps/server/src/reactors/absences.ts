import type { Gateway } from '../gateway/gateway.ts';
import type { Room, Sessions } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';

/** Somebody without a connection for this long has left. */
const ABSENT_AFTER = 5 * 60_000;

export interface AbsencesTools {
  readonly sessions: Sessions;
  readonly gateway: Pick<Gateway, 'isHere'>;
  /** Whether this node sees to the run: else another one notes who has left. */
  mine(room: Room): boolean;
  now(): number;
  report(error: unknown, what: string): void;
}

/** Notes who has left, and lets go of ended sessions that nobody looks at. To be run every half minute. */
export class Absences {
  readonly #tools: AbsencesTools;
  readonly #missing = new Map<string, number>();

  constructor(tools: AbsencesTools) {
    this.#tools = tools;
  }

  async look(): Promise<void> {
    for (const room of await this.#tools.sessions.rooms()) {
      const here = await this.#lookAt(room);
      const { status } = room.runtime.state.info;
      if (!here && (status === 'ended' || status === 'closed')) await this.#tools.sessions.letGo(room);
    }
  }

  /** Whether anybody is still counted as present. */
  async #lookAt(room: Room): Promise<boolean> {
    const now = this.#tools.now();
    let present = false;
    for (const person of Object.values(room.runtime.state.people.participants)) {
      if (person.joinedAt === undefined || person.leftAt !== undefined) continue;
      const name = `${room.session}/${room.run}/${person.participant}`;
      if (this.#tools.gateway.isHere(room.session, room.run, person.participant)) this.#missing.delete(name);
      else if (this.#tools.mine(room) && now - (this.#missing.get(name) ?? now) >= ABSENT_AFTER) {
        this.#missing.delete(name);
        await room.runtime
          .submit(
            systemJob(
              { type: 'participant.leave', participant: person.participant },
              `leave-${person.participant}-${now}`,
            ),
          )
          .catch((error: unknown) => this.#tools.report(error, 'absences'));
        continue;
      } else if (!this.#missing.has(name)) this.#missing.set(name, now);
      present = true;
    }
    return present;
  }
}
