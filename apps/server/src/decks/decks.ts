import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '@rostrum/blobs';
import type { Leases } from '@rostrum/cluster';
import { pageCount, type Role, type SessionEvent, type WorkspaceEvent, type WorkspaceState } from '@rostrum/domain';
import type { EventLog } from '@rostrum/event-log';
import type { Signal } from '@rostrum/protocol';
import { notesFileOf, type Slides } from '@rostrum/slides';
import { Router } from 'express';
import type { Authority } from '../authorise.ts';
import type { Room, Sessions } from '../runtime/sessions.ts';
import type { Tokens } from '../tokens.ts';
import { DeckFiles } from './deck-files.ts';
import { displayName } from './file-names.ts';
import { holdsOf } from './holds.ts';
import { Intake, type Intaken } from './intake.ts';
import { PageImages } from './page-images.ts';
import { pageRouter } from './page-router.ts';
import { PageTexts } from './page-texts.ts';
import { Rendering } from './rendering.ts';
import { Sweeping } from './sweeping.ts';
import { uploadRouter } from './upload-router.ts';
import { UploadStore, type KnownUpload } from './upload-store.ts';

const HOUR = 3_600_000;
/** What is left of an upload is kept this long after bytes last came. */
const UPLOADS_KEPT = 48 * HOUR;
/** A screen may still be loading pages of a deck that was just replaced. */
const SWEEP_AFTER = 10 * 60_000;
/** After these a deck may belong to no talk any more. */
const TAKES_DECKS: readonly SessionEvent['type'][] = ['deck.accepted', 'deck.removed', 'item.removed'];
const GONE: readonly string[] = ['unknown-item', 'no-such-session', 'server-error'];

export interface DecksTools {
  readonly blobs: Blobs;
  /** Which node takes in an upload and draws a deck. */
  readonly leases: Leases;
  /** A folder of this node's own for work in progress. */
  readonly workDir: string;
  /** Other nodes share the blobs: what one leaves undone another takes up, looked for every so many milliseconds. */
  readonly takesUpEvery?: number;
  readonly slides: Slides;
  readonly sessions: Sessions;
  readonly workspace: {
    readonly state: WorkspaceState;
    onCommit(listener: (events: readonly WorkspaceEvent[]) => void): () => void;
  };
  readonly log: EventLog;
  readonly authority: Authority;
  readonly tokens: Tokens;
  /** Bytes of one upload. */
  readonly uploadLimit: number;
  readonly signal: (session: string, run: number, signal: Signal, role: Role) => void;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
  readonly newId: () => string;
  readonly report: (error: unknown, what: string) => void;
}

