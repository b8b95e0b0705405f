import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Children } from '../processes/children.ts';
import { sourceHash } from './source-hash.ts';

/**
 * Builds the web app unless the build that is there was made from these very sources. False when the build failed; what
 * it wrote has then been said.
 */
export async function buildWhenChanged(
  root: string,
  children: Children,
  say: (line: string) => void,
): Promise<boolean> {
  const web = join(root, 'apps', 'web');
  // Kept in the build folder, so that it goes when the build goes.
  const stampPath = join(web, 'build', '.sources.sha256');
  const hash = await sourceHash(root);
  if (
    (await isThere(join(web, 'build', 'handler.js'))) &&
    (await readFile(stampPath, 'utf8').catch(() => '')) === hash
  ) {
    return true;
  }
  say('Building the screens (once for each version, under a minute) …');
  const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await children.run(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    output: 'kept',
  });
  if (code !== 0) {
    say(output.trimEnd());
    say('The screens could not be built, so nothing was started.');
    return false;
  }
  await writeFile(stampPath, hash);
  return true;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
