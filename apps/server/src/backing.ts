import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLocalCluster, openRedisCluster, sharedTime, type Cluster } from '@rostrum/cluster';
import { openRedisEventLog, openSqliteEventLog, type EventCodec, type EventLog } from '@rostrum/event-log';
import { maskedUrl, openRedis, readRedisFacts, RedisAway, type Redis, type Survives } from '@rostrum/redis';
import { openRedisVault, openSqliteVault, type Vault } from '@rostrum/vault';
import { nanoid } from 'nanoid';
import { clockFileOf, keepDifference, readDifference } from './clock/clock-file.ts';
import type { Closers } from './closers.ts';
import { ConfigError, type Config } from './config.ts';
import type { Report } from './report.ts';
import { CourseClock, machineTime, type ServerClock } from './clock/server-clock.ts';
import { SharedClock } from './clock/shared-clock.ts';

/** On what an installation stands: its own data folder, or a Redis that nodes share. */
export interface Backing {
  readonly store: 'sqlite' | 'redis';
  /** What an acknowledgement survives. */
  readonly survives: Survives;
  readonly vault: Vault;
  readonly clock: ServerClock;
  /** What the clock needs every ten seconds: to be written down, or to be compared. */
  keepClock(): Promise<void>;
  openLog(codec: EventCodec): Promise<EventLog>;
  openCluster(): Promise<Cluster>;
}

/** One process, which lets a power cut take nothing that it has acknowledged. */
export const openEmbedded = async (config: Config, report: Report, onClose: Closers['add']): Promise<Backing> => {
  const vault = await openSqliteVault({ file: join(config.dataDir, 'vault.sqlite') });
  onClose(() => vault.close());
  const clock = new CourseClock(machineTime, await readDifference(clockFileOf(config)));
  return {
    store: 'sqlite',
    survives: 'power-cut',
    vault,
    clock,
    keepClock: () => keepDifference(clockFileOf(config), clock),
    openLog: (codec) =>
      openSqliteEventLog({
        file: join(config.dataDir, 'events.sqlite'),
        codec,
        report: (error) => report(error, 'log'),
      }),
    openCluster: async () => createLocalCluster({ report: (error) => report(error, 'cluster') }),
  };
};

/** Redis may start at the same time as its nodes: it is waited for as long, in milliseconds. */
const REDIS_STARTS_WITHIN = 15_000;
/** Functions, on which the log stands, came with it. */
const OLDEST_REDIS = 7;

/** One of any number of nodes. `onLost`: Redis has come back with less than it had acknowledged. */
export const openShared = async (
  url: string,
  report: Report,
  onClose: Closers['add'],
  onLost: () => void,
): Promise<Backing> => {
  const redis = await connect(url, report);
  onClose(() => redis.close());
  const { version, survives } = await readRedisFacts(redis);
  if (version !== '' && Number.parseInt(version, 10) < OLDEST_REDIS)
    throw new ConfigError(
      'REDIS_URL',
      maskedUrl(url),
      `a Redis of version ${OLDEST_REDIS} or later (it is ${version})`,
    );
  const vault = await openRedisVault({ redis });
  onClose(() => vault.close());
  const clock = await SharedClock.open(sharedTime(redis), machineTime, (error) => report(error, 'clock'));
  return {
    store: 'redis',
    survives,
    vault,
    clock,
    keepClock: () => clock.measure(),
    openLog: (codec) => openRedisEventLog({ redis, codec, onLost, report: (error) => report(error, 'log') }),
    openCluster: () => openRedisCluster({ redis, node: nanoid(10), report: (error) => report(error, 'cluster') }),
  };
};

const connect = async (url: string, report: Report): Promise<Redis> => {
  for (const until = performance.now() + REDIS_STARTS_WITHIN; ; await sleep(500)) {
    try {
      return await openRedis({ url, name: 'rostrum', report: (error) => report(error, 'redis') });
    } catch (error) {
      const soon = error instanceof RedisAway && (error.reason === 'away' || error.reason === 'busy');
      if (soon && performance.now() < until) continue;
      const why = error instanceof Error ? error.message : String(error);
      throw new ConfigError('REDIS_URL', maskedUrl(url), `a Redis that can be reached (${why})`);
    }
  }
};
