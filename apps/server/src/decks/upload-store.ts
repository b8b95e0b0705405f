import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';

/** What the server itself notes of an upload when it begins. */
export interface UploadNote {
  readonly session: string;
  readonly role: string;
  readonly participant: string;
  readonly talk: string;
  readonly filename: string;
}
export interface KnownUpload extends UploadNote {
  readonly id: string;
  readonly file: string;
  readonly size: number;
  readonly offset: number;
  /** When bytes last came, epoch milliseconds. */
  readonly touchedAt: number;
  /** The deck was accepted or rejected; the file is gone. */
  readonly settled: boolean;
}

const SETTLED = 'settled';
export const UPLOAD_ID = /^[A-Za-z0-9_-]{20,64}$/;

/**
 * Uploads in a folder: the bytes that have come, and beside them what was said of the upload. Of a finished one the note
 * outlives the file for a while, so that a screen which missed the last answer hears that all has arrived.
 */
export class UploadStore extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const noted = await this.#noted(id);
    if (noted?.metadata?.[SETTLED] === undefined) return super.getUpload(id);
    return settledUpload(id, noted);
  }

  /** What is known of an upload, by anybody's id; `undefined` for one that was never begun here or is gone. */
  async known(id: string): Promise<KnownUpload | undefined> {
    const noted = UPLOAD_ID.test(id) ? await this.#noted(id) : undefined;
    const { session, role, participant, talk, filename, [SETTLED]: settled } = noted?.metadata ?? {};
    if (noted?.size === undefined || !session || !role || !participant || !talk || typeof filename !== 'string')
      return undefined;
    const file = join(this.directory, id);
    const info = await stat(file).catch(() => undefined);
    if (!info && !settled) return undefined;
    const [offset, touchedAt] = [settled ? noted.size : (info?.size ?? 0), info?.mtimeMs ?? 0];
    const note = { session, role, participant, talk, filename };
    return { ...note, id, file, size: noted.size, offset, touchedAt, settled: Boolean(settled) };
  }

  async all(): Promise<KnownUpload[]> {
    const ids = (await readdir(this.directory).catch(() => [])).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
    const found = await Promise.all(ids.map((id) => this.known(id)));
    return found.flatMap((one) => one ?? []);
  }

  /** A file of this machine as if it had been uploaded. */
  async add(id: string, file: string, note: UploadNote): Promise<KnownUpload> {
    await mkdir(this.directory, { recursive: true });
    const to = join(this.directory, id);
    await copyFile(file, to);
    const { size, mtimeMs } = await stat(to);
    await this.configstore.set(id, new Upload({ id, size, offset: 0, metadata: { ...note } }));
    return { ...note, id, file: to, size, offset: size, touchedAt: mtimeMs, settled: false };
  }

  /** The deck was accepted or rejected: the file goes. */
  async settle(id: string): Promise<void> {
    const noted = await this.#noted(id);
    if (noted) await this.configstore.set(id, settledUpload(id, noted));
    await rm(join(this.directory, id), { force: true });
  }

  /** File and note. */
  async forget(id: string): Promise<void> {
    await rm(join(this.directory, id), { force: true });
    await this.configstore.delete(id).catch(() => undefined);
  }

  /** Removes what nobody has added to for so many milliseconds, and what no note explains. Counts the files removed. */
  async removeOlderThan(age: number, now: number): Promise<number> {
    const names = await readdir(this.directory).catch(() => []);
    const touched = new Map<string, number>();
    for (const name of names) {
      const id = name.replace(/\.json$/, '');
      const info = await stat(join(this.directory, name)).catch(() => undefined);
      touched.set(id, Math.max(touched.get(id) ?? 0, info?.mtimeMs ?? now));
    }
    const old = [...touched].filter(([, at]) => now - at > age).map(([id]) => id);
    for (const id of old) await this.forget(id);
    return old.length;
  }

  /** A note that was cut off while it was being written is as good as none. */
  #noted(id: string): Promise<Upload | undefined> {
    return this.configstore.get(id);
  }
}

const settledUpload = (id: string, { size = 0, metadata }: Upload): Upload =>
  new Upload({ id, size, offset: size, metadata: { ...metadata, [SETTLED]: 'yes' } });
