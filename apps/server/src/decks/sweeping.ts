import type { SessionEvent, WorkspaceState } from '@rostrum/domain';
import type { EventLog } from '@rostrum/event-log';
import { fromStored } from '../runtime/stored.ts';
import { streamOf } from '../runtime/sessions.ts';
import type { DeckFiles } from './deck-files.ts';
import type { Holds } from './holds.ts';

export interface SweepingTools {
  readonly files: DeckFiles;
  readonly log: EventLog;
  readonly workspace: { readonly state: WorkspaceState };
  readonly holds: Holds;
}

/** Removes the blobs of decks that are in no run of their session, and all of sessions that are gone. */
export class Sweeping {
  readonly #tools: SweepingTools;

  constructor(tools: SweepingTools) {
    this.#tools = tools;
  }

  /** Of one session or of all. Counts the decks that went. */
  async sweep(session?: string): Promise<number> {
    const { files, holds } = this.#tools;
    const bySession = new Map<string, string[]>();
    for (const key of await files.all(session))
      bySession.set(key.session, [...(bySession.get(key.session) ?? []), key.deck]);
    let removed = 0;
    for (const [of, decks] of bySession) {
      const referred = await this.#referred(of);
      for (const deck of decks) {
        if (referred.has(deck)) continue;
        // An upload of the same file may be coming in: it keeps its hold from the first blob to the event.
        removed += await holds.run(`${of}/${deck}`, async () => {
          if ((await this.#referred(of)).has(deck)) return 0;
          await files.remove({ session: of, deck });
          return 1;
        });
      }
    }
    return removed;
  }

  /** Decks that the runs of a session have, each as it stands at its end. */
  async #referred(session: string): Promise<Set<string>> {
    const { sessions } = this.#tools.workspace.state;
    const entry = Object.prototype.hasOwnProperty.call(sessions, session) ? sessions[session] : undefined;
    const decks = new Set<string>();
    for (let run = 1; run <= (entry?.run ?? 0); run += 1)
      for (const deck of await this.#decksOf(streamOf(session, run))) decks.add(deck);
    return decks;
  }

  async #decksOf(stream: string): Promise<string[]> {
    const byTalk = new Map<string, string>();
    let revision = 0;
    for (;;) {
      const stored = await this.#tools.log.read(stream, revision, 1_000);
      if (stored.length === 0) return [...byTalk.values()];
      for (const event of stored.map((one) => fromStored<SessionEvent>(one))) {
        if (event.type === 'deck.accepted') byTalk.set(event.talk, event.deck);
        else if (event.type === 'deck.removed') byTalk.delete(event.talk);
        // RO5: a removed item takes its deck along.
        else if (event.type === 'item.removed') byTalk.delete(event.item);
      }
      revision += stored.length;
    }
  }
}
