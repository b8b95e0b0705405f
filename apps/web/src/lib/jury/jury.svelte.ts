import {
  ACCESS,
  allows,
  inOrder,
  judgesInOrder,
  type ItemView,
  type JuryView,
  type SessionCommand,
  type SheetCell,
} from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { createContext } from 'svelte';
import type { Toasts } from '#lib/design/toasts.svelte.ts';
import { refusalText } from '#lib/i18n/refusals.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

export type JuryConnection = ScreenConnection<'host'> | ScreenConnection<'head-judge'> | ScreenConnection<'clerk'>;
/** What stands over the desk of the jury. */
export type JuryPanel =
  | { readonly kind: 'sheet'; readonly talk: string; readonly judge: string; readonly typing?: true }
  | { readonly kind: 'talk'; readonly talk: string }
  | { readonly kind: 'result'; readonly talk: string };
export type Section = 'sheets' | 'paper' | 'deductions' | 'votes' | 'result' | 'reveal';
/** What is asked before an act that cannot be taken back, or that shuts somebody out. */
export interface Question {
  readonly title: string;
  readonly consequence: string;
  readonly act: string;
  readonly run: () => unknown;
}

/** The judging as those see it who run it: host, head judge and tally clerk, each with what the role may do. */
export class Jury {
  readonly connection: JuryConnection;
  readonly #toasts: Toasts;
  panel: JuryPanel | undefined = $state.raw();
  asking: Question | undefined = $state.raw();
  section: Section = $state('sheets');

  readonly view: JuryView = $derived.by(() => this.connection.view);
  readonly order: Readonly<Record<string, ItemView>> = $derived.by(() => {
    const { view } = this.connection;
    return 'projector' in view ? view.projector.order : view.order;
  });
  readonly session = $derived.by(() => {
    const { view } = this.connection;
    return 'projector' in view ? view.projector.session : view.session;
  });
  readonly marksShown = $derived.by(() => {
    const { view } = this.connection;
    return 'settings' in view ? view.settings.marksShown : view.marksShown;
  });
  /** How many of the last talks the board does not show; only the host's view says so. */
  readonly frozen = $derived.by(() => {
    const { view } = this.connection;
    return 'settings' in view ? (view.settings.frozenTalks ?? 0) : 0;
  });
  readonly current = $derived.by(() => {
    const { view } = this.connection;
    return 'projector' in view ? view.projector.current : view.current;
  });
  /** How often the projector's picture has changed; only who may change it needs it. */
  readonly serial = $derived.by(() => {
    const { view } = this.connection;
    return 'projector' in view ? view.projector.serial : 0;
  });
  readonly talks: readonly ItemView[] = $derived(inOrder(this.order).filter((one) => one.kind === 'talk'));
  readonly judges: readonly string[] = $derived(judgesInOrder(this.view));

  constructor(connection: JuryConnection, toasts: Toasts) {
    this.connection = connection;
    this.#toasts = toasts;
  }

  may(type: SessionCommand['type']): boolean {
    return allows(this.connection.role, type);
  }
  numberOf(talk: string): number {
    return this.talks.findIndex((one) => one.item === talk) + 1;
  }
  /** Anybody who judges, types in or signs. */
  nameOf(participant: string): string {
    const { judges, spare, signers } = this.view;
    const person = judges[participant] ?? spare[participant] ?? signers[participant];
    return person?.erased ? m.host_erased() : (person?.name ?? m.host_nameless());
  }
  /** The speaker's name, or the talk's title where nobody is named. */
  talkWords(talk: string): string {
    const item = this.order[talk];
    return item?.speaker?.name ?? item?.title ?? '';
  }
  /** `3 · Marek Nowak` */
  talkLine(talk: string): string {
    return `${this.numberOf(talk)} · ${this.talkWords(talk)}`;
  }
  cell(talk: string, judge: string): SheetCell | undefined {
    return this.view.judging[talk]?.sheets[judge];
  }

  /** Sends. What was refused is said by whoever asked; it need not wait on the device. */
  async send(command: SessionCommand): Promise<Answer> {
    const answer = await this.connection.send(command);
    if (!answer.ok && ACCESS[command.type].delivery === 'kept')
      for (const one of this.connection.pending) if (one.state === 'refused') this.connection.dismiss(one.id);
    return answer;
  }
  /** Sends, and says why when it was refused. */
  async give(command: SessionCommand): Promise<boolean> {
    const answer = await this.send(command);
    if (!answer.ok && answer.code !== 'withdrawn') this.say(refusalText(answer.code, answer.detail), 'trouble');
    return answer.ok;
  }
  say(text: string, kind: 'info' | 'ok' | 'trouble' = 'info'): void {
    this.#toasts.say({ kind, text });
  }
  ask(question: Question): void {
    this.asking = question;
  }
}

const [get, set] = createContext<Jury>();
/** The judging of this page. */
export const useJury = get;
export const provideJury = set;
