import type { Redis } from '@rostrum/redis';
import type { Subscription } from './cluster.ts';

export interface Listening {
  /** Calls `listener` with each message of a channel; `ready` once Redis knows that this node listens. */
  listen(channel: string, listener: (text: string) => void, ready?: () => void): Subscription;
}

/** Many listeners to a channel share one subscription, which survives cuts of the connection. */
export const createListening = (subscriber: Redis): Listening => {
  interface Channel {
    readonly listeners: Set<(text: string) => void>;
    readonly hear: (text: string) => void;
    readonly known: Promise<void>;
  }
  const channels = new Map<string, Channel>();

  const open = (name: string): Channel => {
    const listeners = new Set<(text: string) => void>();
    const hear = (text: string): void => {
      for (const listener of [...listeners]) listener(text);
    };
    // Away now: the connection subscribes by itself when it is back, and whoever needs to know hears that it is ready.
    const known = subscriber.subscriptions.subscribe(name, hear).catch(() => undefined);
    return { listeners, hear, known };
  };

  return {
    listen: (name, listener, ready) => {
      const channel = channels.get(name) ?? open(name);
      channels.set(name, channel);
      // Wrapped, so that one function that listens twice is called twice and closed once each.
      const entry = (text: string): void => listener(text);
      channel.listeners.add(entry);
      if (ready) void channel.known.then(ready);
      return {
        close: () => {
          if (!channel.listeners.delete(entry) || channel.listeners.size > 0) return;
          channels.delete(name);
          void subscriber.subscriptions.unsubscribe(name, channel.hear).catch(() => undefined);
        },
      };
    },
  };
};
