import { createRequire } from 'node:module';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DeckProblem } from '../contract.ts';

/** Up to here a file is read whole, which is quickest; beyond it pdf.js reads the ranges that it needs. */
const READ_WHOLE_BYTES = 16 * 2 ** 20;
const RANGE_BYTES = 2 ** 18;
/** A picture with more pixels than this inside a page is left out: decoded, it would take over half a gigabyte. */
const MAX_PICTURE_PIXELS = 120_000_000;

const pdfjsFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** pdf.js reads these by path in Node; each must end with a slash. */
const resource = (name: string): string => `${join(pdfjsFolder, name)}/`;

/**
 * Opens a PDF by path. Nothing in it is executed: scripts are only run by pdf.js's own sandbox, which is not loaded here,
 * and version 6 compiles no code from fonts or functions.
 */
async function openPdf(file: string): Promise<PDFDocumentProxy> {
  const { size } = await stat(file);
  const source =
    size <= READ_WHOLE_BYTES
      ? { data: new Uint8Array(await readFile(file)) }
      : { url: pathToFileURL(file), rangeChunkSize: RANGE_BYTES, disableAutoFetch: true, disableStream: true };
  return getDocument({
    ...source,
    cMapUrl: resource('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: resource('standard_fonts'),
    wasmUrl: resource('wasm'),
    iccUrl: resource('iccs'),
    // Glyphs of embedded fonts are drawn as paths, so that no font of a stranger reaches the system's font code.
    disableFontFace: true,
    enableXfa: false,
    maxImageSize: MAX_PICTURE_PIXELS,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
}

/** Why `openPdf` failed. Errors of the disk are thrown on. */
export function problemOf(error: unknown): DeckProblem {
  if (error instanceof PasswordException) return { code: 'encrypted' };
  if (isDiskError(error)) throw error;
  return { code: 'broken', detail: error instanceof Error ? error.message : String(error) };
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** Documents kept open by one worker, the one used longest ago closed first. */
export class OpenPdfs {
  readonly #capacity: number;
  readonly #open = new Map<string, Promise<PDFDocumentProxy>>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The document at this path as it is now: a file that has been replaced is opened again. */
  async get(file: string): Promise<PDFDocumentProxy> {
    const { size, mtimeMs } = await stat(file);
    const key = `${file}\n${size}\n${mtimeMs}`;
    const opening = this.#open.get(key) ?? openPdf(file);
    this.#open.delete(key);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    for (const [old, document] of this.#open) {
      if (this.#open.size <= this.#capacity) break;
      this.#open.delete(old);
      // One that could not be opened has told its caller; there is nothing to close.
      document.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined);
    }
    return opening;
  }
}
