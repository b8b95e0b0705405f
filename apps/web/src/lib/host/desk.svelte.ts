import {
  judgesInOrder,
  ACCESS,
  inOrder,
  type DeductionView,
  type HostView,
  type ItemView,
  type ProjectorView,
  type Scene,
  type SessionCommand,
} from '@rostrum/domain';
import { createContext } from 'svelte';
import { LimitChain } from '#lib/countdown/limit-chain.ts';
import type { Toasts } from '#lib/design/toasts.svelte.ts';
import { refusalText } from '#lib/i18n/refusals.ts';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';
import { Ticker } from '#lib/sync/ticker.svelte.ts';
import { stepAfter, type NextStep } from './next-step.ts';
import { scheduleOf } from '#lib/running-order/schedule.ts';
import { cueOf, keyOf, likelyCue, viewWith, type Choices, type Cue, type SceneKey } from './scenes.ts';
import { alike, sameFields, steady } from './steady.ts';

/** What is asked before an act that cannot be undone. */
export interface Question {
  readonly title: string;
  readonly consequence: string;
  readonly act: string;
  readonly run: () => unknown;
}
/** The one panel that may stand over the desk. */
export type Panel =
  | { readonly kind: 'join' | 'video' | 'judges' | 'announce' | 'deduct' | 'people' }
  | { readonly kind: 'item'; readonly item?: string }
  | { readonly kind: 'judge'; readonly judge: string };

const MINUTE = 60_000;

/**
 * The host's desk: narrow slices of the view, so that a patch redraws only what it changed, and every act by name, so
 * that button and key are one. Patches keep what they leave alone, so a slice that did not change is the same object.
 */
export class Desk {
  readonly connection: ScreenConnection<'host'>;
  readonly #toasts: Toasts;
  readonly #limits: LimitChain;
  /** Turns each second. */
  readonly ticker: Ticker;

  asking: Question | undefined = $state.raw();
  panel: Panel | undefined = $state.raw();
  /** The scene key that the host has set as next; the likeliest one until then. */
  #chosen: SceneKey | undefined = $state();
  /** What was on before the projector was made black. */
  #before: Scene | undefined;
  choices: Choices = $state.raw({});
  /** The question that the keys act on. */
  selected: string | undefined = $state();

