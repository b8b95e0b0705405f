import type { Message, Presence, PresenceChange } from './cluster.ts';
import type { Topics } from './topics.ts';

/** Presence in memory; a topic that everybody has left takes none. */
export function createLocalPresence(changes: Topics<PresenceChange>): Presence & { clear(): void } {
  const topics = new Map<string, Map<string, Message>>();
  return {
    enter: async (topic, member, data) => {
      const members = topics.get(topic) ?? new Map<string, Message>();
      topics.set(topic, members);
      const type = members.has(member) ? 'updated' : 'entered';
      const copy = structuredClone(data);
      members.set(member, copy);
      changes.publish(topic, { type, member, data: copy });
    },
    leave: async (topic, member) => {
      const members = topics.get(topic);
      if (!members?.delete(member)) return;
      if (members.size === 0) topics.delete(topic);
      changes.publish(topic, { type: 'left', member });
    },
    list: async (topic) => [...(topics.get(topic) ?? [])].map(([member, data]) => ({ member, data })),
    count: async (topic) => topics.get(topic)?.size ?? 0,
    onChange: (topic, listener) => changes.subscribe(topic, listener),
    clear: () => topics.clear(),
  };
}