/** Decks from the upload to the page on a screen. */
export class Decks {
  /** Uploads, page images, texts and originals; to lie before the pages. */
  readonly router: Router;
  readonly #tools: DecksTools;
  readonly #uploads: UploadStore;
  readonly #files: DeckFiles;
  readonly #rendering: Rendering;
  readonly #intake: Intake;
  readonly #sweeping: Sweeping;
  readonly #workDir: string;
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(tools: DecksTools) {
    this.#tools = tools;
    const { blobs, leases, slides, sessions, tokens, report, log, workspace, authority, newId, monotonic } = tools;
    const files = (this.#files = new DeckFiles(blobs));
    const images = new PageImages({ files, slides, report });
    const holds = holdsOf(leases);
    const uploads = (this.#uploads = new UploadStore({ directory: join(blobs.tempDir, 'uploads') }));
    this.#workDir = tools.workDir;
    const tell = (
      session: string,
      talk: string,
      state: 'checking' | 'converting' | 'rendering',
      done = 0,
      of = 0,
    ): void => this.#tell(session, { kind: 'deck', talk, state, done, of });
    this.#rendering = new Rendering({
      files,
      images,
      slides,
      leases,
      sessions,
      monotonic,
      newId,
      report,
      tell: (session, talk, done, of) => tell(session, talk, 'rendering', done, of),
    });
    this.#intake = new Intake({
      files,
      images,
      rendering: this.#rendering,
      uploads,
      slides,
      leases,
      sessions,
      tokens,
      holds,
      workDir: this.#workDir,
      tell,
      report,
    });
    this.#sweeping = new Sweeping({ files, log, workspace, holds });
    this.router = Router();
    this.router.use(
      uploadRouter({
        authority,
        uploads,
        limit: tools.uploadLimit,
        newId,
        report,
        finished: (id) => this.#background('deck', () => this.#take(id)),
      }),
      pageRouter({
        authority,
        files,
        images,
        report,
        texts: new PageTexts(files, slides),
        unfinished: (session, deck) => this.#background('rendering', () => this.#rendering.begin(session, deck)),
      }),
    );
    sessions.onCommit((room, events) => this.#follow(room, events));
    workspace.onCommit((events) => {
      for (const event of events)
        if (event.type === 'session.removed') this.#background('removed decks', () => this.removeDecks(event.session));
    });
  }

  /** Goes on with what an earlier process left: uploads that had come whole, decks whose pages are not all there. */
  async start(): Promise<void> {
    await rm(this.#workDir, { recursive: true, force: true });
    await this.#clean();
    await this.#takeUp();
    const { takesUpEvery } = this.#tools;
    if (takesUpEvery !== undefined) this.#later(takesUpEvery, () => this.#takeUp(), true);
    this.#later(HOUR, () => this.#clean(), true);
    this.#later(SWEEP_AFTER, () => this.#sweeping.sweep());
  }

  /** A file of this machine as the deck of a talk, on the path that uploads take. Resolves once it is accepted, with its first page drawn. */
  async attachDeck(
    session: string,
    talk: string,
    file: string,
    name: string,
    notes: readonly string[] = [],
  ): Promise<Intaken> {
    const id = this.#tools.newId() + this.#tools.newId();
    const note = { session, talk, role: 'host', participant: 'system', filename: displayName(name) };
    const upload = await this.#uploads.add(id, file, note);
    const beside = notesFileOf(upload.file);
    if (notes.length > 0) await writeFile(beside, JSON.stringify(notes));
    const taken = await this.#takeIn(upload);
    await rm(beside, { force: true });
    return taken;
  }

  /** All that is kept of a session's decks and uploads. To be called once the session is gone. */
  async removeDecks(session: string): Promise<void> {
    for (const upload of await this.#uploads.all())
      if (upload.session === session) await this.#uploads.forget(upload.id);
    await this.#sweeping.sweep(session);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#intake.close();
    await this.#rendering.close();
  }

  #follow(room: Room, events: readonly SessionEvent[]): void {
    for (const event of events) {
      if (
        event.type === 'session.started' ||
        event.type === 'session.ended' ||
        event.type === 'run.closed' ||
        event.type === 'item.opened'
      )
        this.#rendering.wake();
      // A replaced deck's name stands in no event: the sweep finds it.
      else if (TAKES_DECKS.includes(event.type)) this.#later(SWEEP_AFTER, () => this.#sweeping.sweep(room.session));
      // A run that a reset opened copies its decks as they stood.
      else if (event.type === 'session.opened')
        this.#background('rendering', async () => {
          for (const deck of Object.values(room.runtime.state.decks.decks))
            if (pageCount(deck.ready) < deck.pages) await this.#rendering.begin(room.session, deck);
        });
    }
  }

  async #take(id: string): Promise<void> {
    const upload = await this.#uploads.known(id);
    if (upload && !upload.settled && upload.offset === upload.size) await this.#takeIn(upload);
  }

  async #takeIn(upload: KnownUpload): Promise<Intaken> {
    const taken = await this.#intake.take(upload);
    // Its talk or session went while it was being read: what was kept of it goes as well.
    if (!taken.ok && GONE.includes(taken.code)) await this.#sweeping.sweep(upload.session);
    return taken;
  }

  /** What nobody works on any more. */
  async #takeUp(): Promise<void> {
    for (const upload of await this.#uploads.all())
      if (!upload.settled && upload.offset === upload.size) this.#background('deck', () => this.#takeIn(upload));
    for (const { session, deck } of await this.#files.unfinished())
      this.#background('rendering', () => this.#resume(session, deck));
  }

  async #resume(session: string, deck: string): Promise<void> {
    const room = await this.#tools.sessions.find(session);
    const facts = Object.values(room?.runtime.state.decks.decks ?? {}).find((one) => one.deck === deck);
    if (facts) await this.#rendering.begin(session, facts);
  }

  async #clean(): Promise<void> {
    await this.#uploads.removeOlderThan(UPLOADS_KEPT, Date.now());
  }

  #tell(session: string, signal: Signal & { kind: 'deck' }): void {
    this.#background('signal', async () => {
      const room = await this.#tools.sessions.find(session);
      if (room) for (const role of ['host', 'speaker'] as const) this.#tools.signal(session, room.run, signal, role);
    });
  }

  #background(what: string, work: () => Promise<unknown>): void {
    if (this.#closed) return;
    work().catch((error: unknown) => {
      if (!this.#closed) this.#tools.report(error, what);
    });
  }

  #later(milliseconds: number, work: () => Promise<unknown>, again = false): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#background('decks', work);
      if (again) this.#later(milliseconds, work, true);
    }, milliseconds).unref();
    this.#timers.add(timer);
  }
}
