import { compose, diff } from './patch.ts';
import type { Patch } from './patch.ts';

/** One step of a chain; the server turns it into a `PatchMessage`. */
export interface Published {
  readonly from: number;
  readonly to: number;
  readonly patch: Patch;
}

/** How many published steps a chain remembers, to answer one who is a little behind without a whole snapshot. */
const REMEMBERED = 32;

/**
 * The server's side of one view: what was last published, at which log revision, and the steps that led there. Joining
 * clients get what was *published*, never a newer state, so that the next patch fits them as it fits everybody else.
 */
export class ViewChain<V extends object> {
  #revision: number;
  #view: V;
  #steps: Published[] = [];
  readonly #remember: number;

  /** Begins with a view that holds for the log up to `revision`. */
  constructor(view: V, revision: number, remember = REMEMBERED) {
    this.#view = view;
    this.#revision = revision;
    this.#remember = remember;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The view as last published. */
  get view(): V {
    return this.#view;
  }

  /**
   * Takes the view for the log up to `logRevision` and answers the step to send, or undefined when nothing changed:
   * then the chain stays where it was.
   */
  publish(view: V, logRevision: number): Published | undefined {
    const patch = diff(this.#view, view);
    if (!patch) return undefined;
    if (logRevision <= this.#revision) {
      throw new RangeError(`a changed view at revision ${logRevision}, already at ${this.#revision}`);
    }
    const published = { from: this.#revision, to: logRevision, patch };
    this.#view = view;
    this.#revision = logRevision;
    this.#steps.push(published);
    if (this.#steps.length > this.#remember) this.#steps.shift();
    return published;
  }

  snapshot(): { revision: number; data: V } {
    return { revision: this.#revision, data: this.#view };
  }

  /**
   * What leads from a client's revision to here: nothing when it is here, else one step, which holds only what is still
   * so; what was shown meanwhile and taken away again is not told to those who were not there. Undefined when this chain
   * never published that revision, or has forgotten it, or a patch cannot say it: send a snapshot.
   */
  since(revision: number | undefined): readonly Published[] | undefined {
    if (revision === this.#revision) return [];
    const at = this.#steps.findIndex((step) => step.from === revision);
    const first = this.#steps[at];
    if (!first) return undefined;
    let patch: Patch | undefined = first.patch;
    for (const step of this.#steps.slice(at + 1)) patch = patch && compose(patch, step.patch);
    return patch && [{ from: first.from, to: this.#revision, patch }];
  }
}
