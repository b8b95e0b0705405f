import type { DeckKind } from './contract.ts';

const PDF_MAGIC_WITHIN = 1024;

function startsWith(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/**
 * What a file is by its content, never by its name. 4 KiB from its start are enough; a zip that may be a presentation
 * counts as one until `inspect` has read its directory.
 */
export function sniffDeck(firstBytes: Uint8Array): DeckKind | undefined {
  if (isPicture(firstBytes)) return 'image';
  if (startsWith(firstBytes, 0x50, 0x4b, 0x03, 0x04)) return mayBePresentation(firstBytes) ? 'pptx' : undefined;
  // ISO 32000-2, annex I: readers accept the header anywhere within the first 1024 bytes.
  if (Buffer.from(firstBytes.subarray(0, PDF_MAGIC_WITHIN)).includes('%PDF-', 0, 'latin1')) return 'pdf';
  return undefined;
}

/** PNG, JPEG, GIF, WebP. */
function isPicture(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ||
    startsWith(bytes, 0xff, 0xd8, 0xff) ||
    startsWith(bytes, 0x47, 0x49, 0x46, 0x38) ||
    (startsWith(bytes, 0x52, 0x49, 0x46, 0x46) && startsWith(bytes.subarray(8), 0x57, 0x45, 0x42, 0x50))
  );
}

/** Names of the zip's entries, as far as the given bytes show them. */
function mayBePresentation(bytes: Uint8Array): boolean {
  const seen = Buffer.from(bytes).toString('latin1');
  if (seen.includes('ppt/')) return true;
  const firstName = seen.slice(30, 30 + (bytes[26] ?? 0) + (bytes[27] ?? 0) * 256);
  const isOfficePackage = /^(\[Content_Types\]\.xml|_rels\/|docProps\/)/.test(firstName);
  return isOfficePackage && !/\b(word|xl|visio)\//.test(seen);
}

/** The container of old Office files and of encrypted new ones. */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
}
