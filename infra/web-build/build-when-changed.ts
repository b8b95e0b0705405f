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
  const hash = await sourceHash(root);
  if (await isBuiltFrom(web, hash)) return true;
  say('Building the screens (once for each version, under a minute) …');
  const trouble = await buildIn(web, hash, children);
  if (trouble === undefined) return true;
  say(trouble);
  say('The screens could not be built, so nothing was started.');
  return false;
}

/** Whether the build in this folder was made from the sources with this hash. */
export async function isBuiltFrom(web: string, hash: string): Promise<boolean> {
  return (
    (await isThere(join(web, 'build', 'handler.js'))) && (await readFile(stampIn(web), 'utf8').catch(() => '')) === hash
  );
}

/** Builds in this folder and notes what from. What the build wrote, where it failed. */
export async function buildIn(web: string, hash: string, children: Children): Promise<string | undefined> {
  const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await children.run(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    // The same build from within a test, whose runner has said otherwise.
    env: { NODE_ENV: 'production', VITEST: '' },
    output: 'kept',
  });
  if (code !== 0) return output.trimEnd();
  await writeFile(stampIn(web), hash);
  return undefined;
}

/** Kept in the build folder, so that it goes when the build goes. */
const stampIn = (web: string): string => join(web, 'build', '.sources.sha256');

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
