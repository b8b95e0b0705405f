import type { Role } from '@rostrum/domain';
import type { Upload } from 'tus-js-client';

/** Small enough that a cut costs little, large enough that the way there and back does not count. */
const CHUNK = 4 * 1024 * 1024;
const RETRY_DELAYS = [0, 1_000, 3_000, 5_000, 10_000, 20_000];

export interface DeckUploadTarget {
  readonly session: string;
  readonly role: Role;
  readonly talk: string;
}

/**
 * One deck on its way to the server, resumable: after a cut it goes on by itself, after a reload (or tomorrow) the same
 * file for the same talk goes on where it stopped. What becomes of the deck then, the view tells.
 */
export class DeckUpload {
  readonly talk: string;
  readonly filename: string;
  /** Bytes of the file. */
  readonly total: number;
  readonly #target: DeckUploadTarget;
  readonly #file: File;
  #upload: Upload | undefined;
  #status: 'idle' | 'uploading' | 'paused' | 'done' | 'failed' | 'cancelled' = $state('idle');
  #sent = $state(0);
  #problem: { readonly status?: number; readonly message: string } | undefined = $state.raw();

  constructor(target: DeckUploadTarget, file: File) {
    this.#target = target;
    this.#file = file;
    this.talk = target.talk;
    this.filename = file.name;
    this.total = file.size;
  }

  get status(): 'idle' | 'uploading' | 'paused' | 'done' | 'failed' | 'cancelled' {
    return this.#status;
  }
  /** Bytes that are on their way or there. */
  get sent(): number {
    return this.#sent;
  }
  /** 0–1. */
  get progress(): number {
    return this.total === 0 ? 0 : this.#sent / this.total;
  }
  /** Why it failed: the HTTP status and the server's words, as far as there are any. */
  get problem(): { readonly status?: number; readonly message: string } | undefined {
    return this.#problem;
  }

  /** Begins, or goes on after a pause or a failure. */
  async start(): Promise<void> {
    if (this.#status === 'uploading' || this.#status === 'done' || this.#status === 'cancelled') return;
    this.#status = 'uploading';
    this.#problem = undefined;
    try {
      const upload = (this.#upload ??= await this.#prepare());
      if (this.#is('uploading')) upload.start();
    } catch (error) {
      this.#fail(error);
    }
  }

  async pause(): Promise<void> {
    if (this.#status !== 'uploading') return;
    this.#status = 'paused';
    await this.#upload?.abort();
  }

  /** Gives it up, on the server as well; to upload again, make a new one. */
  async cancel(): Promise<void> {
    if (this.#status === 'done' || this.#status === 'cancelled') return;
    this.#status = 'cancelled';
    // The server forgets unfinished uploads by itself, should it not hear of this.
    await this.#upload?.abort(true).catch(() => undefined);
  }

  async #prepare(): Promise<Upload> {
    const { Upload } = await import('tus-js-client');
    const { session, role, talk } = this.#target;
    const { name, size, lastModified } = this.#file;
    const upload = new Upload(this.#file, {
      endpoint: `/s/${session}/${role}/upload/`,
      metadata: { talk, filename: name },
      chunkSize: CHUNK,
      retryDelays: RETRY_DELAYS,
      fingerprint: () => Promise.resolve(`rostrum/${session}/${role}/${talk}/${name}/${size}/${lastModified}`),
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => {
        this.#sent = sent;
      },
      onSuccess: () => {
        this.#sent = this.total;
        this.#status = 'done';
      },
      onError: (error) => this.#fail(error),
    });
    const [previous] = await upload.findPreviousUploads();
    if (previous) upload.resumeFromPreviousUpload(previous);
    return upload;
  }

  /** What another call may have made of the status while this one waited. */
  #is(status: DeckUpload['status']): boolean {
    return this.#status === status;
  }

  #fail(error: unknown): void {
    if (!this.#is('uploading')) return;
    const { originalResponse: response } = error as {
      originalResponse?: { getStatus(): number; getBody(): string } | null;
    };
    const message = response?.getBody() || (error instanceof Error ? error.message : String(error));
    this.#status = 'failed';
    this.#problem = { ...(response && { status: response.getStatus() }), message };
  }
}
