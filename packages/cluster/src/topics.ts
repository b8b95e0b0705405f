import type { Subscription } from './cluster.ts';

export interface Topics<T> {
  publish(topic: string, value: T): void;
  subscribe(topic: string, listener: (value: T) => void): Subscription;
  close(): void;
}

/**
 * Listeners by topic. Values are handed over in a later turn of the event loop, in order; a topic that nobody listens
 * to takes no memory.
 */
export function createTopics<T>(report: (error: unknown) => void): Topics<T> {
  const listeners = new Map<string, Set<(value: T) => void>>();
  let queue: { topic: string; value: T }[] = [];
  let scheduled: NodeJS.Immediate | undefined;

  const deliver = (): void => {
    scheduled = undefined;
    const batch = queue;
    queue = [];
    for (const { topic, value } of batch) {
      for (const listener of listeners.get(topic) ?? []) {
        try {
          listener(value);
        } catch (error) {
          report(error);
        }
      }
    }
  };

  return {
    publish: (topic, value) => {
      if (!listeners.has(topic)) return;
      queue.push({ topic, value });
      scheduled ??= setImmediate(deliver);
    },
    subscribe: (topic, listener) => {
      // Wrapped, so that one function subscribed twice is called twice and closed once each.
      const entry = (value: T) => listener(value);
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(entry));
      return {
        close: () => {
          set.delete(entry);
          if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic);
        },
      };
    },
    close: () => {
      listeners.clear();
      queue = [];
      clearImmediate(scheduled);
    },
  };
}
