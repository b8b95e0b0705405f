import { ACCESS } from '../access.ts';
import type { Author } from '../kernel.ts';
import type { SessionCommand } from '../session.ts';
import { fuzzCommand, type Dice, type FuzzWorld } from './fuzz-command.ts';
import { FINE, markedCast, OFTEN, TYPES } from './fuzz-world.ts';
import { as, anonymously, SYSTEM } from './context.ts';
import type { Play } from './play.ts';
import { marker } from './secrecy.ts';
import { seedSession, type Seed } from './seed.ts';

/** A session in which random people give random commands: the same seed gives the same story. */
export class Fuzz implements FuzzWorld {
  readonly seed: Seed;
  readonly play: Play;
  /** Who really asked the anonymous questions; known to nobody else. */
  readonly askers = new Map<string, string>();
  readonly dice: Dice;
  #minted = 0;

  constructor(dice: Dice, marksShown: 'live' | 'talk' | 'end') {
    this.dice = dice;
    this.seed = seedSession({
      ids: 'long',
      rules: FINE,
      cast: markedCast(() => this.mint()),
      judges: 4,
      settings: { marksShown, moderation: dice(2) === 0 },
    });
    this.play = this.seed.play;
    for (let guest = 0; guest < 4; guest += 1) {
      this.play.run(
        { type: 'participant.join', participant: this.play.newId(), role: 'audience', name: `Guest ${this.mint()}` },
        SYSTEM,
      );
    }
    this.play.run({ type: 'session.start' }, as('host', this.seed.host));
  }

  mint(): string {
    return marker((this.#minted += 1));
  }

  /** One command by somebody who may give it; whether it was accepted. */
  step(): { command: SessionCommand; accepted: boolean } {
    const { play } = this;
    play.wait(1 + this.dice(90_000));
    const types = this.dice(3) > 0 ? OFTEN : TYPES;
    const type = types[this.dice(types.length)]!;
    const by = this.#author(type);
    const command = fuzzCommand(this, type, by);
    const asks = command.type === 'question.ask' && !command.named;
    const author = asks ? anonymously(`hash-${this.mint()}`, 'audience') : by;
    const decision = play.attempt(command, author);
    const question = decision.ok ? decision.answer?.['question'] : undefined;
    if (asks && question !== undefined && by.participant !== undefined)
      this.askers.set(String(question), by.participant);
    return { command, accepted: decision.ok && decision.events.length > 0 };
  }

  #one<T>(all: readonly T[], otherwise: T): T {
    return all.length === 0 ? otherwise : all[this.dice(all.length)]!;
  }

  #author(type: SessionCommand['type']): Author {
    const role = this.#one(ACCESS[type].roles, 'host');
    if (role === 'system' || role === 'owner') return { role };
    const onStage = Object.keys(this.play.state.stage.onStage);
    if (type === 'stage.unmute' && onStage.length > 0) return as('remote', this.#one(onStage, ''));
    const able = Object.values(this.play.state.people.participants).filter((one) => one.roles.includes(role));
    return as(
      role,
      this.#one(
        able.map((one) => one.participant),
        'nobody-has-it',
      ),
    );
  }
}
