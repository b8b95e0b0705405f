import type { Lease, Leases } from '@rostrum/cluster';
import { pageCount, type DeckFacts } from '@rostrum/domain';
import type { Slides } from '@rostrum/slides';
import type { Room, Sessions } from '../runtime/sessions.ts';
import type { DeckFiles, DeckKey, PageText } from './deck-files.ts';
import { DeckGone, type PageImages } from './page-images.ts';
import { nextPage, rangesOf } from './page-order.ts';
import { submitToPresentRun } from './submit.ts';

/** Pages drawn at the same time while no session runs; one while one does. */
const LANES = 2;
const TEXTS_AT_ONCE = 10;
/** Progress is an event: at most one a second, or one for ten pages. */
const REPORT_EVERY = 1_000;
const REPORT_PAGES = 10;
/** While a session runs, decks of other sessions go on by one page in so many milliseconds, so that none waits for ever. */
const TRICKLE = 3_000;
/** The claim to a deck outlives its node by at most this many milliseconds. */
const LEASE_LASTS = 15_000;

export interface RenderingTools {
  readonly files: DeckFiles;
  readonly images: PageImages;
  readonly slides: Slides;
  /** Two nodes do not both draw one deck. */
  readonly leases: Leases;
  readonly sessions: Sessions;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
  readonly newId: () => string;
  /** Tells host and speaker how far a deck is. */
  readonly tell: (session: string, talk: string, done: number, of: number) => void;
  readonly report: (error: unknown, what: string) => void;
}
interface Task {
  readonly key: DeckKey;
  readonly facts: DeckFacts;
  readonly lease: Lease;
  readonly done: Set<number>;
  readonly busy: Set<number>;
  texts: PageText[];
  textsBusy: boolean;
  textsKept: boolean;
  reported: number;
  reportedAt: number;
}
type Step = (() => Promise<void>) & { readonly task: Task };

/**
 * Draws the pages of accepted decks in the background: one deck at a time over the installation, decks of running sessions
 * first and of those the one on air, its pages from the shown one on. Goes on after a crash from what is kept.
 */
export class Rendering {
  readonly #tools: RenderingTools;
  readonly #tasks = new Map<string, Task>();
  readonly #closing = new AbortController();
  readonly #lanes: Promise<void>[];
  #sleepers = new Set<() => void>();
  #trickledAt = -Infinity;

  constructor(tools: RenderingTools) {
    this.#tools = tools;
    this.#lanes = Array.from({ length: LANES }, (_, lane) => this.#work(lane));
  }

