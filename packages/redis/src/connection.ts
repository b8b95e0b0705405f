import { createClient } from 'redis';
import { awayReason, RedisAway } from './away.ts';

export { RedisAway } from './away.ts';
export type { AwayReason } from './away.ts';

/** What Redis answers (RESP 2). */
export type Reply = string | number | null | Reply[];

export interface RedisOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/database]` */
  url: string;
  /** What Redis's own list of clients calls this connection. */
  name: string;
  /** Told once when Redis has gone away, and why; never the password. */
  report?: (error: unknown) => void;
  /** A call that has no answer after so many milliseconds is given up, and its connection with it. */
  patienceMs?: number;
}

export interface Subscriptions {
  /** Durable over cuts of the connection; resolves once Redis knows of it, and rejects when it is away now. */
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<void>;
}

/** One connection that mends itself. Calls are sent in the order of asking and answered in that order. */
export interface Redis {
  /** Rejects with {@link RedisAway}: at once when there is no connection, so that nothing waits unseen. */
  call(args: readonly (string | number)[], options?: { patienceMs?: number }): Promise<Reply>;
  readonly ready: boolean;
  /** Called each time that there is a connection again, the first included. Answers how to end it. */
  onReady(listener: () => void): () => void;
  readonly subscriptions: Subscriptions;
  /** Another connection to the same Redis, to block on or to listen with. */
  another(name: string): Promise<Redis>;
  /** Number of the database, which names of channels do not know of by themselves. */
  readonly database: number;
  /** Lets go at once; what is under way rejects. */
  close(): void;
}

const PATIENCE = 4_000;
const CONNECTS_WITHIN = 3_000;
const LONGEST_WAIT = 1_000;

type Client = ReturnType<typeof makeClient>;
const makeClient = (url: string, name: string) =>
  createClient({
    url,
    name,
    RESP: 2,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECTS_WITHIN,
      reconnectStrategy: (retries) =>
        Math.min(50 * 2 ** Math.min(retries, 6), LONGEST_WAIT) * (0.5 + Math.random() / 2),
    },
  });

/** Without user and password, to be shown. */
export const maskedUrl = (url: string): string => {
  if (!URL.canParse(url)) return '(no address)';
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
};

/** Connects; rejects with {@link RedisAway} when Redis cannot be reached now. From then on it comes back by itself. */
export const openRedis = async (options: RedisOptions): Promise<Redis> => {
  const { url, name, patienceMs = PATIENCE } = options;
  const report = options.report ?? (() => undefined);
  const readyListeners = new Set<() => void>();
  const subscribed = new Map<string, Set<(message: string) => void>>();
  let closed = false;
  // Until there has been a connection, whoever opens it hears why there is none.
  let told = true;
  let client = start();

  function start(): Client {
    const started = makeClient(url, name);
    started.on('error', (error: unknown) => {
      if (started !== client || closed || told) return;
      told = true;
      report(new RedisAway(awayReason(error), reasonText(error)));
    });
    started.on('ready', () => {
      if (started !== client) return;
      told = false;
      for (const listener of [...readyListeners]) listener();
    });
    return started;
  }

  /** The other end does not answer: whatever was sent may have been carried out or not, and the wire is of no use. */
  const restart = (): void => {
    if (closed) return;
    const old = client;
    client = start();
    old.destroy();
    const fresh = client;
    for (const [channel, listeners] of subscribed)
      for (const listener of listeners) void fresh.subscribe(channel, listener).catch(() => undefined);
    fresh.connect().catch(() => undefined);
  };

  const connect = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new RedisAway('away', 'it does not answer')), CONNECTS_WITHIN + 1_000);
    });
    let failure: unknown;
    const remember = (error: unknown): void => void (failure = error);
    client.on('error', remember);
    try {
      await Promise.race([client.connect(), late]);
    } catch (error) {
      const cause = failure ?? error;
      close();
      throw new RedisAway(awayReason(cause), reasonText(cause));
    } finally {
      clearTimeout(timer);
      client.off('error', remember);
    }
  };

  const close = (): void => {
    if (closed) return;
    closed = true;
    readyListeners.clear();
    client.destroy();
  };

  const call: Redis['call'] = (args, { patienceMs: patience = patienceMs } = {}) => {
    if (closed) return Promise.reject(new RedisAway('closed', 'the connection has been closed'));
    const using = client;
    if (!using.isReady) return Promise.reject(new RedisAway('away', 'there is no connection'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new RedisAway('away', `no answer within ${patience} ms`));
        if (using === client) restart();
      }, patience);
      using.sendCommand<Reply>(args.map(String)).then(
        (reply) => {
          clearTimeout(timer);
          resolve(reply);
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(new RedisAway(closed ? 'closed' : awayReason(error), reasonText(error)));
        },
      );
    });
  };

  await connect();
  return {
    call,
    get ready() {
      return client.isReady;
    },
    onReady: (listener) => {
      readyListeners.add(listener);
      return () => void readyListeners.delete(listener);
    },
    subscriptions: {
      subscribe: async (channel, listener) => {
        subscribed.set(channel, (subscribed.get(channel) ?? new Set()).add(listener));
        await client.subscribe(channel, listener);
      },
      unsubscribe: async (channel, listener) => {
        subscribed.get(channel)?.delete(listener);
        await client.unsubscribe(channel, listener).catch(() => undefined);
      },
    },
    another: (other) => openRedis({ ...options, name: other }),
    database: Number(new URL(url).pathname.slice(1)) || 0,
    close,
  };
};

const reasonText = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
