import type { Append, EventLog, Json, NewEvent } from './event-log.ts';

/** A driver under test: one fresh storage that can be opened more than once at a time. */
export interface EventLogSubject {
  open(): Promise<EventLog>;
  /** Called when all logs are closed. */
  dispose(): Promise<void>;
}

/** An event with as little as an event can have. */
export const event = (data: Json, more: Partial<NewEvent> = {}): NewEvent => ({
  type: 'noted',
  at: 1000,
  data,
  ...more,
});
/** A batch of one author's commands, each with a content hash and an answer made from its id. */
export const append = (stream: string, expectedRevision: number, events: NewEvent[], ids: string[] = []): Append => ({
  stream,
  expectedRevision,
  events,
  commands: ids.map((id) => ({
    author: 'p1',
    id,
    contentHash: `hash-${id}`,
    answer: { id },
    revision: expectedRevision + events.length,
  })),
});
