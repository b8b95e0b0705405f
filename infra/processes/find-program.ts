import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The full path of the first of `names` that PATH holds; undefined when there is none. */
export async function findProgram(
  names: readonly string[],
  searchPath: string = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  // Debian keeps tools such as `ip` where the PATH of an ordinary user may not look.
  const folders = [...searchPath.split(delimiter), ...(process.platform === 'win32' ? [] : ['/usr/sbin', '/sbin'])];
  for (const name of names) {
    for (const folder of folders.filter((each) => each !== '')) {
      for (const ending of endings) {
        const candidate = join(folder, name + ending);
        if (await canRun(candidate)) return candidate;
      }
    }
  }
  return undefined;
}

/** Whether `path` is there and may be executed. */
export async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
