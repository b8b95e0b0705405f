import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeckKind, DeckProblem, Inspection } from './contract.ts';
import { convertToPdf } from './libre-office.ts';
import { notesFileOf } from './notes-file.ts';
import { isCompoundFile, sniffDeck } from './sniff.ts';
import type { Answers, Task } from './worker/tasks.ts';

const SNIFFED_BYTES = 4096;
const MEBIBYTE = 2 ** 20;

/** What inspecting needs of the rest of the package. */
export interface InspectTools {
  maxPages: number;
  maxBytes: number;
  conversionTimeoutMs: number;
  /** A task in a worker; `ok: false` with `broken` when the worker hung or died. */
  work<K extends 'open' | 'presentation' | 'picture'>(
    task: Extract<Task, { kind: K }>,
    signal?: AbortSignal,
  ): Promise<Answers[K]>;
  libreOffice(): Promise<string | undefined>;
  /** One conversion at a time. */
  inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

const failed = (problem: DeckProblem): Inspection => ({ ok: false, problem });

export async function inspectDeck(
  tools: InspectTools,
  file: string,
  workDir: string,
  signal?: AbortSignal,
): Promise<Inspection> {
  signal?.throwIfAborted();
  const { bytes, size, directory } = await readStart(file);
  if (size === 0) return failed({ code: 'empty' });
  if (size > tools.maxBytes) return failed({ code: 'too-large', detail: `${tools.maxBytes / MEBIBYTE} MiB` });
  const kind = sniffDeck(bytes);
  if (kind === undefined) {
    const encrypted = directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return failed({ code: encrypted ? 'encrypted' : 'not-a-deck' });
  }
  return kind === 'pdf' ? openPdf(tools, kind, file, signal) : makePdf(tools, kind, file, workDir, signal);
}

/** The first bytes and, of a compound file, the first sector of its directory, which names what is in it. */
async function readStart(file: string): Promise<{ bytes: Uint8Array; size: number; directory: Buffer }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(SNIFFED_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, SNIFFED_BYTES, 0);
    const directory = Buffer.alloc(SNIFFED_BYTES);
    if (isCompoundFile(bytes)) {
      // [MS-CFB] 2.2: the shift of the sector size at byte 30, the first directory sector at byte 48.
      const sector = 2 ** Math.min(bytes.readUInt16LE(30), 12);
      await handle.read(directory, 0, SNIFFED_BYTES, (bytes.readUInt32LE(48) + 1) * sector);
    }
    return { bytes: bytes.subarray(0, bytesRead), size, directory };
  } finally {
    await handle.close();
  }
}

async function openPdf(tools: InspectTools, kind: DeckKind, pdf: string, signal?: AbortSignal): Promise<Inspection> {
  const answer = await tools.work<'open'>({ kind: 'open', pdf, maxPages: tools.maxPages }, signal);
  return answer.ok ? { ...answer, kind, pdf } : answer;
}

/** Works in a folder of its own inside `workDir`; what is to stay is moved out of it at the very end. */
async function makePdf(
  tools: InspectTools,
  kind: 'pptx' | 'image',
  file: string,
  workDir: string,
  signal?: AbortSignal,
): Promise<Inspection> {
  const id = randomUUID();
  const folder = join(workDir, `making-${id}`);
  await mkdir(folder, { recursive: true });
  try {
    const made =
      kind === 'pptx' ? await fromPptx(tools, file, folder, signal) : await fromPicture(tools, file, folder, signal);
    if ('problem' in made) return failed(made.problem);
    const inspected = await openPdf(tools, kind, made.pdf, signal);
    if (!inspected.ok) {
      const { code, detail } = inspected.problem;
      // A damaged or empty PDF is not what was uploaded: it is what the conversion made of it.
      return failed(
        code === 'broken' || code === 'encrypted'
          ? { code: 'conversion-failed', ...(detail !== undefined && { detail }) }
          : { code },
      );
    }
    const pdf = join(workDir, `deck-${id}.pdf`);
    // Notes that do not match the pages would put one slide's words beside another.
    if (made.notes?.length === inspected.pages && made.notes.some((note) => note !== ''))
      await writeFile(notesFileOf(pdf), JSON.stringify(made.notes));
    await rename(made.pdf, pdf);
    const title = made.title ?? inspected.title;
    return { ...inspected, pdf, ...(title !== undefined && { title }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Made = { pdf: string; notes?: string[]; title?: string } | { problem: DeckProblem };

async function fromPicture(tools: InspectTools, file: string, folder: string, signal?: AbortSignal): Promise<Made> {
  const pdf = join(folder, 'picture.pdf');
  const answer = await tools.work<'picture'>({ kind: 'picture', file, pdf }, signal);
  return answer.ok ? { pdf } : answer;
}

async function fromPptx(tools: InspectTools, file: string, folder: string, signal?: AbortSignal): Promise<Made> {
  const read = await tools.work<'presentation'>({ kind: 'presentation', file }, signal);
  if (!read.ok) return read;
  if (read.notes.length === 0) return { problem: { code: 'empty' } };
  if (read.notes.length > tools.maxPages)
    return { problem: { code: 'too-many-pages', detail: String(tools.maxPages) } };
  const program = await tools.libreOffice();
  if (program === undefined) return { problem: { code: 'needs-libreoffice' } };
  const timeoutMs = tools.conversionTimeoutMs;
  const made = await tools.inTurn(() => convertToPdf({ program, file, folder, timeoutMs, signal }), signal);
  if ('failed' in made) return { problem: { code: 'conversion-failed', detail: made.failed } };
  return { pdf: made.pdf, notes: read.notes, ...(read.title !== undefined && { title: read.title }) };
}