  readonly #view: HostView = $derived.by(() => this.connection.view);
  readonly projector: ProjectorView = $derived(this.#view.projector);
  readonly session = $derived(this.#view.projector.session);
  readonly live = $derived(this.#view.projector.session.status === 'live');
  readonly settings = $derived(this.#view.settings);
  readonly people = $derived(this.#view.people);
  readonly panelOfJudges = $derived(judgesInOrder(this.#view));
  readonly rules = $derived(this.#view.rules);
  readonly present = $derived(this.#view.present);
  readonly questions = $derived(this.#view.questions);
  readonly counts = $derived(this.#view.counts);
  readonly judging = $derived(this.#view.judging);
  readonly deductions = $derived(this.#view.deductions);
  readonly messages = $derived(this.#view.messages);
  readonly hands = $derived(this.#view.hands);
  readonly invited = $derived(this.#view.invited);
  readonly stage = $derived(this.#view.projector.stage);
  readonly reveal = $derived(this.#view.reveal);
  readonly undoable = $derived(this.#view.undo);
  readonly order = $derived(this.#view.projector.order);
  readonly clock = $derived(this.#view.projector.clock);
  readonly deck = $derived(this.#view.projector.deck);
  readonly scene = $derived(this.#view.projector.scene);
  readonly items: readonly ItemView[] = $derived(inOrder(this.order));
  readonly current = $derived(this.items.find((one) => one.item === this.#view.projector.current));
  readonly next = $derived(this.items[this.current ? this.items.indexOf(this.current) + 1 : 0]);
  readonly #steadyStep = steady<NextStep>(alike);
  readonly step: NextStep = $derived(this.#steadyStep(stepAfter(this.#view)));
  readonly onAir = $derived(keyOf(this.scene));
  readonly cueKey: SceneKey = $derived(this.#chosen ?? likelyCue(this.#view));
  readonly #steadyCue = steady<Cue>(alike);
  readonly cue: Cue = $derived(
    this.#steadyCue(cueOf(this.cueKey, this.#view, { ...this.choices, question: this.selected })),
  );
  readonly #steadyView = steady<ProjectorView | undefined>(sameFields);
  readonly cueView: ProjectorView | undefined = $derived.by(() => {
    const { cue } = this;
    const scene = 'scene' in cue ? cue.scene : 'lack' in cue ? cue.preview : undefined;
    return this.#steadyView(scene && viewWith(this.#view, scene));
  });
  readonly schedule = $derived.by(() => {
    const { session } = this;
    const { clock, current } = this;
    return scheduleOf(
      {
        status: session.status,
        startsAt: session.startsAt,
        items: this.items,
        ...(session.endedAt === undefined ? {} : { endedAt: session.endedAt }),
        ...(current ? { current: current.item } : {}),
        ...(clock ? { clock } : {}),
      },
      this.ticker.now,
    );
  });
  readonly #underWay = $derived.by(() => this.connection.pending.map((one) => subjectOf(one.command)));
  readonly waiting = $derived.by(() => this.connection.pending.filter((one) => one.state === 'waiting').length);

  constructor(connection: ScreenConnection<'host'>, toasts: Toasts) {
    this.connection = connection;
    this.#toasts = toasts;
    this.#limits = new LimitChain(connection, (code, detail) => this.say(refusalText(code, detail), 'trouble'));
    this.ticker = new Ticker(() => connection.now());
  }

  get view(): HostView {
    return this.#view;
  }

  /** Whether such a command is on its way and its effect not to be seen yet. */
  pending(type: SessionCommand['type'], subject = ''): boolean {
    return this.#underWay.includes(`${type} ${subject}`);
  }
  /** The place of a talk among the talks, from 1. */
  numberOf(talk: string): number {
    return this.items.filter((one) => one.kind === 'talk').findIndex((one) => one.item === talk) + 1;
  }
  nameOf(participant: string): string {
    return this.people[participant]?.name ?? '…';
  }

  /** Sends, and says why when it was refused. */
  async give(command: SessionCommand): Promise<boolean> {
    const answer = await this.connection.send(command);
    if (answer.ok) return true;
    if (answer.code === 'withdrawn') return false;
    this.#toasts.say({ kind: 'trouble', text: refusalText(answer.code, answer.detail) });
    // What was refused has been said; it need not wait on the device.
    if (ACCESS[command.type].delivery === 'kept')
      for (const one of this.connection.pending) if (one.state === 'refused') this.connection.dismiss(one.id);
    return false;
  }
  say(text: string, kind: 'info' | 'ok' | 'trouble' = 'info'): void {
    this.#toasts.say({ kind, text });
  }
  ask(question: Question): void {
    this.asking = question;
  }

  // the clock
  startOrPause(): void {
    const { clock } = this;
    if (!clock) return;
    const type = {
      ready: 'countdown.start',
      running: 'countdown.pause',
      paused: 'countdown.resume',
      ended: 'countdown.resume',
    } as const;
    void this.give({ type: type[clock.status], item: clock.item });
  }
  endClock(): void {
    if (this.clock) void this.give({ type: 'countdown.end', item: this.clock.item });
  }
  resetClock(): void {
    if (this.clock) void this.give({ type: 'countdown.reset', item: this.clock.item });
  }
  addMinutes(minutes: number): void {
    if (this.clock) this.#limits.add(this.clock, minutes * MINUTE);
  }

  // the running order
  open(to: string): void {
    const from = this.current?.item;
    void this.give({ type: 'item.open', to, ...(from === undefined ? {} : { from }) });
  }
  move(item: string, by: -1 | 1): void {
    const at = this.items.findIndex((one) => one.item === item);
    const behind = this.items[by === 1 ? at + 1 : at - 2];
    if (at < 0 || (by === 1 && !behind) || (by === -1 && at === 0)) return;
    this.moveAfter(item, behind?.item);
  }
  moveAfter(item: string, after: string | undefined): void {
    if (after !== item) void this.give({ type: 'item.move', item, ...(after === undefined ? {} : { after }) });
  }

  // pages
  turn(by: -1 | 1): void {
    const { deck } = this;
    if (!deck) return;
    const to = deck.page + by;
    if (to >= 0 && to < deck.pages) void this.give({ type: 'page.show', talk: deck.talk, from: deck.page, to });
  }

  // the projector
  show(scene: Scene): void {
    void this.give({ type: 'scene.show', from: this.projector.serial, scene });
  }
  /** Sets what comes next; the same key again puts it on. Black needs no second press, and gives way to what was on before. */
  press(key: SceneKey): void {
    if (key === 'black') return this.black();
    if (this.cueKey === key && this.#chosen === key && !('lack' in this.cue)) return this.take();
    if (key === 'message') {
      this.panel = { kind: 'announce' };
      return;
    }
    this.#chosen = key;
  }
  choose(choices: Choices, key?: SceneKey): void {
    this.choices = { ...this.choices, ...choices };
    if (key) this.#chosen = key;
  }
  take(): void {
    const { cue } = this;
    if ('lack' in cue) return;
    this.#chosen = undefined;
    if ('reveal' in cue) void this.give({ type: 'reveal.begin', what: cue.reveal });
    else this.show(cue.scene);
  }
  black(): void {
    if (this.scene.kind !== 'black') {
      this.#before = this.scene;
      return this.show({ kind: 'black' });
    }
    this.show(this.#before ?? (this.current ? { kind: 'talk' } : { kind: 'welcome' }));
  }
  stepReveal(by: -1 | 1): void {
    const { reveal } = this;
    if (!reveal) return;
    const to = reveal.at + by;
    if (to >= 0 && to <= Object.keys(reveal.steps).length) void this.give({ type: 'reveal.step', from: reveal.at, to });
  }

  // questions
  #status(question: string): string | undefined {
    return this.questions[question]?.status;
  }
  approve(question: string): void {
    if (this.#status(question) === 'waiting') void this.give({ type: 'question.approve', question });
  }
  feature(question: string): void {
    const status = this.#status(question);
    if (status !== 'waiting' && status !== 'open') return;
    const featured = this.questions[question]?.featured === true;
    void this.give({ type: featured ? 'question.unfeature' : 'question.feature', question });
  }
  hide(question: string): void {
    if (this.#status(question) !== 'hidden') void this.give({ type: 'question.hide', question });
  }
  answer(question: string): void {
    if (this.#status(question) === 'open') void this.give({ type: 'question.answer', question });
  }
  restore(question: string): void {
    const status = this.#status(question);
    if (status === 'hidden' || status === 'answered') void this.give({ type: 'question.restore', question });
  }
  /** Puts it on the projector at once. */
  showQuestion(question: string): void {
    const status = this.#status(question);
    if (status === 'open' || status === 'answered') this.show({ kind: 'question', question });
  }

  // deductions
  confirmDeduction({ talk, deduction }: DeductionView): void {
    void this.give({ type: 'deduction.confirm', talk, deduction });
  }
  waiveDeduction({ talk, deduction }: DeductionView): void {
    void this.give({ type: 'deduction.waive', talk, deduction });
  }

  undo(): void {
    if (this.undoable) void this.give({ type: 'undo', target: this.undoable.target });
  }
}

const subjectOf = (command: SessionCommand): string => {
  const named = command as Partial<Record<'item' | 'question' | 'participant' | 'deduction' | 'talk', string>>;
  const subject = named.item ?? named.question ?? named.participant ?? named.deduction ?? named.talk ?? '';
  return `${command.type} ${subject}`;
};

const [get, set] = createContext<Desk>();
/** The desk of this page. */
export const useDesk = get;
export const provideDesk = set;
