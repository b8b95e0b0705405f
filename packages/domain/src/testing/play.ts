import type { Author, Context, Decision, Detail, Duration, Instant } from '../kernel.ts';
import { decideSession, evolveSession, initialSession } from '../session.ts';
import type { SessionCommand, SessionEvent, SessionState, StampedSessionEvent } from '../session.ts';
import { contextOf, DAWN, shortIds } from './context.ts';

/** A session that is played by real commands, one after another, on a clock that only `wait` moves. */
export class Play {
  state: SessionState = initialSession;
  readonly events: StampedSessionEvent[] = [];
  now: Instant;
  readonly newId: () => string;
  #pressed = 0;

  constructor(now: Instant = DAWN, newId: () => string = shortIds()) {
    this.now = now;
    this.newId = newId;
  }

  wait(time: Duration): this {
    this.now += time;
    return this;
  }

  /** The id of the last command that was tried, for an undo. */
  get lastCommand(): string {
    return `press-${String(this.#pressed).padStart(7, '0')}`;
  }

  /** Decides a command and folds what follows; a refusal changes nothing. */
  attempt(command: SessionCommand, by: Author, more: Partial<Context> = {}): Decision<SessionEvent> {
    this.#pressed += 1;
    const context = contextOf(by, { now: this.now, newId: this.newId, command: this.lastCommand, ...more });
    const decision = decideSession(this.state, command, context);
    if (!decision.ok) return decision;
    const { participant } = by;
    const stampedEvents = decision.events.map((event): StampedSessionEvent => {
      return { ...event, at: this.now, ...(participant === undefined ? {} : { by: participant }) };
    });
    this.events.push(...stampedEvents);
    this.state = evolveSession(this.state, stampedEvents);
    return decision;
  }

  /** As `attempt`, for commands that a story expects to be accepted; gives the acknowledgement's answer. */
  run(command: SessionCommand, by: Author, more: Partial<Context> = {}): Detail {
    const decision = this.attempt(command, by, more);
    if (!decision.ok)
      throw new Error(`${command.type} was refused: ${decision.code} ${JSON.stringify(decision.detail)}`);
    return decision.answer ?? {};
  }
}
