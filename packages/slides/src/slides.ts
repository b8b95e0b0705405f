import { availableParallelism } from 'node:os';
import type { PageImage, PageInfo, Slides, SlidesOptions, WorkOptions } from './contract.ts';
import { PageRenderError } from './contract.ts';
import { inspectDeck } from './inspect.ts';
import type { InspectTools } from './inspect.ts';
import { findLibreOffice } from './libre-office.ts';
import { readNotes } from './notes-file.ts';
import { WorkQueue } from './work-queue.ts';
import { WorkerFailure, WorkerPool } from './worker-pool.ts';
import type { Answers, Task } from './worker/tasks.ts';

const MAX_WIDTH = 7680;
const USUAL_SIZE = { width: 960, height: 540 };

/** One of the machine's cores is left to the server; two workers at least, so that a slow page does not hold up the others. */
function usualWorkers(): number {
  return Math.max(2, Math.min(4, availableParallelism() - 1));
}

export function createSlides(options: SlidesOptions = {}): Slides {
  const workers = options.workers ?? usualWorkers();
  const pageTimeoutMs = options.pageTimeoutMs ?? 30_000;
  const pool = new WorkerPool(workers);
  const queue = new WorkQueue(workers, options.onIdle ?? (() => undefined));
  const conversions = new WorkQueue(1, () => undefined);
  const closing = new AbortController();
  let found: Promise<string | undefined> | undefined;

  const libreOffice = (): Promise<string | undefined> =>
    options.libreOffice === undefined ? (found ??= findLibreOffice()) : Promise.resolve(options.libreOffice);

  const inWorker = <T extends Task>(task: T, work: Required<Pick<WorkOptions, 'priority'>> & WorkOptions) =>
    queue.run(work.priority, () => pool.run(task, pageTimeoutMs, work.signal), work.signal);

  const tools: InspectTools = {
    maxPages: options.maxPages ?? 500,
    maxBytes: options.maxBytes ?? 200 * 2 ** 20,
    conversionTimeoutMs: options.conversionTimeoutMs ?? 180_000,
    libreOffice,
    inTurn: (work, signal) => conversions.run('now', work, signal),
    async work<K extends 'open' | 'presentation' | 'picture'>(task: Extract<Task, { kind: K }>, signal?: AbortSignal) {
      try {
        return await inWorker(task, { priority: 'now', ...(signal !== undefined && { signal }) });
      } catch (error) {
        if (!(error instanceof WorkerFailure)) throw error;
        const broken: Answers[K] = { ok: false, problem: { code: 'broken', detail: error.message } };
        return broken;
      }
    },
  };

  async function readPage(pdf: string, index: number, work: WorkOptions): Promise<Answers['text'] | WorkerFailure> {
    try {
      return await inWorker({ kind: 'text', pdf, index }, { priority: 'background', ...work });
    } catch (error) {
      if (error instanceof WorkerFailure) return error;
      throw error;
    }
  }

  return {
    libreOffice,
    pauseBackground: () => {
      queue.pauseBackground();
    },
    resumeBackground: () => {
      queue.resumeBackground();
    },

    inspect(file, workDir, signal) {
      const stop = AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]);
      return inspectDeck(tools, file, workDir, stop);
    },

    async texts(pdf, from, to, work = {}) {
      const notes = await readNotes(pdf);
      const pages: PageInfo[] = [];
      for (let index = from; index < to; index += 1) {
        const page = await readPage(pdf, index, work);
        const info = { index, notes: notes[index] ?? '' };
        if ('ok' in page && page.ok) {
          pages.push({ ...info, ...page.size, text: page.text });
        } else {
          const { width, height } = pages.at(-1) ?? USUAL_SIZE;
          pages.push({ ...info, width, height, text: '', problem: 'ok' in page ? 'unreadable' : page.code });
        }
      }
      return pages;
    },

    async renderPage(pdf, index, widths, work = {}): Promise<PageImage[]> {
      if (widths.length === 0 || widths.some((width) => !Number.isInteger(width) || width < 1 || width > MAX_WIDTH))
        throw new RangeError(`widths must be whole numbers from 1 to ${MAX_WIDTH}`);
      try {
        const answer = await inWorker({ kind: 'render', pdf, index, widths }, { priority: 'now', ...work });
        if (!answer.ok) throw new PageRenderError('unreadable', index, answer.detail);
        return answer.images;
      } catch (error) {
        if (error instanceof WorkerFailure) throw new PageRenderError(error.code, index, error.message);
        throw error;
      }
    },

    async close() {
      closing.abort(new Error('slides are closed'));
      queue.close();
      conversions.close();
      await pool.close();
    },
  };
}
