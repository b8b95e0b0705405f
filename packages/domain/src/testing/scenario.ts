import type { Instant } from '../kernel.ts';
import type { Scene } from '../projector.ts';
import type { SessionState, StampedSessionEvent } from '../session.ts';
import { as, anonymously, MINUTE, SECOND, SYSTEM } from './context.ts';
import type { Play } from './play.ts';
import { seedSession, type Seed, type SeedOptions } from './seed.ts';

export const SCENARIOS = [
  'prepared',
  'welcome',
  'talk',
  'talk-warning',
  'talk-final',
  'talk-over',
  'talk-paused',
  'talk-ended',
  'questions',
  'question-on-screen',
  'judging',
  'live-board',
  'reveal-talk',
  'reveal-ranking',
  'scoreboard',
  'hand-raised',
  'invited',
  'on-stage',
  'message',
  'black',
  'ended',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface ScenarioOptions extends SeedOptions {
  /** Questions asked: 0 for `talk`, 12 for `questions` unless told; 300 fills every list. */
  questions?: number;
  /** How many of the panel have sent their sheet of the present talk; all unless told. */
  sheets?: number;
  /** Steps of the reveal that have been shown; all unless told. */
  step?: number;
  /** Guests in the hall; 30 unless told. */
  crowd?: number;
  /** The crowd gives no names. */
  nameless?: boolean;
}
export interface Scenario extends Omit<Seed, 'play'> {
  readonly name: ScenarioName;
  readonly play: Play;
  readonly state: SessionState;
  readonly events: readonly StampedSessionEvent[];
  /** The instant at which this is how things stand. */
  readonly now: Instant;
  readonly guests: readonly string[];
}

/** A real state of a session, reached by real commands only. Deterministic: the same options give the same events. */
export const scenario = (name: ScenarioName, options: ScenarioOptions = {}): Scenario => {
  const held = options.settings?.marksShown !== undefined && options.settings.marksShown !== 'live';
  const seed = seedSession(options);
  const stage = new Story(seed, options);
  stage.play(name, held);
  const { play } = seed;
  return { ...seed, name, state: play.state, events: play.events, now: play.now, guests: stage.guests };
};

/** The story that all scenarios are cut from. */
class Story {
  readonly guests: string[] = [];
  readonly #seed: Seed;
  readonly #options: ScenarioOptions;
  constructor(seed: Seed, options: ScenarioOptions) {
    this.#seed = seed;
    this.#options = options;
  }

  play(name: ScenarioName, held: boolean): void {
    if (name === 'prepared') return;
    this.#begin();
    if (name === 'welcome') return;
    const { play } = this.#seed;
    if (name === 'reveal-ranking' || name === 'scoreboard' || name === 'ended') return this.#wholeSession(name, held);
    this.#openTalk(0);
    this.#ask(this.#options.questions ?? (name.startsWith('question') ? 12 : 0));
    const clock = { 'talk-warning': 6.5 * MINUTE, 'talk-final': 7.75 * MINUTE, 'talk-over': 8 * MINUTE + 47 * SECOND }[
      name as string
    ];
    play.wait(clock ?? 3 * MINUTE);
    if (clock === undefined && name !== 'talk') this.#moment(name, held);
  }

  get #host() {
    return as('host', this.#seed.host);
  }

  #begin(): void {
    const { play, speakers, judges, remotes, timekeeper, projector, host } = this.#seed;
    play.wait(15 * MINUTE);
    const join = (participant: string, role: Parameters<typeof as>[0], place: 'hall' | 'afar') =>
      play.wait(SECOND).run({ type: 'participant.join', participant, role, place }, SYSTEM);
    join(host, 'host', 'hall');
    join(projector, 'projector', 'hall');
    join(timekeeper, 'timekeeper', 'hall');
    const remoteSpeaker = play.state.order.items[this.#seed.talks[1]!]?.remote ? speakers[1] : undefined;
    for (const one of speakers) join(one, 'speaker', one === remoteSpeaker ? 'afar' : 'hall');
    for (const one of judges) join(one, 'judge', 'hall');
    for (const one of remotes) join(one, 'remote', 'afar');
    for (let index = 0; index < (this.#options.crowd ?? 30); index += 1) {
      const guest = play.newId();
      this.guests.push(guest);
      const named = !this.#options.nameless && index % 3 > 0;
      const call = this.#seed.opening.info.language === 'zh' ? `听众${index + 1}` : `Guest ${index + 1}`;
      play.run(
        {
          type: 'participant.join',
          participant: guest,
          role: 'audience',
          ...(named ? { name: call } : {}),
          place: index % 5 === 0 ? 'afar' : 'hall',
        },
        SYSTEM,
      );
    }
    play.run({ type: 'session.start' }, this.#host);
  }

  #openTalk(index: number): void {
    const { play, talks, speakers } = this.#seed;
    const to = talks[index]!;
    const from = play.state.order.current;
    play.wait(20 * SECOND).run({ type: 'item.open', to, ...(from === undefined ? {} : { from }) }, this.#host);
    const speaker = as('speaker', speakers[index]!);
    play
      .wait(5 * SECOND)
      .run({ type: 'countdown.start', item: to }, play.state.info.settings.speakerRunsClock ? speaker : this.#host);
    const pages = play.state.decks.decks[to]?.pages ?? 0;
    for (let page = 0; page < Math.min(5, pages - 1); page += 1)
      play.run({ type: 'page.show', talk: to, from: page, to: page + 1 }, speaker);
  }

  /** Every fourth waits (where there is moderation), one is hidden, every ninth answered; votes fall off. */
  #ask(count: number): void {
    const { play, cast } = this.#seed;
    const { moderation, anonymousQuestions } = play.state.info.settings;
    for (let index = 0; index < count; index += 1) {
      const named = !anonymousQuestions || index % 2 === 0;
      const round = Math.floor(index / cast.questions.length);
      const text = cast.questions[index % cast.questions.length]! + (round > 0 ? ` (${round + 1})` : '');
      const asker = this.guests[index % Math.max(1, this.guests.length)];
      const by = named && asker !== undefined ? as('audience', asker) : anonymously(`secret-${index}`);
      const question = String(
        play.wait(2 * SECOND).run({ type: 'question.ask', text, named: by.anonymous === undefined }, by)['question'],
      );
      if (index === 5) play.run({ type: 'question.hide', question }, this.#host);
      if (index === 5 || (moderation && index % 4 === 3)) continue;
      if (moderation) play.run({ type: 'question.approve', question }, this.#host);
      for (const voter of this.guests.slice(0, Math.max(0, 18 - ((index * 5) % 19))))
        play.run({ type: 'question.vote', question }, as('audience', voter));
      if (index % 9 === 8) play.run({ type: 'question.answer', question }, this.#host);
    }
  }

  #sheets(talk: string, count: number): void {
    const { play, judges, cast, talks } = this.#seed;
    const speaker = play.state.order.items[talk]?.speaker;
    judges
      .filter((one) => one !== speaker)
      .forEach((judge, index) => {
        // Half points between 33 and 39.5, 15 and 19.5: like a real jury, close together and never quite agreed.
        const turn = index * 7 + talks.indexOf(talk) * 5;
        const half = (base: number, spread: number, by: number) => String(base + ((turn * by) % spread) / 2);
        const marks = {
          content: half(33, 14, 3),
          form: half(15, 10, 1),
          language: half(15.5, 9, 2),
          presence: half(15, 10, 3),
        };
        const comment = cast.comments[index % cast.comments.length]!;
        if (index > count) return;
        const sheet =
          index === count
            ? ({ type: 'sheet.draft', talk, marks: { content: marks.content }, comment } as const)
            : ({ type: 'sheet.send', talk, marks, comment } as const);
        play.wait(3 * SECOND).run(sheet, as('judge', judge));
      });
  }

  #settle(talk: string): void {
    const { play } = this.#seed;
    play.wait(5 * SECOND).run({ type: 'judging.close', talk }, this.#host);
    for (const one of Object.values(play.state.judging.talks[talk]?.deductions ?? {})) {
      if (one.status === 'proposed')
        play.run(
          { type: 'deduction.confirm', talk, deduction: one.deduction },
          as('timekeeper', this.#seed.timekeeper),
        );
    }
  }

  #step(): void {
    const { play } = this.#seed;
    const of = play.state.reveal.show?.steps.length ?? 0;
    for (let step = 0; step < Math.min(of, this.#options.step ?? of); step += 1)
      play.wait(3 * SECOND).run({ type: 'reveal.step', from: step, to: step + 1 }, this.#host);
  }

  #scene(scene: Scene): void {
    const { play } = this.#seed;
    play.wait(SECOND).run({ type: 'scene.show', from: play.state.projector.serial, scene }, this.#host);
  }

  #moment(name: ScenarioName, held: boolean): void {
    const { play, talks, speakers, remotes, judges, cast } = this.#seed;
    const talk = talks[0]!;
    const speaker = as('speaker', speakers[0]!);
    switch (name) {
      case 'talk-paused':
        play.run({ type: 'countdown.pause', item: talk }, this.#host);
        return;
      case 'question-on-screen': {
        const best = Object.values(play.state.questions.items).find((one) => one.status === 'open');
        if (!best) throw new Error('no open question to show');
        play.run({ type: 'question.feature', question: best.question }, this.#host);
        return this.#scene({ kind: 'question', question: best.question });
      }
      case 'talk-ended':
      case 'judging':
      case 'live-board':
      case 'reveal-talk': {
        play.wait(5 * MINUTE + 42 * SECOND).run({ type: 'countdown.end', item: talk }, speaker);
        if (name === 'talk-ended') return;
        this.#sheets(talk, name === 'reveal-talk' ? judges.length : (this.#options.sheets ?? judges.length));
        if (name === 'judging') return this.#scene({ kind: 'judging', talk });
        if (name === 'live-board') return this.#scene({ kind: 'live', talk });
        this.#settle(talk);
        if (held) play.run({ type: 'results.open', talk }, this.#host);
        play.run({ type: 'reveal.begin', what: { kind: 'talk', talk } }, this.#host);
        return this.#step();
      }
      case 'hand-raised':
      case 'invited':
      case 'on-stage': {
        const remote = as('remote', remotes[0]!);
        play.run({ type: 'hand.raise' }, remote);
        if (name === 'hand-raised') return;
        play.wait(4 * SECOND).run({ type: 'stage.invite', participant: remotes[0]! }, this.#host);
        if (name === 'invited') return;
        play.wait(4 * SECOND).run({ type: 'stage.accept' }, remote);
        play.wait(3 * SECOND);
        return this.#scene({ kind: 'remote', layout: 'beside' });
      }
      case 'message':
        play.run({ type: 'message.send', to: { kind: 'role', role: 'speaker' }, text: cast.message }, this.#host);
        return this.#scene({ kind: 'message', text: cast.message });
      case 'black':
        return this.#scene({ kind: 'black' });
      default:
        return;
    }
  }

  #wholeSession(name: ScenarioName, held: boolean): void {
    const { play, talks, speakers } = this.#seed;
    talks.forEach((talk, index) => {
      this.#openTalk(index);
      if (index === 0) this.#ask(this.#options.questions ?? 12);
      play
        .wait(7 * MINUTE + index * 35 * SECOND)
        .run({ type: 'countdown.end', item: talk }, as('speaker', speakers[index]!));
      this.#sheets(talk, this.#seed.judges.length);
      this.#settle(talk);
    });
    if (held) play.run({ type: 'results.open' }, this.#host);
    play.run({ type: 'reveal.begin', what: { kind: 'ranking' } }, this.#host);
    this.#step();
    if (name === 'reveal-ranking') return;
    play.run({ type: 'reveal.finish' }, this.#host);
    this.#scene({ kind: 'scoreboard' });
    if (name === 'scoreboard') return;
    play.wait(MINUTE).run({ type: 'session.end' }, this.#host);
    const zh = this.#seed.opening.info.language === 'zh';
    play.wait(MINUTE).run({ type: 'record.write', section: 'chair', text: this.#seed.cast.host.name }, this.#host);
    play.run(
      {
        type: 'record.write',
        section: 'summary',
        text: zh
          ? '四位主讲人完成授课，现场提问踊跃。'
          : 'Four speakers gave their talks; the hall asked a great deal.',
      },
      this.#host,
    );
  }
}
