import type { SessionEvent } from '@rostrum/domain';
import type { EventLog } from '@rostrum/event-log';
import { fromStored } from '../runtime/stored.ts';

/** Where a member appears in the log: the ids under which something of theirs is encrypted. */
export interface Traces {
  readonly participants: ReadonlySet<string>;
  /** The talks that were theirs at any time, and the decks of these. */
  readonly talks: ReadonlySet<string>;
  readonly decks: ReadonlySet<string>;
  /** By stream: who they were in it. */
  readonly byStream: ReadonlyMap<string, Set<string>>;
}

const PAGE = 2_000;

/** Reads the whole log, of removed sessions and earlier runs too: it happens seldom, and nothing may be missed. */
export const tracesOf = async (log: Pick<EventLog, 'readAll'>, member: string): Promise<Traces> => {
  const participants = new Set<string>();
  const talks = new Set<string>();
  const decks = new Set<string>();
  const byStream = new Map<string, Set<string>>();
  let position = 0;
  for (;;) {
    const events = await log.readAll(position, PAGE);
    if (events.length === 0) return { participants, talks, decks, byStream };
    for (const stored of events) {
      position = stored.position;
      if (!stored.stream.startsWith('session/')) continue;
      const event = fromStored<SessionEvent>(stored);
      if (event.type === 'participant.added' && event.member === member) {
        participants.add(event.participant);
        byStream.set(stored.stream, (byStream.get(stored.stream) ?? new Set()).add(event.participant));
      } else if (event.type === 'item.added' || event.type === 'item.changed') {
        if (event.speaker !== undefined && participants.has(event.speaker)) talks.add(event.item);
      } else if (event.type === 'deck.accepted' && talks.has(event.talk)) decks.add(event.deck);
    }
  }
};
