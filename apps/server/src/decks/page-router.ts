import { pipeline } from 'node:stream/promises';
import type { BlobContent } from '@rostrum/blobs';
import type { Deck } from '@rostrum/domain';
import { ERASED, pageCount } from '@rostrum/domain';
import { Router, type Request, type Response } from 'express';
import type { Admitted, Authority } from '../authorise.ts';
import { admitted, refuseFile } from './admission.ts';
import { byteRange } from './byte-range.ts';
import { PAGE_WIDTHS, type DeckFiles, type DeckKey, type PageWidth } from './deck-files.ts';
import { attachment } from './file-names.ts';
import { DeckGone, type PageImages } from './page-images.ts';
import type { PageTexts } from './page-texts.ts';
import { mayHaveLarge, mayHaveOriginal, maySeePage } from './rights.ts';

/** Drawings that may wait at once; more asked for on demand are told to come again. */
const WAITING = 24;
/** A page of a deck never changes: its address names its content. */
const FOR_EVER = 'private, max-age=31536000, immutable';
const MEDIA: Readonly<Record<Deck['kind'], string>> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  image: 'application/octet-stream',
};

export interface PageRouterTools {
  readonly authority: Authority;
  readonly files: DeckFiles;
  readonly images: PageImages;
  readonly texts: PageTexts;
  /** A deck was asked for whose pages are not all there. */
  unfinished(session: string, deck: Deck): void;
  readonly report: (error: unknown, what: string) => void;
}
interface Asked {
  readonly caller: Admitted;
  readonly deck: Deck;
  readonly key: DeckKey;
}

/** Page images, texts and originals, under each role's own path; who asks, and what they may see, is checked at each request. */
export const pageRouter = (tools: PageRouterTools): Router => {
  const router = Router();
  router.get('/s/:session/:role/page/:deck/:index/:file', async (request, response) => {
    const asked = await find(tools, request, response);
    if (!asked) return;
    const { index: digits, file } = request.params;
    const index = /^(0|[1-9]\d{0,3})$/.test(digits) ? Number(digits) : -1;
    const width = PAGE_WIDTHS.find((one) => file === `${one}.webp`);
    if (index < 0 || index >= asked.deck.pages || (width === undefined && file !== 'text.json'))
      refuseFile(response, 404, 'no-such-page');
    else if (!maySeePage(asked.caller.room.runtime.state, asked.caller, asked.deck, index))
      refuseFile(response, 403, 'not-shown');
    else if (width === undefined) await sendText(tools, asked, index, response);
    else if (width === 3840 && !mayHaveLarge(asked.caller)) refuseFile(response, 403, 'not-allowed');
    else await sendPage(tools, asked, index, width, request, response);
  });
  router.get('/s/:session/:role/deck/:deck/original', async (request, response) => {
    const asked = await find(tools, request, response);
    if (!asked) return;
    if (!mayHaveOriginal(asked.caller.room.runtime.state, asked.caller, asked.deck))
      refuseFile(response, 403, 'not-allowed');
    else await sendOriginal(tools, asked, request, response);
  });
  return router;
};

const find = async (
  { authority }: PageRouterTools,
  request: Request<{ session: string; role: string; deck: string }>,
  response: Response,
): Promise<Asked | undefined> => {
  const caller = await admitted(authority, request, response);
  if (!caller) return undefined;
  const deck = Object.values(caller.room.runtime.state.decks.decks).find((one) => one.deck === request.params.deck);
  if (deck) return { caller, deck, key: { session: caller.room.session, deck: deck.deck } };
  refuseFile(response, 404, 'no-such-deck');
  return undefined;
};

const sendPage = async (
  tools: PageRouterTools,
  { deck, key }: Asked,
  index: number,
  width: PageWidth,
  request: Request,
  response: Response,
): Promise<void> => {
  const { files, images } = tools;
  if (pageCount(deck.ready) < deck.pages) tools.unfinished(key.session, deck);
  let content = await files.page(key, index, width);
  if (!content) {
    if (images.waiting >= WAITING) {
      response.set('retry-after', '1');
      refuseFile(response, 503, 'busy');
      return;
    }
    try {
      await images.make(key, deck, index, { size: width === 3840 ? 'large' : 'usual', priority: 'now' });
    } catch (error) {
      if (!(error instanceof DeckGone)) throw error;
    }
    content = await files.page(key, index, width);
  }
  if (!content) {
    refuseFile(response, 404, 'no-such-page');
    return;
  }
  response.status(200).set({
    'content-type': 'image/webp',
    'content-length': String(content.bytes),
    'cache-control': FOR_EVER,
    'cross-origin-resource-policy': 'same-origin',
  });
  await send(tools, content, request, response);
};

const sendText = async (
  { texts }: PageRouterTools,
  { caller, deck, key }: Asked,
  index: number,
  response: Response,
): Promise<void> => {
  const found = await texts.of(key, deck.pages, index);
  if (!found) {
    refuseFile(response, 404, 'no-such-page');
    return;
  }
  const notes = mayHaveOriginal(caller.room.runtime.state, caller, deck) ? { notes: found.notes } : {};
  response.set('cache-control', FOR_EVER).json({ text: found.text, ...notes });
};

const sendOriginal = async (
  tools: PageRouterTools,
  { deck, key }: Asked,
  request: Request,
  response: Response,
): Promise<void> => {
  const range = byteRange(request.headers.range, deck.bytes);
  response.set({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
  if (range === 'unsatisfiable') {
    response.set('content-range', `bytes */${deck.bytes}`);
    refuseFile(response, 416, 'no-such-range');
    return;
  }
  const content = await tools.files.original(key, range);
  if (!content) {
    refuseFile(response, 404, 'no-such-deck');
    return;
  }
  response.status(range ? 206 : 200).set({
    'content-type': MEDIA[deck.kind],
    'content-length': String(content.bytes),
    'content-disposition': attachment(deck.name === ERASED ? 'deck' : deck.name),
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${content.total}` } : {}),
  });
  await send(tools, content, request, response);
};

const send = async (
  { report }: PageRouterTools,
  content: BlobContent,
  request: Request,
  response: Response,
): Promise<void> => {
  // Whoever asked may have gone while the file was being opened; no pipeline would close it then.
  if (request.method === 'HEAD' || response.destroyed) {
    content.stream.destroy();
    response.end();
    return;
  }
  await pipeline(content.stream, response).catch((error: unknown) => {
    // Whoever asked has gone; anything else is ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') report(error, 'file');
  });
};
