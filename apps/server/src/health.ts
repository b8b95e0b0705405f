import type { EventLog } from '@rostrum/event-log';
import type { VideoState } from '@rostrum/protocol';
import type { Survives } from '@rostrum/redis';
import type { Backing } from './backing.ts';
import { notShared, type Config } from './config.ts';

export interface Health {
  readonly status: 'ok' | 'down';
  readonly version: string;
  readonly store: 'sqlite' | 'redis';
  /** What an acknowledgement survives, as the store is configured. */
  readonly survives: Survives;
  /** On Redis: settings without which nodes do not share what they should. */
  readonly notShared?: readonly string[];
  readonly video: VideoState;
  readonly uptimeSeconds: number;
  /** Why sessions cannot go on. */
  readonly reason?: string;
}

export interface HealthTools {
  readonly config: Config;
  readonly version: string;
  readonly log: Pick<EventLog, 'health'>;
  readonly backing: Pick<Backing, 'store' | 'survives'>;
  readonly video: VideoState;
}

export const healthOf = ({ config, version, log, backing, video }: HealthTools): Health => {
  const { store, survives } = backing;
  const health = log.health();
  const base = {
    version,
    store,
    survives,
    ...(store === 'redis' ? { notShared: notShared(config) } : {}),
    video,
    uptimeSeconds: Math.round(process.uptime()),
  };
  return health.ok ? { status: 'ok', ...base } : { status: 'down', ...base, reason: health.reason };
};
