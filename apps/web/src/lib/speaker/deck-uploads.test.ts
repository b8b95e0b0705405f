import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '#lib/sync/device-storage.ts';
import type { DeckUpload } from '#lib/sync/upload.svelte.ts';
import { DeckUploads } from './deck-uploads.svelte.ts';

const begun: string[] = [];
const begin = (_target: unknown, file: File): DeckUpload =>
  ({
    start: () => Promise.resolve(void begun.push(`start ${file.name}`)),
    pause: () => Promise.resolve(void begun.push(`pause ${file.name}`)),
    cancel: () => Promise.resolve(void begun.push(`cancel ${file.name}`)),
  }) as unknown as DeckUpload;
const file = (name: string) => new File(['x'], name);

describe('uploads', () => {
  it('remember over a reload which file was on its way, until it is one way or the other done', async () => {
    const storage = new MemoryStorage();
    await new DeckUploads('s', ['t'], storage, begin).start('t', file('a.pdf'), '');
    const again = new DeckUploads('s', ['t'], storage, begin);
    expect(again.interrupted('t')?.name).toBe('a.pdf');
    await again.start('t', file('a.pdf'), '');
    expect(again.interrupted('t')).toBeUndefined();
    again.forget('t');
    expect(new DeckUploads('s', ['t'], storage, begin).interrupted('t')).toBeUndefined();
  });
  it('of another talk or session are not mistaken for it', async () => {
    const storage = new MemoryStorage();
    await new DeckUploads('s', ['t'], storage, begin).start('t', file('a.pdf'), '');
    expect(new DeckUploads('s', ['u'], storage, begin).interrupted('u')).toBeUndefined();
    expect(new DeckUploads('other', ['t'], storage, begin).interrupted('t')).toBeUndefined();
  });
  it('stand back for a newer one, and are given up on the server too', async () => {
    begun.length = 0;
    const uploads = new DeckUploads('s', ['t'], new MemoryStorage(), begin);
    await uploads.start('t', file('a.pdf'), '');
    await uploads.start('t', file('b.pdf'), '');
    await uploads.cancel('t');
    expect(begun).toEqual(['start a.pdf', 'pause a.pdf', 'start b.pdf', 'cancel b.pdf']);
    expect(uploads.of('t')).toBeUndefined();
  });
  it('are decided once the view says another thing than when they began, even if it said so before they were done', async () => {
    let status = 'uploading';
    const uploads = new DeckUploads(
      's',
      ['t'],
      new MemoryStorage(),
      () =>
        ({
          start: () => Promise.resolve(),
          get status() {
            return status;
          },
        }) as unknown as DeckUpload,
    );
    await uploads.start('t', file('a.pdf'), '/');
    expect(uploads.decided('t', '/1')).toBe(false);
    status = 'done';
    expect(uploads.decided('t', '/')).toBe(false);
    expect(uploads.decided('t', '/1')).toBe(true);
  });
  it('survive a note that is no JSON', () => {
    const storage = new MemoryStorage();
    storage.set('rostrum.upload/s/t', '{');
    expect(new DeckUploads('s', ['t'], storage, begin).interrupted('t')).toBeUndefined();
  });
});
