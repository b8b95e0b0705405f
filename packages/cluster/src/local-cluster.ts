import type { Cluster, Message } from './cluster.ts';
import { createLocalCounters } from './local-counters.ts';
import { createLocalLeases } from './local-leases.ts';
import { createLocalPresence } from './local-presence.ts';
import { createTopics } from './topics.ts';

export interface LocalClusterOptions {
  /** Told what a listener threw. */
  report?: (error: unknown) => void;
  /** How many counters there may be at a time. */
  maxCounters?: number;
}

/** The cluster of one process. */
export function createLocalCluster(options: LocalClusterOptions = {}): Cluster {
  const report = options.report ?? ((error: unknown) => process.emitWarning(String(error)));
  const messages = createTopics<Message>(report);
  const presence = createLocalPresence(report);
  return {
    channel: {
      publish: (topic, message) => messages.publish(topic, structuredClone(message)),
      subscribe: (topic, listener) => messages.subscribe(topic, listener),
    },
    presence,
    counters: createLocalCounters(options.maxCounters ?? 100_000),
    leases: createLocalLeases(),
    close: async () => {
      messages.close();
      presence.close();
    },
  };
}
