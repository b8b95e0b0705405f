import type { Appended } from './event-log.ts';
import type { EncodedAppend } from './encoded.ts';

export interface AppendQueue {
  append(batch: Promise<EncodedAppend>): Promise<Appended>;
  /** Resolves when everything that was appended has its answer. */
  idle(): Promise<void>;
}

/**
 * Group commit: what arrives while a commit is under way waits and goes into the next one together, in the order of
 * arrival. Each batch has its own outcome; only the store's failure is everybody's.
 */
export function createAppendQueue(
  commit: (group: EncodedAppend[]) => Promise<Appended[]>,
  maxGroup = 500,
): AppendQueue {
  interface Waiting {
    batch: Promise<EncodedAppend>;
    resolve: (appended: Appended) => void;
    reject: (error: unknown) => void;
  }
  let queue: Waiting[] = [];
  let pumping: Promise<void> | undefined;

  const commitNext = async (): Promise<void> => {
    const group = queue.slice(0, maxGroup);
    queue = queue.slice(maxGroup);
    const ready: { waiting: Waiting; batch: EncodedAppend }[] = [];
    for (const waiting of group) {
      try {
        ready.push({ waiting, batch: await waiting.batch });
      } catch (error) {
        waiting.reject(error);
      }
    }
    if (ready.length === 0) return;
    try {
      const answers = await commit(ready.map(({ batch }) => batch));
      ready.forEach(({ waiting }, index) => {
        const answer = answers[index];
        if (answer) waiting.resolve(answer);
        else waiting.reject(new Error('the store left a batch without an answer'));
      });
    } catch (error) {
      for (const { waiting } of ready) waiting.reject(error);
    }
  };

  const pump = async (): Promise<void> => {
    while (queue.length > 0) await commitNext();
    pumping = undefined;
  };

  return {
    append: (batch) => {
      // Awaited only when its turn comes; until then a refusal to encode must not count as unhandled.
      batch.catch(() => undefined);
      return new Promise((resolve, reject) => {
        queue.push({ batch, resolve, reject });
        pumping ??= pump();
      });
    },
    idle: async () => {
      await pumping;
    },
  };
}
