import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names the code that folds events into state: a snapshot made by other code is not read, and the log is folded anew. */
export const stateVersion = async (sourceFolders: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const folder of sourceFolders) {
    const names = (await readdir(folder, { recursive: true }))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort();
    for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest('base64url').slice(0, 16);
};
