import { availableParallelism, cpus, loadavg } from 'node:os';
import { round } from './quantiles.ts';

/** What the figures were taken on, for the line of the result; to be read before the measurement loads the machine. */
export const machine = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model ?? 'unknown',
  node: process.versions.node,
  loadBefore: round(loadavg()[0] ?? 0),
});
