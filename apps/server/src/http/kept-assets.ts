import { copyFile, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import express, { type RequestHandler } from 'express';

/** A screen that was opened before an update may still ask for its build's files for this long. */
const KEPT = 30 * 24 * 3_600_000;

/**
 * Keeps a copy of each build's immutable files and serves those that the present build no longer has. Files are named
 * by their content, so that builds never collide. `built`: none where the pages come from their sources. `now`: epoch
 * milliseconds.
 */
export const keepAssets = async (built: string | undefined, kept: string, now: number): Promise<RequestHandler> => {
  await mkdir(kept, { recursive: true });
  const names = built === undefined ? [] : await filesIn(built);
  for (const [name, from] of names) {
    const to = join(kept, name);
    await mkdir(dirname(to), { recursive: true });
    const there = await stat(to).catch(() => undefined);
    if (!there) await copyFile(from, to);
    await utimes(to, now / 1000, now / 1000);
  }
  for (const [, file] of await filesIn(kept))
    if ((await stat(file)).mtimeMs < now - KEPT) await rm(file, { force: true });
  const former = express.static(kept, { immutable: true, maxAge: '1y', index: false, fallthrough: true });
  // The present build's own handler has them compressed.
  const present = new Set(names.map(([name]) => `/${name.split(sep).join('/')}`));
  return (request, response, next) => {
    if (present.has(request.path)) next();
    else void former(request, response, next);
  };
};

/** All files beneath a folder, by name in it and by whole path. */
const filesIn = async (folder: string): Promise<[name: string, path: string][]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((one) => one.isFile())
    .map((one) => [relative(folder, join(one.parentPath, one.name)), join(one.parentPath, one.name)]);
};
