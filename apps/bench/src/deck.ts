import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { createSlides } from '@rostrum/slides';
import type { Slides } from '@rostrum/slides';
import { machine } from './rig/machine.ts';
import { median, round } from './rig/quantiles.ts';
import { fanoutDuring } from './rig/fanout-during.ts';

const WIDTH = 1920;
const TARGET = 0.5;
/** A page turn may take so much longer while a deck is drawn. */
const DURING_TARGET = 1.2;
/** What the slides' workers run at on Linux. */
const WORKER_NICE = 10;

/**
 * `deck FILE [--pages N] [--rounds N] [--workers N] [--during [--clients N]]`: pages a second at 1920 px with the WebP files written, over the pages a second of
 * `pdftoppm -scale-to-x 1920 -scale-to-y -1` on the same pages right after.
 * Both start cold, and both their starts count; the ratio is the median of the rounds, since other work on the machine (`loadBefore`,
 * best near 0) slows two busy workers more than one program. With `--during`, a session goes on meanwhile on a server that
 * draws the same file: `duringRatio` is what a page turn takes to reach `clients` phones then, over what it takes at rest.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      pages: { type: 'string' },
      rounds: { type: 'string' },
      workers: { type: 'string' },
      during: { type: 'boolean' },
      clients: { type: 'string' },
    },
  });
  const file = positionals[0];
  if (file === undefined) throw new Error('deck FILE [--pages N] [--rounds N] [--workers N] [--during [--clients N]]');
  const workers = Number(values.workers ?? Math.max(2, availableParallelism()));
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), 'bench-deck-'));
  const slides = createSlides({ workers });
  try {
    const started = performance.now();
    const deck = await slides.inspect(file, folder);
    if (!deck.ok) throw new Error(`${file}: ${deck.problem.code}`);
    const inspectMs = performance.now() - started;
    await slides.renderPage(deck.pdf, 0, [WIDTH]);
    const firstPageMs = performance.now() - started;
    await slides.close();

    const pages = Math.min(deck.pages, Number(values.pages ?? deck.pages));
    const rounds = Number(values.rounds ?? 3);
    const ours: number[] = [];
    const theirs: number[] = [];
    let bytes = 0;
    for (let index = 0; index < rounds; index += 1) {
      const drawn = await drawAll(createSlides({ workers }), deck.pdf, pages, join(folder, `webp-${index}`));
      bytes = drawn.bytes;
      ours.push(drawn.ms);
      theirs.push(await pdftoppm(deck.pdf, pages, join(folder, `ppm-${index}`)));
    }
    const ratio = median(ours.map((ms, index) => (theirs[index] ?? 0) / ms));
    const during = values.during ? await fanoutDuring(deck.pdf, Number(values.clients ?? 500)) : undefined;
    return {
      pages,
      rounds,
      workers,
      inspectMs: Math.round(inspectMs),
      firstPageMs: Math.round(firstPageMs),
      pagesPerSecond: round((pages / median(ours)) * 1000),
      pdftoppmPagesPerSecond: round((pages / median(theirs)) * 1000),
      kilobytesAPage: round(bytes / pages / 1000),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      ...(during ?? {}),
      ...where,
      ratio: round(ratio),
      target: { ratio: TARGET, ...(during ? { duringRatio: DURING_TARGET } : {}) },
      reached: ratio >= TARGET && (during?.duringRatio ?? 0) <= DURING_TARGET,
    };
  } finally {
    await slides.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function drawAll(
  slides: Slides,
  pdf: string,
  pages: number,
  folder: string,
): Promise<{ ms: number; bytes: number }> {
  await mkdir(folder);
  const started = performance.now();
  let bytes = 0;
  const draw = async (index: number) => {
    for (const { webp } of await slides.renderPage(pdf, index, [WIDTH], { priority: 'background' })) {
      bytes += webp.length;
      await writeFile(join(folder, `${index}.webp`), webp);
    }
  };
  await Promise.all(Array.from({ length: pages }, (_, index) => draw(index)));
  const ms = performance.now() - started;
  await slides.close();
  return { ms, bytes };
}

/** Milliseconds. At the priority of our workers, so that other work on the machine slows both alike. */
async function pdftoppm(pdf: string, pages: number, folder: string): Promise<number> {
  await mkdir(folder);
  const started = performance.now();
  const options = ['-q', '-scale-to-x', String(WIDTH), '-scale-to-y', '-1', '-l', String(pages)];
  const running = promisify(execFile)('pdftoppm', [...options, pdf, join(folder, 'page')]);
  if (process.platform === 'linux' && running.child.pid !== undefined) setPriority(running.child.pid, WORKER_NICE);
  await running;
  return performance.now() - started;
}
