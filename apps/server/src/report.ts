import { pino } from 'pino';
import type { Config } from './config.ts';

/** Where what went wrong is told, and what was being done. Names no people. */
export type Report = (error: unknown, what: string) => void;
/** JSON lines on standard error. */
export const reporter = (config: Config): Report => {
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
  return (error, what) =>
    logger.error({ what, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};
