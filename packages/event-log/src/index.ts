export * from './event-log.ts';
export { openSqliteEventLog } from './sqlite-event-log.ts';
export type { SqliteEventLogOptions } from './sqlite-event-log.ts';
export { CodecFault, createPersonalCodec } from './codec.ts';
export type { PersonalCodec, PersonalCodecOptions, PersonKeys } from './codec.ts';
export type { PersonalMark } from './personal-paths.ts';
export { DataDirInUse, lockDataDir } from './data-dir-lock.ts';
export type { DataDirHolder, DataDirLock } from './data-dir-lock.ts';
