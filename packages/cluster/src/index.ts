export type * from './cluster.ts';
export { createLocalCluster } from './local-cluster.ts';
export type { LocalClusterOptions } from './local-cluster.ts';
export { openRedisCluster } from './redis-cluster.ts';
export type { RedisClusterOptions } from './redis-cluster.ts';
export { sharedTime } from './redis-time.ts';
export type { SharedTime } from './redis-time.ts';
