import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { round } from './quantiles.ts';

/** What the figures were taken on, for the line of the result; to be read before the measurement loads the machine. */
export const machine = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model ?? 'unknown',
  node: process.versions.node,
  loadBefore: round(loadavg()[0] ?? 0),
});

/** Milliseconds of processor time that a process has used, all its threads together. */
export const cpuMsOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // After the name in brackets; utime and stime are the 14th and 15th of all, in ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
