import type { Redis, RedisFunctions } from '@rostrum/redis';
import type { Message, Presence, PresenceChange, Present } from './cluster.ts';
import type { Listening } from './redis-listening.ts';
import type { Names } from './redis-names.ts';

/** A node that has not been heard of for this long is gone, and all who were there by it. */
const ALIVE_FOR = 6_000;
const BEATS_EVERY = 1_500;

/** Somebody listens to a topic. */
interface Watched {
  readonly listeners: Set<(change: PresenceChange) => void>;
  /** Who is there, as last told: data by member, as JSON. */
  readonly known: Map<string, string>;
  /** For each list that has been asked for: of whom a message has told meanwhile, which may be newer than the list. */
  readonly comparing: Set<Set<string>>;
  close(): void;
}

/**
 * Presence in Redis. Each node says every moment that it is alive; who was there by a node that is not any more is removed
 * by whichever notices. What listeners are told is the difference to what they were told before, so that after a cut
 * they hear what they have missed.
 */
export function createRedisPresence(tools: {
  redis: Redis;
  functions: RedisFunctions;
  names: Names;
  node: string;
  listening: Listening;
  report: (error: unknown) => void;
}): Presence & { catchUp(): void; close(): Promise<void> } {
  const { redis, functions, names, node, listening, report } = tools;
  const own = new Map<string, Map<string, string>>();
  const watched = new Map<string, Watched>();
  let begun = false;
  let timer: NodeJS.Timeout | undefined;

  const saying = (change: object): string => JSON.stringify(change);
  const enterNow = async (topic: string, member: string, data: string): Promise<void> => {
    const changed = (type: string): string => `{"type":"${type}","member":${JSON.stringify(member)},"data":${data}}`;
    await Promise.all([
      redis.call(['SADD', names.topicsOf(node), topic]),
      functions.run(
        'enter',
        [names.members(topic), names.order(topic)],
        [member, node, data, names.changes(topic), changed('entered'), changed('updated')],
      ),
    ]);
  };
  const leaveNow = async (topic: string, members: readonly string[]): Promise<void> => {
    if (members.length === 0) return;
    const args = members.flatMap((member) => [member, saying({ type: 'left', member })]);
    await functions.run('leave', [names.members(topic), names.order(topic)], [names.changes(topic), ...args]);
  };

  /** All entries of a topic: member, node and data. */
  const entries = async (topic: string) => {
    const flat = (await redis.call(['HGETALL', names.members(topic)])) as string[];
    const found: { member: string; node: string; place: number; data: string }[] = [];
    for (let at = 0; at < flat.length; at += 2) {
      const [, of = '', place = '', data = 'null'] = /^(\S+) (\d+) (.*)$/s.exec(flat[at + 1] ?? '') ?? [];
      found.push({ member: flat[at] ?? '', node: of, place: Number(place), data });
    }
    return found.sort((a, b) => a.place - b.place);
  };

  const bury = async (dead: string): Promise<void> => {
    const topics = (await redis.call(['SMEMBERS', names.topicsOf(dead)])) as string[];
    for (const topic of topics) {
      const gone = (await entries(topic)).filter((one) => one.node === dead);
      await leaveNow(
        topic,
        gone.map(({ member }) => member),
      );
    }
    await redis.call(['DEL', names.topicsOf(dead)]);
    await redis.call(['ZREM', names.nodes, dead]);
  };
  const beat = async (): Promise<void> => {
    const reply = await functions.run('beat', [names.nodes], [node, ALIVE_FOR]);
    const [wasKnown, dead] = reply as [number, string[]];
    // Counted as dead, or Redis has lost what it had: whoever is here says so again.
    if (wasKnown === 0 && begun)
      for (const [topic, members] of own) for (const [member, data] of members) await enterNow(topic, member, data);
    begun = true;
    for (const one of dead) if (one !== node) await bury(one);
  };
  const beatOn = (): void => {
    void beat()
      // Redis being away is told by others.
      .catch(() => undefined)
      .finally(() => {
        if (timer !== undefined) timer = setTimeout(beatOn, BEATS_EVERY).unref();
      });
  };
  const startBeating = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => undefined, 0).unref();
    beatOn();
  };

  const tellOne = (listener: (change: PresenceChange) => void, change: PresenceChange): void => {
    try {
      listener(change);
    } catch (error) {
      report(error);
    }
  };
  const tell = (topic: string, change: PresenceChange): void => {
    for (const listener of watched.get(topic)?.listeners ?? []) tellOne(listener, change);
  };
  /** Takes on what is so, and tells of it when it is new. */
  const note = (topic: string, member: string, data: string | undefined): void => {
    const known = watched.get(topic)?.known;
    if (!known || known.get(member) === data) return;
    if (data === undefined) {
      known.delete(member);
      tell(topic, { type: 'left', member });
      return;
    }
    const type = known.has(member) ? 'updated' : 'entered';
    known.set(member, data);
    tell(topic, { type, member, data: JSON.parse(data) as Message });
  };
  const compare = async (topic: string): Promise<void> => {
    const of = watched.get(topic);
    if (!of) return;
    const told = new Set<string>();
    of.comparing.add(told);
    const all = await entries(topic).finally(() => of.comparing.delete(told));
    if (watched.get(topic) !== of) return;
    const there = new Set(all.map(({ member }) => member));
    for (const { member, data } of all) if (!told.has(member)) note(topic, member, data);
    for (const member of [...of.known.keys()])
      if (!there.has(member) && !told.has(member)) note(topic, member, undefined);
  };
  const compareSoon = (topic: string): void => void compare(topic).catch(() => undefined);
  const stopListening = redis.onReady(() => {
    for (const [topic, members] of own)
      for (const [member, data] of members) void enterNow(topic, member, data).catch(() => undefined);
    for (const topic of watched.keys()) compareSoon(topic);
  });

  return {
    catchUp: () => {
      for (const topic of watched.keys()) compareSoon(topic);
    },
    enter: async (topic, member, data) => {
      startBeating();
      const members = own.get(topic) ?? new Map<string, string>();
      const text = JSON.stringify(data);
      own.set(topic, members.set(member, text));
      await enterNow(topic, member, text);
    },
    leave: async (topic, member) => {
      const members = own.get(topic);
      members?.delete(member);
      if (members?.size === 0) own.delete(topic);
      await leaveNow(topic, [member]);
    },
    list: async (topic): Promise<Present[]> =>
      (await entries(topic)).map(({ member, data }) => ({ member, data: JSON.parse(data) as Message })),
    count: async (topic) => Number(await redis.call(['HLEN', names.members(topic)])),
    onChange: (topic, listener) => {
      startBeating();
      let of = watched.get(topic);
      if (!of) {
        const hear = (text: string): void => {
          const change = JSON.parse(text) as PresenceChange;
          for (const told of watched.get(topic)?.comparing ?? []) told.add(change.member);
          note(topic, change.member, change.type === 'left' ? undefined : JSON.stringify(change.data));
        };
        const listened = listening.listen(names.changes(topic), hear, () => compareSoon(topic));
        of = { listeners: new Set(), known: new Map(), comparing: new Set(), close: () => listened.close() };
        watched.set(topic, of);
      }
      const { listeners, close, known } = of;
      const entry = (change: PresenceChange): void => listener(change);
      // Who joins other listeners is told of those that are known already, before anything else can be.
      const begin = setImmediate(() => {
        for (const [member, data] of known)
          tellOne(entry, { type: 'entered', member, data: JSON.parse(data) as Message });
        listeners.add(entry);
      });
      return {
        close: () => {
          clearImmediate(begin);
          listeners.delete(entry);
          if (listeners.size > 0 || watched.get(topic)?.listeners !== listeners) return;
          watched.delete(topic);
          close();
        },
      };
    },
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      stopListening();
      for (const { listeners, close } of watched.values()) {
        listeners.clear();
        close();
      }
      watched.clear();
      const leaving = [...own].map(([topic, members]) => leaveNow(topic, [...members.keys()]));
      own.clear();
      await Promise.allSettled(leaving);
      if (begun) await redis.call(['ZREM', names.nodes, node]).catch(() => undefined);
    },
  };
}
