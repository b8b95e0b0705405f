import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { CourseClock } from './server-clock.ts';

// How far the server's clock stands from the machine's, kept across a restart so that no countdown jumps.

export const clockFileOf = (config: Config): string => join(config.dataDir, 'clock.json');
export const readDifference = async (file: string): Promise<number> => {
  const text = await readFile(file, 'utf8').catch(() => '0');
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
};
export const keepDifference = (file: string, clock: CourseClock): Promise<void> =>
  writeFile(file, String(Math.round(clock.difference)));
