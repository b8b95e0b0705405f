import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Children } from '../processes/children.ts';
import { buildIn, isBuiltFrom } from './build-when-changed.ts';
import { sourceHash } from './source-hash.ts';

/** What the next version shows on every screen, and the present one on none. */
export const NEXT_MARK = '下一版';

/** A change of a component that every screen has, and one of the words in a chunk that a phone fetches later. */
const CHANGES = [
  {
    file: 'src/routes/+layout.svelte',
    from: '{@render children()}',
    to: `{@render children()}\n<p style="position: fixed; z-index: 99; left: 0; bottom: 0">${NEXT_MARK}</p>`,
  },
  { file: 'messages/zh/audience.json', from: '"audience_sort_new": "', to: '"audience_sort_new": "下一版' },
] as const;

const NOT_COPIED = /[\\/](node_modules|build|\.svelte-kit|paraglide)$/;

/**
 * Another version of the web app: a copy of its sources with a few changes, built in a folder of its own as the first is.
 * Kept until the sources change. Answers the folder. Throws when it cannot be built.
 */
export async function buildNextVersion(root: string, children: Children): Promise<string> {
  const web = join(root, 'apps', 'web');
  const next = join(root, '.cache', 'next-version', 'web');
  const hash = createHash('sha256')
    .update(await sourceHash(root))
    .update(JSON.stringify(CHANGES))
    .digest('hex');
  if (await isBuiltFrom(next, hash)) return next;
  await rm(next, { recursive: true, force: true });
  await cp(web, next, { recursive: true, filter: (path) => !NOT_COPIED.test(path) });
  await symlink(join(web, 'node_modules'), join(next, 'node_modules'), 'junction');
  for (const { file, from, to } of CHANGES) {
    const path = join(next, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from} to change`);
    await writeFile(path, text.replace(from, to));
  }
  const trouble = await buildIn(next, hash, children);
  if (trouble !== undefined) throw new Error(trouble);
  return next;
}
