import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** By what the command line on this machine proves to the server that it may read the data folder. */
export interface LocalSecret {
  readonly secret: string;
  /** The server's own certificate (PEM), when it speaks TLS: what the command line trusts, whatever name it carries. */
  readonly certificate?: string;
}
const fileOf = (dataDir: string): string => join(dataDir, 'local-secret.json');

/** Writes a fresh secret that only this user can read; it is good while this process runs. */
export const writeLocalSecret = async (dataDir: string, certificate?: string): Promise<LocalSecret> => {
  const local: LocalSecret = {
    secret: randomBytes(32).toString('base64url'),
    ...(certificate === undefined ? {} : { certificate }),
  };
  const temporary = `${fileOf(dataDir)}.${process.pid}`;
  await rm(temporary, { force: true });
  await writeFile(temporary, JSON.stringify(local), { mode: 0o600, flag: 'wx' });
  // The mode above is cut by the umask only; this says it for file systems that inherit rights.
  await chmod(temporary, 0o600);
  await rename(temporary, fileOf(dataDir));
  return local;
};

/** `undefined` when there is none that can be read. */
export const readLocalSecret = async (dataDir: string): Promise<LocalSecret | undefined> => {
  try {
    const { secret, certificate } = JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as Partial<LocalSecret>;
    if (typeof secret !== 'string') return undefined;
    return typeof certificate === 'string' ? { secret, certificate } : { secret };
  } catch {
    return undefined;
  }
};
export const removeLocalSecret = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });

/** In constant time. */
export const isSecret = (given: string, due: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(due)];
  return a.length === b.length && timingSafeEqual(a, b);
};
