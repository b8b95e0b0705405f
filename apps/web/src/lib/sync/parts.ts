import { LocalStorage, type TextStorage } from './device-storage.ts';
import { IndexedOutboxDatabase } from './outbox-database.ts';
import { DeviceOutboxStore, type OutboxStore } from './outbox-store.ts';
import { socketTransport } from './socket-transport.ts';
import { browserTimers, type Timers } from './timers.ts';
import type { MakeTransport } from './transport.ts';

/** What happens to the page that concerns a connection. */
export interface PageListener {
  shown(): void;
  hidden(): void;
  online(): void;
}

/** All that a connection needs of the browser; made when it starts, never on the server. */
export interface ConnectionParts {
  readonly timers: Timers;
  readonly makeTransport: MakeTransport;
  readonly texts: TextStorage;
  readonly outboxStore: OutboxStore;
  readonly random: () => number;
  /** Runs the work while no other tab runs work of the same name, as far as the browser can see to it. */
  readonly exclusive: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Tells the other tabs that something named so has changed. */
  readonly tell: (name: string) => void;
  /** Hears what other tabs tell. */
  readonly listen: (name: string, changed: () => void) => () => void;
  readonly watchPage: (listener: PageListener) => () => void;
  readonly visible: () => boolean;
  /** Milliseconds until the page may load itself anew once more. */
  readonly reloadRest: () => number;
  readonly reload: () => void;
}

const RELOADED = 'rostrum.reloaded';
/** A page that reloads for an update and finds itself outdated again (a cache in between) waits so long. */
const RELOAD_PAUSE = 30_000;
/** A tab that the system has frozen may hold the lock for ever; ids make it harmless to go on without. */
const LOCK_PATIENCE = 15_000;

export const browserParts = (): ConnectionParts => {
  const texts = new LocalStorage();
  const sessionTexts = new LocalStorage(() => sessionStorage);
  const reloadRest = (): number => {
    const since = Date.now() - Number(sessionTexts.get(RELOADED) ?? 0);
    return since >= 0 && since < RELOAD_PAUSE ? RELOAD_PAUSE - since : 0;
  };
  return {
    timers: browserTimers,
    makeTransport: socketTransport,
    texts,
    outboxStore: new DeviceOutboxStore(new IndexedOutboxDatabase(), texts),
    random: Math.random,
    exclusive,
    ...channels(),
    watchPage(listener) {
      const turned = () => (document.visibilityState === 'visible' ? listener.shown() : listener.hidden());
      const online = () => listener.online();
      // Back from the browser's page cache, which has cut the socket.
      const restored = ({ persisted }: PageTransitionEvent) => {
        if (persisted) turned();
      };
      document.addEventListener('visibilitychange', turned);
      window.addEventListener('pageshow', restored);
      window.addEventListener('online', online);
      return () => {
        document.removeEventListener('visibilitychange', turned);
        window.removeEventListener('pageshow', restored);
        window.removeEventListener('online', online);
      };
    },
    visible: () => document.visibilityState === 'visible',
    reloadRest,
    reload() {
      setTimeout(() => {
        sessionTexts.set(RELOADED, String(Date.now()));
        // To the browser a way from one page to the next, which it can make smooth; a reload never is.
        if (location.hash === '') location.replace(location.href);
        else location.reload();
      }, reloadRest());
    },
  };
};

/** Web Locks exist only in secure contexts, and in Safari since 15.4. */
const exclusive = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return work();
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LOCK_PATIENCE);
  let entered: Promise<T> | undefined;
  const enter = (): Promise<T> => {
    clearTimeout(timer);
    return (entered ??= work());
  };
  try {
    return await locks.request(`rostrum/${name}`, { signal: patience.signal }, enter);
  } catch {
    // The lock was not to be had; should the work itself have failed, this is its failure.
    return enter();
  }
};

/** Without BroadcastChannel (Safari before 15.4) tabs learn of each other's doings a little later. */
const channels = (): Pick<ConnectionParts, 'tell' | 'listen'> => {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, listen: () => () => undefined };
  const open = (name: string) => new BroadcastChannel(`rostrum/${name}`);
  const own = new Map<string, BroadcastChannel>();
  return {
    // Only through a channel that listens: so a tab does not hear itself.
    tell: (name) => own.get(name)?.postMessage(1),
    listen(name, changed) {
      const channel = open(name);
      own.set(name, channel);
      channel.onmessage = changed;
      return () => {
        own.delete(name);
        channel.close();
      };
    },
  };
};
