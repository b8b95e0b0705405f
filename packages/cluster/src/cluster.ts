/** What nodes share beside the log: nothing here outlives the moment, and nothing here is ever the source of a decision. */
export interface Cluster {
  channel: Channel;
  presence: Presence;
  counters: Counters;
  /** Nothing is delivered afterwards. */
  close(): Promise<void>;
}

/** JSON; a listener gets a copy that it shares with the other listeners, so it must not change it. */
export type Message = null | boolean | number | string | Message[] | { [key: string]: Message };

export interface Subscription {
  close(): void;
}

/** Best effort, at most once, in the order of publishing within a topic and a node. */
export interface Channel {
  /** Returns at once; listeners are called later, those of this node too. What one of them throws is reported. */
  publish(topic: string, message: Message): void;
  subscribe(topic: string, listener: (message: Message) => void): Subscription;
}

export interface Present {
  member: string;
  data: Message;
}
export type PresenceChange =
  { type: 'entered' | 'updated'; member: string; data: Message } | { type: 'left'; member: string };

/** Who is in a topic now. A member that can be there twice (two tabs) needs a name for each, such as its connection's. */
export interface Presence {
  /** Entering again replaces the data. */
  enter(topic: string, member: string, data: Message): Promise<void>;
  leave(topic: string, member: string): Promise<void>;
  /** In the order of entering. */
  list(topic: string): Promise<Present[]>;
  count(topic: string): Promise<number>;
  /** Called later, like a channel's listener, with what has changed since. */
  onChange(topic: string, listener: (change: PresenceChange) => void): Subscription;
}

export interface CounterRule {
  /** The window begins with a key's first hit and lasts this long, in milliseconds; then the count begins again. */
  windowMs: number;
  limit: number;
  /** Epoch milliseconds. */
  now: number;
}
export interface Counted {
  /** Hits in the window so far. */
  count: number;
  allowed: boolean;
  /** Until the window ends; 0 when allowed. */
  retryAfterMs: number;
}

export interface Counters {
  /** Counts one; allowed while the count, this one included, is within the limit. */
  hit(key: string, rule: CounterRule): Promise<Counted>;
  /** Counts nothing; allowed when one more hit would be. */
  peek(key: string, rule: CounterRule): Promise<Counted>;
  reset(key: string): Promise<void>;
}
