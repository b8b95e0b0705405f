import { createHash } from 'node:crypto';
import type { Redis, Reply } from './connection.ts';

export interface RedisFunctions {
  /** Carries one of the library's functions out in one step. Rejects with `RedisAway`. */
  run(name: string, keys: readonly string[], args: readonly (string | number)[]): Promise<Reply>;
}

/**
 * A library of functions in Redis. Its name and those of its functions end in a hash of the source, so that nodes of two
 * versions serve side by side, each with its own functions. Redis keeps libraries with its data; where one is not
 * there (an empty Redis, a fresh one) it is loaded at the first call. In `source`, `VERSION` stands for the hash.
 */
export const functionsOf = (redis: Redis, library: string, source: string): RedisFunctions => {
  const version = createHash('sha256').update(source).digest('hex').slice(0, 12);
  const text = `#!lua name=${library}_${version}\n${source.replaceAll('VERSION', version)}`;
  let loading: Promise<void> | undefined;

  const load = (): Promise<void> => {
    loading ??= redis
      .call(['FUNCTION', 'LOAD', text])
      .then(
        () => undefined,
        (error: unknown) => {
          // Another node was quicker.
          if (!String(error).includes('already exists')) throw error;
        },
      )
      .finally(() => (loading = undefined));
    return loading;
  };

  return {
    run: async (name, keys, args) => {
      const call = (): Promise<Reply> => redis.call(['FCALL', `${name}_${version}`, keys.length, ...keys, ...args]);
      try {
        return await call();
      } catch (error) {
        if (!String(error).includes('Function not found')) throw error;
        await load();
        return call();
      }
    },
  };
};
