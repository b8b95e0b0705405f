import sharp from 'sharp';
import { DrawingCanvas } from './drawing-canvas.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { OpenPdfs } from './open-pdf.ts';
import { readPageText } from './page-text.ts';
import { makePictureDeck } from './picture-deck.ts';
import { readPresentation } from './presentation.ts';
import { renderPage } from './render-page.ts';
import type { Answers, Task } from './tasks.ts';

/** Two, so that the deck on stage and the one being prepared do not push each other out. */
const OPEN_PDFS = 2;

// The entry of a worker thread: what stands here lives as long as the thread does.
sharp.concurrency(1);
sharp.cache(false);
const pdfs = new OpenPdfs(OPEN_PDFS);
const drawing = new DrawingCanvas();

export default function work(task: Task): Promise<Answers[Task['kind']]> {
  switch (task.kind) {
    case 'open':
      return inspectPdf(pdfs, task.pdf, task.maxPages);
    case 'text':
      return readPageText(pdfs, task.pdf, task.index);
    case 'render':
      return renderPage(pdfs, drawing, task.pdf, task.index, task.widths);
    case 'presentation':
      return readPresentation(task.file);
    case 'picture':
      return makePictureDeck(task.file, task.pdf);
  }
}