  /** Takes on a deck whose pages are not all there; once. Resolves when what is there has been reported. */
  async begin(session: string, facts: DeckFacts): Promise<void> {
    const key = { session, deck: facts.deck };
    const name = `${session}/${facts.deck}`;
    if (this.#tasks.has(name) || this.#closing.signal.aborted) return;
    // Held by this node too while a task of that name is on its way.
    const lease = await this.#tools.leases.take(`deck/${name}`, LEASE_LASTS);
    if (!lease) return;
    const task: Task = {
      key,
      facts,
      lease,
      done: new Set(),
      busy: new Set(),
      texts: [],
      textsBusy: false,
      textsKept: false,
      reported: -1,
      reportedAt: -Infinity,
    };
    this.#tasks.set(name, task);
    lease.onLost(() => this.#tasks.delete(name));
    try {
      for (const page of await this.#tools.files.pages(key)) if (page < facts.pages) task.done.add(page);
      task.textsKept = (await this.#tools.files.texts(key)) !== undefined;
      await this.#progress(task, true);
    } catch (error) {
      this.#drop(name);
      throw error;
    }
    this.wake();
  }

  #drop(name: string): void {
    const task = this.#tasks.get(name);
    this.#tasks.delete(name);
    void task?.lease.release();
  }

  /** Something may have changed what is to be drawn next. */
  wake(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = new Set();
    for (const wake of sleepers) wake();
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('server-stopping'));
    this.wake();
    await Promise.all(this.#lanes);
    await Promise.all([...this.#tasks.values()].map(({ lease }) => lease.release()));
  }

  #stopping(): boolean {
    return this.#closing.signal.aborted;
  }

  async #work(lane: number): Promise<void> {
    while (!this.#stopping()) {
      let step: Step | undefined;
      try {
        step = await this.#next(lane);
        if (step) await step();
        else await this.#sleep();
      } catch (error) {
        if (this.#stopping()) return;
        if (!(error instanceof DeckGone)) this.#tools.report(error, 'rendering');
        // The deck stays marked as unfinished: the next start, or whoever asks for a page, takes it on again.
        if (step) this.#drop(`${step.task.key.session}/${step.task.key.deck}`);
        else await this.#sleep();
      }
    }
  }

  #sleep(): Promise<void> {
    return new Promise((wake) => {
      const timer = setTimeout(wake, TRICKLE).unref();
      this.#sleepers.add(() => {
        clearTimeout(timer);
        wake();
      });
    });
  }

  async #next(lane: number): Promise<Step | undefined> {
    if (this.#tasks.size === 0) return undefined;
    const live = (await this.#tools.sessions.rooms()).filter((room) => room.runtime.state.info.status === 'live');
    if (live.length > 0 && lane > 0) return undefined;
    const task = this.#first(live);
    if (!task) return undefined;
    const { session, deck } = task.key;
    const room = await this.#tools.sessions.find(session);
    const present = room?.runtime.state.decks.decks[task.facts.talk];
    if (present?.deck !== deck) {
      this.#drop(`${session}/${deck}`);
      return this.#next(lane);
    }
    const onAir = room?.runtime.state.info.status === 'live' && room.runtime.state.order.current === task.facts.talk;
    return this.#step(task, onAir ? present.page : undefined);
  }

  #first(live: readonly Room[]): Task | undefined {
    const tasks = [...this.#tasks.values()];
    if (live.length === 0) return tasks[0];
    const rank = (task: Task): number => {
      const room = live.find((one) => one.session === task.key.session);
      return room === undefined ? 2 : room.runtime.state.order.current === task.facts.talk ? 0 : 1;
    };
    const [best] = tasks.map((task) => ({ task, rank: rank(task) })).sort((a, b) => a.rank - b.rank);
    if (best === undefined || best.rank < 2) return best?.task;
    if (this.#tools.monotonic() - this.#trickledAt < TRICKLE) return undefined;
    this.#trickledAt = this.#tools.monotonic();
    return best.task;
  }

  #step(task: Task, shown: number | undefined): Step | undefined {
    const { pages } = task.facts;
    const page = nextPage(pages, (one) => task.done.has(one) || task.busy.has(one), shown);
    if (page !== undefined) {
      task.busy.add(page);
      return Object.assign(() => this.#draw(task, page), { task });
    }
    if (task.busy.size > 0 || task.textsBusy) return undefined;
    task.textsBusy = true;
    return Object.assign(() => this.#read(task), { task });
  }

  async #draw(task: Task, page: number): Promise<void> {
    try {
      await this.#tools.images.make(task.key, task.facts, page, {
        size: 'usual',
        priority: 'background',
        signal: this.#closing.signal,
      });
      task.done.add(page);
    } finally {
      task.busy.delete(page);
    }
    await this.#progress(task, task.done.size === task.facts.pages);
    if (task.busy.size === 0) this.wake();
  }

  /** The next pages' text and notes; after the last, all is kept and the deck is finished. */
  async #read(task: Task): Promise<void> {
    const { files, slides } = this.#tools;
    try {
      if (!task.textsKept && task.texts.length < task.facts.pages) {
        const pdf = await files.pdf(task.key);
        if (pdf === undefined) throw new DeckGone(task.key.deck);
        const to = Math.min(task.facts.pages, task.texts.length + TEXTS_AT_ONCE);
        const read = await slides.texts(pdf, task.texts.length, to, {
          priority: 'background',
          signal: this.#closing.signal,
        });
        task.texts.push(...read.map(({ text, notes }) => ({ text, notes })));
      }
      if (!task.textsKept && task.texts.length >= task.facts.pages) {
        await files.putTexts(task.key, task.texts);
        if (await files.withdrawnAsGone(task.key, 'texts')) throw new DeckGone(task.key.deck);
        task.textsKept = true;
      }
      if (task.textsKept) {
        await files.finish(task.key);
        this.#drop(`${task.key.session}/${task.key.deck}`);
      }
    } finally {
      task.textsBusy = false;
    }
    this.wake();
  }

  async #progress(task: Task, whatever: boolean): Promise<void> {
    const { monotonic, tell, sessions, newId } = this.#tools;
    const { session, deck } = task.key;
    const count = task.done.size;
    const due = count - task.reported >= REPORT_PAGES || monotonic() - task.reportedAt >= REPORT_EVERY;
    if (count === task.reported || (!due && !whatever)) return;
    task.reported = count;
    task.reportedAt = monotonic();
    tell(session, task.facts.talk, count, task.facts.pages);
    const room = await sessions.find(session);
    const known = room?.runtime.state.decks.decks[task.facts.talk];
    if (known?.deck === deck && pageCount(known.ready) === count) return;
    await submitToPresentRun(
      sessions,
      session,
      { type: 'deck.progress', deck, ready: rangesOf(task.done) as [number, number][] },
      newId(),
    );
  }
}
