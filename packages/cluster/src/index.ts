export type * from './cluster.ts';
export { createLocalCluster } from './local-cluster.ts';
export type { LocalClusterOptions } from './local-cluster.ts';
