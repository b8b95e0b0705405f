import { setTimeout as delay } from 'node:timers/promises';
import type { SessionCommand } from '@rostrum/domain';
import { nanoid } from 'nanoid';
import type { Hall } from './hall.ts';
import type { Screen } from './screen.ts';

/** Everybody at once: phones ask and vote, judges mark, host and speaker turn pages and change scenes against each other. */
export class Storm {
  readonly #dice: (limit: number) => number;
  readonly #talk: string;
  readonly #pages: number;
  #running: Promise<void>[] = [];
  #on = true;

  constructor(talk: string, pages: number, dice: (limit: number) => number) {
    this.#talk = talk;
    this.#pages = pages;
    this.#dice = dice;
  }

  begin(screens: { crowd: readonly Screen[]; judges: readonly Screen[]; host: Screen; speaker: Screen }): void {
    const { crowd, judges, host, speaker } = screens;
    const scenes = [{ kind: 'talk' }, { kind: 'welcome' }, { kind: 'black' }] as const;
    this.#running = [
      ...crowd.map((phone) => this.#again(120, () => this.#asks(phone))),
      ...judges.map((judge) => this.#again(150, () => this.#marks(judge))),
      this.#again(60, () => this.#turn(host, host.viewOf('host').projector.deck?.page ?? 0)),
      this.#again(60, () => this.#turn(speaker, speaker.viewOf('speaker').talks[this.#talk]?.deck?.page ?? 0)),
      this.#again(90, () =>
        this.#live(host, {
          type: 'scene.show',
          from: host.viewOf('host').projector.serial,
          scene: scenes[this.#dice(3)] ?? { kind: 'black' },
        }),
      ),
    ];
  }

  async end(): Promise<void> {
    this.#on = false;
    await Promise.all(this.#running);
  }

  async #again(pause: number, act: () => Promise<unknown>): Promise<void> {
    while (this.#on) {
      await act();
      await delay(pause + this.#dice(pause));
    }
  }
  /** Live commands are given once, or not at all while there is no connection. */
  async #live(screen: Screen, command: SessionCommand): Promise<void> {
    if (screen.connected) await screen.attempt(screen.note(command, { pressed: Date.now() }));
  }
  #turn(screen: Screen, page: number): Promise<void> {
    return this.#live(screen, { type: 'page.show', talk: this.#talk, from: page, to: (page + 1) % this.#pages });
  }
  #asks(phone: Screen): Promise<unknown> {
    const questions = Object.keys(phone.viewOf('audience').questions);
    const chance = this.#dice(10);
    const text = `为什么 ${nanoid()}`;
    if (questions.length < 3 || chance === 0) return phone.keep({ type: 'question.ask', text, named: true });
    if (chance === 1) return phone.keep({ type: 'question.ask', text, named: false }, nanoid(24));
    const question = questions[this.#dice(questions.length)] ?? '';
    return phone.keep({ type: chance < 8 ? 'question.vote' : 'question.unvote', question });
  }
  #marks(judge: Screen): Promise<unknown> {
    const marks = { content: String(20 + this.#dice(20)), form: '15', language: '16', presence: '17.5' };
    const type = this.#dice(3) === 0 ? 'sheet.draft' : 'sheet.send';
    return judge.keep({ type, talk: this.#talk, marks, comment: `评语 ${nanoid()}` });
  }
}

/** Everybody's screens of a hall with so many guests, wherever they come to be connected. */
export const enterAll = async (hall: Hall, guests: number) => {
  const host = await hall.screen(hall.host);
  const speaker = await hall.screen(hall.seat('speaker'));
  const judges = await Promise.all(hall.seats('judge').map((seat) => hall.screen(seat)));
  const roles = ['projector', 'timekeeper', 'remote'] as const;
  const watching = await Promise.all(roles.map((role) => hall.screen(hall.seat(role))));
  const crowd: Screen[] = [];
  for (let at = 0; at < guests; at += 1) crowd.push(await hall.screen(await hall.guest(`访客${at}`)));
  return { host, speaker, judges, watching, crowd, all: [host, speaker, ...judges, ...watching, ...crowd] };
};
