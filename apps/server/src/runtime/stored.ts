import type { Stamp } from '@rostrum/domain';
import type { Json, NewEvent, StoredEvent } from '@rostrum/event-log';

/** An event as the log takes it. */
export const toStored = <E extends { readonly type: string }>(event: E & Stamp): NewEvent => {
  const { type, at, by, ...data } = event;
  return by === undefined ? { type, at, data: data as Json } : { type, at, by, data: data as Json };
};
/** An event as the domain knows it, from the log. */
export const fromStored = <E extends { readonly type: string }>({ type, at, by, data }: StoredEvent): E & Stamp =>
  ({ ...(data as object), type, at, ...(by === undefined ? {} : { by }) }) as unknown as E & Stamp;
