/** What nodes share beside the log: nothing here outlives the moment, and nothing here is ever the source of a decision. */
export interface Cluster {
  channel: Channel;
  presence: Presence;
  counters: Counters;
  leases: Leases;
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
  /** Called later, like a channel's listener: first with everybody who is there as having entered, then with each change. */
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

/** Names that one holder at a time has, over all nodes. A lease ends by itself when its node does not renew it any more. */
export interface Leases {
  /**
   * Takes a name that nobody holds; `undefined` while somebody does, on this node too, or when it cannot be known. Lasts
   * `forMs` milliseconds and is renewed until it is released.
   */
  take(name: string, forMs: number): Promise<Lease | undefined>;
}

export interface Lease {
  /**
   * False once it was released, or may have ended because it could not be renewed. A holder that stood still may not have
   * noticed yet: what it does must be repeatable, and what it writes must be fenced by something else.
   */
  readonly held: boolean;
  /** Called once, later, when it is lost without having been released. */
  onLost(listener: () => void): void;
  /** Lets others take it; what cannot be told them ends by itself. */
  release(): Promise<void>;
}
