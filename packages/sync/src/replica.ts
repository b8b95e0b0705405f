import type { PatchMessage, Position, SnapshotMessage, ViewMessage, ViewName } from './messages.ts';
import { applyPatch } from './patch.ts';

/**
 * What became of a message.
 * - `applied`: the replica moved on.
 * - `old`: it says nothing new.
 * - `gap`: the patch does not start where the replica is; ask again once, naming `position`.
 * - `waiting`: another patch while that answer is on its way; nothing to do.
 * - `held`: a `me` patch that waits for its role view.
 */
export type Outcome = 'applied' | 'old' | 'gap' | 'waiting' | 'held';

/** More held patches than this are a gap: the role view they wait for is not coming. */
const MOST_HELD = 64;

/**
 * The client's side: both views of one client, kept equal to what the server publishes. One path for joining,
 * reconnecting and recovery: give it whatever arrives, in the order of one connection, and ask again on `gap`. Call
 * `disconnected` between two connections and drop what the old one still delivers.
 */
export class Replica<Role extends object, Me extends object> {
  #views: Record<ViewName, Side | undefined> = { role: undefined, me: undefined };
  #gaps: Record<ViewName, boolean> = { role: false, me: false };
  #held: PatchMessage[] = [];
  #seen = 0;
  #upTo = 0;
  #coveredUpTo = 0;

  get role(): Role | undefined {
    return this.#views.role?.data as Role | undefined;
  }

  get me(): Me | undefined {
    return this.#views.me?.data as Me | undefined;
  }

  get position(): Position {
    const { role, me } = this.#views;
    return { ...(role && { role: role.revision }), ...(me && { me: me.revision }), seen: this.#seen };
  }

  /** The highest log revision seen in a patch, a snapshot, an `upto` or an acknowledgement. */
  get highestSeen(): number {
    return this.#seen;
  }

  /** All of the log up to here is in the views. */
  get coveredUpTo(): number {
    return this.#coveredUpTo;
  }

  /** Whether the effect of a command acknowledged at this log revision is in the views; until then it is pending. */
  covers(revision: number): boolean {
    return revision <= this.#coveredUpTo;
  }

  /** Notes the log revision that an acknowledgement carried. */
  acknowledged(revision: number): void {
    this.#seen = Math.max(this.#seen, revision);
  }

  /** The connection is gone; what was held for it will come again from the position. */
  disconnected(): void {
    this.#gaps = { role: false, me: false };
    this.#held = [];
    this.#upTo = this.#coveredUpTo;
  }

  receive(message: ViewMessage): Outcome {
    const taken = this.#take(message);
    const outcome = taken === 'applied' ? this.#release() : taken;
    if (this.#held.length === 0 && !this.#gaps.role && !this.#gaps.me) {
      this.#coveredUpTo = Math.max(this.#coveredUpTo, this.#upTo);
    }
    return outcome;
  }

  #take(message: ViewMessage): Outcome {
    switch (message.kind) {
      case 'snapshot':
        this.acknowledged(message.revision);
        return this.#replace(message);
      case 'patch':
        this.acknowledged(message.to);
        return message.view === 'me' && this.#mustWait(message) ? this.#hold(message) : this.#advance(message);
      case 'upto': {
        this.acknowledged(message.revision);
        const news = message.revision > this.#upTo;
        if (news) this.#upTo = message.revision;
        return news ? 'applied' : 'old';
      }
    }
  }

  /** Always taken: another node may have published the same view at a lower revision than this replica's. */
  #replace({ view, revision, data }: SnapshotMessage): Outcome {
    this.#views[view] = { revision, data };
    this.#gaps[view] = false;
    if (view === 'me') this.#held = [];
    return 'applied';
  }

  #advance({ view, from, to, patch }: PatchMessage): Outcome {
    const side = this.#views[view];
    if (side && from === side.revision) {
      this.#views[view] = { revision: to, data: applyPatch(side.data, patch) };
      this.#gaps[view] = false;
      return 'applied';
    }
    if (side && to <= side.revision) return 'old';
    if (this.#gaps[view]) return 'waiting';
    this.#gaps[view] = true;
    return 'gap';
  }

  /** Only what continues the replica, or the patches held already, can wait; anything else is old or a gap. */
  #mustWait({ from, with: belongs }: PatchMessage): boolean {
    const last = this.#held[this.#held.length - 1];
    if (from !== (last ? last.to : this.#views.me?.revision)) return false;
    return last !== undefined || !this.#roleHas(belongs);
  }

  #hold(patch: PatchMessage): Outcome {
    if (this.#held.length < MOST_HELD) {
      this.#held.push(patch);
      return 'held';
    }
    this.#held = [];
    this.#gaps.me = true;
    return 'gap';
  }

  /** Applies, in order, the held patches whose role view has come. */
  #release(): Outcome {
    for (let next = this.#held[0]; next && this.#roleHas(next.with); next = this.#held[0]) {
      this.#held.shift();
      if (this.#advance(next) === 'gap') return 'gap';
    }
    return 'applied';
  }

  #roleHas(revision: number | undefined): boolean {
    const role = this.#views.role;
    return revision === undefined || (role !== undefined && role.revision >= revision);
  }
}

interface Side {
  readonly revision: number;
  readonly data: object;
}
