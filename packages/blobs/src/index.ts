export { BlobKeyInvalid } from './blobs.ts';
export type { BlobContent, Blobs, BlobStat, ByteRange } from './blobs.ts';
export { openLocalBlobs } from './local-blobs.ts';
