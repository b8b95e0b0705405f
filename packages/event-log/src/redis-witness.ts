/** An event that this process knows to be in the log: where it lies, and what is kept of it, word for word. */
export interface Seen {
  stream: string;
  revision: number;
  position: number;
  text: string;
}

/**
 * Remembers the last event that was seen, to tell whether the log still holds it: a Redis that was not told to write all
 * to disk comes back from a power cut or a restart with less, and whoever goes on from what is no longer there would
 * make a second history of it.
 */
export function createWitness(tools: {
  /** The last event of the whole log; `undefined` when it is empty. */
  last(): Promise<Omit<Seen, 'text'> | undefined>;
  /** What is kept of an event; `undefined` when there is none. */
  text(stream: string, revision: number): Promise<string | undefined>;
}) {
  let seen: Seen | undefined;
  const note = (event: Seen): void => {
    if (seen === undefined || event.position > seen.position) seen = event;
  };
  const noteOf = async (where: Omit<Seen, 'text'>): Promise<void> => {
    if (seen !== undefined && where.position <= seen.position) return;
    const text = await tools.text(where.stream, where.revision);
    if (text !== undefined) note({ ...where, text });
  };
  return {
    note,
    /** As `note`, of an event that another process appended. */
    noteOf,
    begin: async (): Promise<void> => {
      const last = await tools.last();
      if (last) await noteOf(last);
    },
    /** Whether the log holds what it held. */
    holds: async (): Promise<boolean> => {
      if (seen === undefined) return true;
      const { stream, revision, position, text } = seen;
      const [now, last] = await Promise.all([tools.text(stream, revision), tools.last()]);
      return now === text && last !== undefined && last.position >= position;
    },
  };
}
export type Witness = ReturnType<typeof createWitness>;
