import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Upload } from 'tus-js-client';
import type { Hall } from './hall.ts';

export const DEMO_DECKS = ['letter', 'saihanba', 'desert', 'tide'].map((name) =>
  join(import.meta.dirname, '../../apps/server/demo', `${name}.pdf`),
);

/** Uploads a PDF for a talk as the host would, and waits until all its pages are there. */
export const uploadDeck = async (hall: Hall, talk: string, file: string, name = basename(file)): Promise<void> => {
  const bytes = await readFile(file);
  await new Promise<void>((done, fail) => {
    new Upload(bytes, {
      endpoint: `${hall.base}/s/${hall.session}/host/upload/`,
      headers: { cookie: hall.host.cookie },
      metadata: { talk, filename: name },
      chunkSize: 4 * 1024 * 1024,
      retryDelays: [200, 1000],
      onSuccess: () => {
        done();
      },
      onError: fail,
    }).start();
  });
  await hall.host.until(() => {
    const deck = hall.host.view.decks[talk];
    return deck?.deck !== undefined && deck.ready === deck.pages;
  }, 60_000);
};
