import type { Message, Presence, PresenceChange } from './cluster.ts';
import { createTopics } from './topics.ts';

/** Presence in memory; a topic that everybody has left takes none. */
export function createLocalPresence(report: (error: unknown) => void): Presence & { close(): void } {
  const topics = new Map<string, Map<string, Message>>();
  const changes = createTopics<{ number: number; change: PresenceChange }>(report);
  let last = 0;
  const publish = (topic: string, change: PresenceChange): void =>
    changes.publish(topic, { number: (last += 1), change });

  return {
    enter: async (topic, member, data) => {
      const members = topics.get(topic) ?? new Map<string, Message>();
      topics.set(topic, members);
      const type = members.has(member) ? 'updated' : 'entered';
      const copy = structuredClone(data);
      members.set(member, copy);
      publish(topic, { type, member, data: copy });
    },
    leave: async (topic, member) => {
      const members = topics.get(topic);
      if (!members?.delete(member)) return;
      if (members.size === 0) topics.delete(topic);
      publish(topic, { type: 'left', member });
    },
    list: async (topic) => [...(topics.get(topic) ?? [])].map(([member, data]) => ({ member, data })),
    count: async (topic) => topics.get(topic)?.size ?? 0,
    onChange: (topic, listener) => {
      // Who is here now is told before any later change, and what is under way of earlier ones is not told again.
      const since = last;
      let here: [string, Message][] | undefined = [...(topics.get(topic) ?? [])];
      const tell = (change: PresenceChange): void => {
        try {
          listener(change);
        } catch (error) {
          report(error);
        }
      };
      const begin = (): void => {
        for (const [member, data] of here ?? []) tell({ type: 'entered', member, data });
        here = undefined;
      };
      const first = setImmediate(begin);
      const subscription = changes.subscribe(topic, ({ number, change }) => {
        begin();
        if (number > since) tell(change);
      });
      return {
        close: () => {
          clearImmediate(first);
          subscription.close();
        },
      };
    },
    close: () => {
      changes.close();
      topics.clear();
    },
  };
}
