import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What the built web app depends on: folders whole, and the files beside them that the patterns name. */
const folders = [
  'apps/web/src',
  'apps/web/messages',
  'apps/web/static',
  'apps/web/project.inlang',
  'packages/domain/src',
  'packages/protocol/src',
  'packages/scoring/src',
  'packages/sync/src',
];
const topFolders: readonly { folder: string; endings: readonly string[] }[] = [
  { folder: 'apps/web', endings: ['.ts', '.json'] },
  { folder: '.', endings: ['pnpm-lock.yaml'] },
];
/** Written by the build itself, or read by tests only. */
const ignored = [/^apps\/web\/src\/lib\/paraglide\//, /^apps\/web\/project\.inlang\/cache\//, /\.test\.ts$/];

/** One hash over names and contents of everything that the web app is built from; the order of folders plays no part. */
export async function sourceHash(root: string): Promise<string> {
  const paths = new Set<string>();
  for (const folder of folders) {
    for (const entry of await list(join(root, folder), true)) paths.add(entry);
  }
  for (const { folder, endings } of topFolders) {
    for (const entry of await list(join(root, folder), false)) {
      if (endings.some((ending) => entry.endsWith(ending))) paths.add(entry);
    }
  }
  const named = [...paths].map((path) => ({ path, name: relative(root, path).split(sep).join('/') }));
  const hash = createHash('sha256');
  for (const { path, name } of named.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (ignored.some((pattern) => pattern.test(name))) continue;
    const content = await readFile(path);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function list(folder: string, deep: boolean): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: deep, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
