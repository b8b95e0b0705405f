export { maskedUrl, openRedis, RedisAway } from './connection.ts';
export type { AwayReason, Redis, RedisOptions, Reply, Subscriptions } from './connection.ts';
export { functionsOf } from './functions.ts';
export type { RedisFunctions } from './functions.ts';
export { readRedisFacts } from './facts.ts';
export type { RedisFacts, Survives } from './facts.ts';
export { createEraser } from './eraser.ts';
export type { Eraser } from './eraser.ts';
