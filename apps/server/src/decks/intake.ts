import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Leases } from '@rostrum/cluster';
import type { DeckFacts } from '@rostrum/domain';
import { sniffDeck, type Inspection, type Slides } from '@rostrum/slides';
import type { Sessions } from '../runtime/sessions.ts';
import type { Tokens } from '../tokens.ts';
import type { DeckFiles, DeckKey } from './deck-files.ts';
import type { Holds } from './holds.ts';
import type { PageImages } from './page-images.ts';
import type { Rendering } from './rendering.ts';
import { submitToPresentRun } from './submit.ts';
import { Turns } from './turns.ts';
import type { KnownUpload, UploadStore } from './upload-store.ts';

const SNIFFED = 4096;
/** An intake outlives its node by at most this many milliseconds. */
const LEASE_LASTS = 15_000;
/** How often, and after how many milliseconds each time, something that should not happen is tried again. */
const RETRIES = [2_000, 10_000];

export type Intaken = { readonly ok: true; readonly deck: string } | { readonly ok: false; readonly code: string };

export interface IntakeTools {
  readonly files: DeckFiles;
  readonly images: PageImages;
  readonly rendering: Rendering;
  readonly uploads: UploadStore;
  readonly slides: Slides;
  /** Two nodes that share the uploads do not both take one in. */
  readonly leases: Leases;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  /** Held by who changes a deck's blobs: an intake, a removal. */
  readonly holds: Holds;
  /** A folder for work in progress; what a killed process left there has been removed. */
  readonly workDir: string;
  readonly tell: (session: string, talk: string, state: 'checking' | 'converting') => void;
  readonly report: (error: unknown, what: string) => void;
}

/** Makes decks of uploads that have come whole: checks, keeps, announces, draws the first page, and hands on the rest. */
export class Intake {
  readonly #tools: IntakeTools;
  readonly #closing = new AbortController();
  readonly #talks = new Turns();
  readonly #running = new Map<string, Promise<Intaken>>();

  constructor(tools: IntakeTools) {
    this.#tools = tools;
  }

  /** Never rejects. An upload that is being taken in already is not taken in twice; those of one talk go in turn. */
  take(upload: KnownUpload): Promise<Intaken> {
    let running = this.#running.get(upload.id);
    if (!running) {
      const { id, session, talk } = upload;
      running = this.#talks
        .run(`${session}/${talk}`, () => this.#alone(upload))
        .finally(() => this.#running.delete(id));
      this.#running.set(id, running);
    }
    return running;
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('server-stopping'));
    await this.#talks.idle();
  }

  #stopping(): boolean {
    return this.#closing.signal.aborted;
  }

  async #alone(upload: KnownUpload): Promise<Intaken> {
    const lease = await this.#tools.leases.take(`upload/${upload.id}`, LEASE_LASTS);
    if (!lease) return { ok: false, code: 'busy' };
    try {
      // Whoever had it before may just have finished.
      const now = await this.#tools.uploads.known(upload.id);
      return now === undefined || now.settled ? { ok: false, code: 'busy' } : await this.#insist(upload);
    } finally {
      await lease.release();
    }
  }

  /** A full disk or a log that cannot be reached may pass; what does not is told to the speaker. */
  async #insist(upload: KnownUpload): Promise<Intaken> {
    const { signal } = this.#closing;
    for (const wait of [...RETRIES, undefined]) {
      if (this.#stopping()) break;
      try {
        return await this.#take(upload);
      } catch (error) {
        if (this.#stopping()) break;
        this.#tools.report(error, 'deck');
        if (wait !== undefined) await delay(wait, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
    if (!this.#stopping())
      await this.#reject(upload, 'server-error').catch((error: unknown) => this.#tools.report(error, 'deck'));
    return { ok: false, code: this.#stopping() ? 'server-stopping' : 'server-error' };
  }

  async #take(upload: KnownUpload): Promise<Intaken> {
    const { slides, tokens, tell, uploads, workDir, holds } = this.#tools;
    const { session, talk, file } = upload;
    tell(session, talk, sniffDeck(await firstBytes(file)) === 'pptx' ? 'converting' : 'checking');
    await mkdir(workDir, { recursive: true });
    const folder = await mkdtemp(join(workDir, 'in-'));
    try {
      const [inspection, hash] = await Promise.all([slides.inspect(file, folder, this.#closing.signal), sha256(file)]);
      if (!inspection.ok) return await this.#reject(upload, inspection.problem.code, inspection.problem.detail);
      const deck = tokens.keyedHash('deck', `${session}\0${talk}\0${hash}`).slice(0, 22);
      const taken = await holds.run(`${session}/${deck}`, () => this.#accept(upload, { session, deck }, inspection));
      await uploads.settle(upload.id);
      return taken;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #accept(upload: KnownUpload, key: DeckKey, inspection: Inspection & { ok: true }): Promise<Intaken> {
    const { files, images, rendering, sessions, report } = this.#tools;
    const { session, deck } = key;
    const facts: DeckFacts = {
      deck,
      talk: upload.talk,
      name: upload.filename,
      kind: inspection.kind,
      pages: inspection.pages,
      bytes: upload.size,
      shapes: inspection.sizes.map(({ width, height }) => Math.max(1, Math.round((width / height) * 1_000))),
    };
    const first = images
      .make(key, facts, 0, { size: 'usual', priority: 'now', pdf: inspection.pdf, signal: this.#closing.signal })
      .catch((error: unknown) => report(error, 'first page'));
    try {
      await files.keep(key, upload.file, inspection.pdf);
      const answer = await submitToPresentRun(
        sessions,
        session,
        { type: 'deck.accept', ...facts, shapes: [...facts.shapes] },
        `deck-accept-${upload.id}`,
      );
      if (!answer?.ok) return { ok: false, code: answer?.code ?? 'no-such-session' };
    } finally {
      // It draws from a file that is about to go.
      await first;
    }
    await rendering.begin(session, facts);
    return { ok: true, deck };
  }

  /** The talk's old deck stays; the speaker hears why this one is none. */
  async #reject({ id, session, talk, filename }: KnownUpload, problem: string, said?: string): Promise<Intaken> {
    const { sessions, uploads } = this.#tools;
    const detail = said === undefined ? '' : presentable(said);
    await submitToPresentRun(
      sessions,
      session,
      { type: 'deck.reject', talk, name: filename, problem, ...(detail === '' ? {} : { detail }) },
      `deck-reject-${id}`,
    );
    await uploads.settle(id);
    return { ok: false, code: problem };
  }
}

const DETAIL_LENGTH = 200;
/** What a program reported, for people: without folders of this machine, in one line, no longer than an event takes. */
export const presentable = (detail: string): string =>
  [
    ...detail
      .replace(/(file:\/\/)?(\/[^\s/'"]+)+\/?/g, '…')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, DETAIL_LENGTH)
    .join('');

const firstBytes = async (file: string): Promise<Uint8Array> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};
const sha256 = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
};
