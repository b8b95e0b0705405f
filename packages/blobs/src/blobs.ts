import type { Readable } from 'node:stream';

/** First and last byte, both included, as in an HTTP `Range`; an end past the last byte means the last byte. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface BlobContent {
  /** To be read to its end or destroyed, since it holds the file open. */
  stream: Readable;
  /** Bytes that the stream will give. */
  bytes: number;
  /** Bytes of the whole blob. */
  total: number;
}

export interface BlobStat {
  bytes: number;
  /** Epoch milliseconds. */
  modifiedAt: number;
}

/**
 * Files by key. A key is `a/b/c.ext`: segments of A–Z a–z 0–9 . _ - (not `.` or `..`), joined by single slashes; each at
 * most 200 characters, all at most 900. Every method throws (or rejects with) {@link BlobKeyInvalid} for anything else.
 * No key may be a folder of another (`a` beside `a/b`).
 */
export interface Blobs {
  /**
   * Durable and whole when it resolves; until then, and for ever when the source fails, readers see what was there
   * before. Replaces an older blob of the key.
   */
  put(key: string, source: AsyncIterable<Uint8Array> | Uint8Array): Promise<{ bytes: number }>;
  /** `undefined` when there is none. Rejects with a `RangeError` for a range that begins past the end. */
  get(key: string, range?: ByteRange): Promise<BlobContent | undefined>;
  stat(key: string): Promise<BlobStat | undefined>;
  /** Nothing happens when there is none. */
  delete(key: string): Promise<void>;
  /** Keys that begin with the prefix, sorted by code point; an empty prefix lists all. */
  list(prefix: string): Promise<string[]>;
  /** Where the blob lies (or would lie) as a file, to be read only; `undefined` when the driver has no files. */
  localPath(key: string): string | undefined;
  /** A folder on this machine for work in progress, on the same file system where there is one. */
  readonly tempDir: string;
}

export class BlobKeyInvalid extends Error {
  override readonly name = 'BlobKeyInvalid';

  constructor(key: string) {
    super(`not a blob key: ${JSON.stringify(key.slice(0, 100))}`);
  }
}

const segmentPattern = /^[A-Za-z0-9._-]{1,200}$/;
const isSegment = (segment: string) => segmentPattern.test(segment) && segment !== '.' && segment !== '..';

/** Gives the key back, or throws {@link BlobKeyInvalid}. */
export function checkedKey(key: string): string {
  if (key.length > 900 || !key.split('/').every(isSegment)) throw new BlobKeyInvalid(key);
  return key;
}

/** The prefix's whole segments; throws {@link BlobKeyInvalid} for what no key can begin with. */
export function checkedPrefix(prefix: string): string[] {
  const segments = prefix.split('/');
  const last = segments.pop() ?? '';
  if (prefix.length > 900 || !segments.every(isSegment) || !/^[A-Za-z0-9._-]{0,200}$/.test(last)) {
    throw new BlobKeyInvalid(prefix);
  }
  return segments;
}
