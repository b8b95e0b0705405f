import { LogUnavailable } from '@rostrum/event-log';
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

/** Says what went wrong, and where; never names, tokens or questions. */
export type Report = (error: unknown, what: string) => void;

export const loggerOf = (config: Config): Logger =>
  pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));

export const reporter = (config: Config): Report => {
  const logger = loggerOf(config);
  return (error, what) => {
    // Told once by the connection, not by each of the thousands who then ask in vain.
    if (error instanceof LogUnavailable && error.reason === 'away') return;
    logger.error({ what, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  };
};
