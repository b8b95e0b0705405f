export * from './event-log.ts';
export { openSqliteEventLog } from './sqlite-event-log.ts';
export type { SqliteEventLogOptions } from './sqlite-event-log.ts';
