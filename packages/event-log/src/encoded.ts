import type { Append, EventCodec, Json, StoredEvent } from './event-log.ts';

/** Events and keys as a store sees them: JSON already written out, personal fields already encrypted. */
export interface EncodedEvent {
  type: string;
  at: number;
  by: string | null;
  data: string;
}
export interface EncodedCommand {
  author: string;
  id: string;
  contentHash: string;
  answer: string;
  revision: number;
}
export interface EncodedAppend {
  stream: string;
  expectedRevision: number;
  events: EncodedEvent[];
  commands: EncodedCommand[];
}

/** What a store gives back of an event, still encrypted. */
export function storedEvent(row: EncodedEvent & { revision: number }): StoredEvent {
  const data = JSON.parse(row.data) as Json;
  const event = { revision: row.revision, type: row.type, at: row.at, data };
  return row.by === null ? event : { ...event, by: row.by };
}

/** What a store is to keep of a batch. */
export async function encodeAppend(batch: Append, codec: EventCodec | undefined): Promise<EncodedAppend> {
  const { stream, expectedRevision } = batch;
  const events = await Promise.all(
    batch.events.map(async (event) => {
      if (!Number.isSafeInteger(event.at)) throw new TypeError(`${event.type}: at must be whole milliseconds`);
      const { type, at, by, data } = codec ? await codec.encode(stream, event) : event;
      return { type, at, by: by ?? null, data: JSON.stringify(data) };
    }),
  );
  const commands = batch.commands.map((command) => ({ ...command, answer: JSON.stringify(command.answer) }));
  return { stream, expectedRevision, events, commands };
}
