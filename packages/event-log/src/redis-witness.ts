/**
 * Remembers how far this process knows the log, to tell whether the log still holds it: a Redis that was not told to write
 * all to disk comes back from a power cut or a restart with less, and whoever went on from what is no longer there would
 * make a second history of it. Of each stream that was read or written, the last event, word for word; of the whole, how
 * far it reached.
 */
export function createWitness(tools: {
  /** Position of the last event of the whole log. */
  lastPosition(): Promise<number>;
  /** What is kept of an event; `undefined` when there is none. */
  text(stream: string, revision: number): Promise<string | undefined>;
}) {
  const streams = new Map<string, { revision: number; text: string }>();
  let position = 0;
  return {
    saw: (stream: string, revision: number, text: string): void => {
      if (revision >= (streams.get(stream)?.revision ?? 0)) streams.set(stream, { revision, text });
    },
    reached: (at: number): void => {
      position = Math.max(position, at);
    },
    /** Whether the log holds what it held. */
    holds: async (): Promise<boolean> => {
      const before = position;
      const known = [...streams];
      const [last, ...texts] = await Promise.all([
        tools.lastPosition(),
        ...known.map(([stream, { revision }]) => tools.text(stream, revision)),
      ]);
      return last >= before && known.every(([, { text }], at) => texts[at] === text);
    },
  };
}
export type Witness = ReturnType<typeof createWitness>;
