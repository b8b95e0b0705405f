import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { checkedKey, checkedPrefix } from './blobs.ts';
import type { Blobs, ByteRange } from './blobs.ts';

const unfinished = 'put-';
/** An unfinished file this old, in milliseconds, belongs to a process that ended while it wrote. */
const abandonedAfterMs = 3_600_000;

/** Opens (creating it when needed) a local folder: the blobs under `files/`, what is being written under `temp/`. */
export async function openLocalBlobs(options: { dir: string }): Promise<Blobs> {
  const root = resolve(options.dir, 'files');
  const tempDir = resolve(options.dir, 'temp');
  await makeDurableFolder(root);
  await mkdir(tempDir, { recursive: true });
  await removeAbandoned(tempDir);
  const pathOf = (key: string) => join(root, ...checkedKey(key).split('/'));

  return {
    tempDir,
    localPath: pathOf,

    put: async (key, source) => {
      const path = pathOf(key);
      const temporary = join(tempDir, `${unfinished}${randomUUID()}`);
      let bytes = 0;
      try {
        const file = await open(temporary, 'wx');
        try {
          await file.writeFile(
            counting(source, (count) => {
              bytes += count;
            }),
          );
          await file.sync();
        } finally {
          await file.close();
        }
        await makeDurableFolder(dirname(path));
        await rename(temporary, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return { bytes };
    },

    get: async (key, range) => {
      const file = await absentWhenMissing(open(pathOf(key), 'r'));
      if (!file) return undefined;
      try {
        const info = await file.stat();
        if (!info.isFile()) {
          await file.close();
          return undefined;
        }
        const { start, end } = clip(range, info.size);
        const bytes = end - start + 1;
        if (bytes > 0) return { stream: file.createReadStream({ start, end }), bytes, total: info.size };
        await file.close();
        return { stream: Readable.from([]), bytes: 0, total: 0 };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    stat: async (key) => {
      const info = await absentWhenMissing(stat(pathOf(key)));
      return info?.isFile() ? { bytes: info.size, modifiedAt: Math.round(info.mtimeMs) } : undefined;
    },

    delete: async (key) => {
      const path = pathOf(key);
      if ((await absentWhenMissing(stat(path)))?.isFile()) await rm(path, { force: true });
    },

    list: async (prefix) => {
      const folder = join(root, ...checkedPrefix(prefix));
      const entries = (await absentWhenMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((key) => key.startsWith(prefix))
        .sort((a, b) => (a < b ? -1 : 1));
    },
  };
}

async function* counting(source: AsyncIterable<Uint8Array> | Uint8Array, count: (bytes: number) => void) {
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    count(chunk.byteLength);
    yield chunk;
  }
}

function clip(range: ByteRange | undefined, size: number): { start: number; end: number } {
  const { start, end = size - 1 } = range ?? { start: 0 };
  const whole = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0;
  if (!whole || (range && (start >= size || end < start))) {
    throw new RangeError(`no bytes ${start} to ${end} in a blob of ${size}`);
  }
  return { start, end: Math.min(end, size - 1) };
}

/** `undefined` when there is no such file, whichever part of its path is missing. */
async function absentWhenMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  }
}

/** Creates the folder and what is missing above it, so that they are there after a power cut. */
async function makeDurableFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true });
  if (firstMade === undefined) return;
  for (let folder = path; folder.length >= firstMade.length; folder = dirname(folder))
    await syncFolder(dirname(folder));
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and writes their entries through by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeAbandoned(tempDir: string): Promise<void> {
  const before = Date.now() - abandonedAfterMs;
  for (const name of await readdir(tempDir)) {
    if (!name.startsWith(unfinished)) continue;
    const info = await absentWhenMissing(stat(join(tempDir, name)));
    if (info && info.mtimeMs < before) await rm(join(tempDir, name), { force: true });
  }
}
