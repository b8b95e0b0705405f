import { functionsOf, type Redis } from '@rostrum/redis';

/** Redis's clock, and by how much the course that all nodes serve is ahead of it, in milliseconds. */
export interface SharedTime {
  /** Rejects with `RedisAway`. */
  read(): Promise<{ time: number; difference: number }>;
  /** Agrees on another difference, unless another node has changed it from what was known. Answers whether it did. */
  agree(from: number, to: number): Promise<boolean>;
}

const LIBRARY = `
local function read(keys)
  local time = redis.call('TIME')
  return {time[1], time[2], redis.call('GET', keys[1]) or '0'}
end
local function agree(keys, args)
  if (redis.call('GET', keys[1]) or '0') ~= args[1] then return 0 end
  redis.call('SET', keys[1], args[2])
  return 1
end
redis.register_function{ function_name = 'read_time_VERSION', callback = read, flags = { 'no-writes' } }
redis.register_function('agree_time_VERSION', agree)
`;

export const sharedTime = (redis: Redis, prefix = 'rostrum'): SharedTime => {
  const functions = functionsOf(redis, 'rostrum_time', LIBRARY);
  const keys = [`${prefix}:{clock}:difference`];
  return {
    read: async () => {
      const [seconds, micros, difference] = (await functions.run('read_time', keys, [])) as string[];
      return { time: Number(seconds) * 1000 + Number(micros) / 1000, difference: Number(difference) };
    },
    agree: async (from, to) => (await functions.run('agree_time', keys, [from, to])) === 1,
  };
};
