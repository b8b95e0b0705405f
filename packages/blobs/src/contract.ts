import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Blobs, ByteRange } from './blobs.ts';

export interface BlobsSubject {
  blobs: Blobs;
  dispose(): Promise<void>;
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What every driver of the blobs does. */
export function describeBlobs(name: string, create: () => Promise<BlobsSubject>): void {
  describe(`blobs: ${name}`, () => {
    let subject: BlobsSubject;
    let blobs: Blobs;
    beforeEach(async () => {
      subject = await create();
      ({ blobs } = subject);
    });
    afterEach(() => subject.dispose());
    const read = async (key: string, range?: ByteRange) => {
      const content = await blobs.get(key, range);
      if (!content) return undefined;
      const bytes = await bytesOf(content.stream);
      expect(bytes.length).toBe(content.bytes);
      return bytes.toString();
    };

    it('gives back what was put, from bytes and from a stream, and replaces it', async () => {
      expect(await blobs.put('a/b/c.txt', Buffer.from('你好'))).toEqual({ bytes: 6 });
      expect(await read('a/b/c.txt')).toBe('你好');
      async function* source() {
        yield Buffer.from('one ');
        await turn();
        yield Buffer.from('two');
      }
      expect(await blobs.put('a/b/c.txt', source())).toEqual({ bytes: 7 });
      expect(await read('a/b/c.txt')).toBe('one two');
      expect((await blobs.stat('a/b/c.txt'))?.bytes).toBe(7);
      expect(Math.abs(Date.now() - ((await blobs.stat('a/b/c.txt'))?.modifiedAt ?? 0))).toBeLessThan(60_000);
    });

    it('keeps an empty blob and one of several megabytes', async () => {
      expect(await blobs.put('empty', new Uint8Array())).toEqual({ bytes: 0 });
      expect(await read('empty')).toBe('');
      const large = Buffer.alloc(5_000_000, 'abcdefg');
      await blobs.put('large', large);
      const content = await blobs.get('large');
      expect(content && (await bytesOf(content.stream)).equals(large)).toBe(true);
    });

    it('gives a range with both ends included, and refuses one that is not there', async () => {
      await blobs.put('a', Buffer.from('0123456789'));
      expect(await read('a', { start: 2, end: 4 })).toBe('234');
      expect(await read('a', { start: 7 })).toBe('789');
      expect(await read('a', { start: 9, end: 500 })).toBe('9');
      const content = await blobs.get('a', { start: 0, end: 0 });
      expect([content?.bytes, content?.total]).toEqual([1, 10]);
      content?.stream.destroy();
      for (const range of [{ start: 10 }, { start: 5, end: 4 }, { start: -1 }, { start: 0.5 }, { start: NaN }]) {
        await expect(blobs.get('a', range)).rejects.toBeInstanceOf(RangeError);
      }
    });

    it('has nothing where nothing was put, and deletes', async () => {
      await blobs.put('a/b', Buffer.from('x'));
      for (const key of ['a', 'a/c', 'b', 'a/b/c']) {
        expect(await blobs.get(key)).toBeUndefined();
        expect(await blobs.stat(key)).toBeUndefined();
        await blobs.delete(key);
      }
      expect(await read('a/b')).toBe('x');
      await blobs.delete('a/b');
      expect(await blobs.get('a/b')).toBeUndefined();
      expect(await blobs.list('')).toEqual([]);
    });

    it('lists by prefix, whole segments or not, sorted', async () => {
      for (const key of ['deck/2/p10.webp', 'deck/2/p1.webp', 'deck/10/p1.webp', 'decks', 'other/x']) {
        await blobs.put(key, Buffer.from(key));
      }
      expect(await blobs.list('deck/2/')).toEqual(['deck/2/p1.webp', 'deck/2/p10.webp']);
      expect(await blobs.list('deck')).toEqual(['deck/10/p1.webp', 'deck/2/p1.webp', 'deck/2/p10.webp', 'decks']);
      expect(await blobs.list('deck/1')).toEqual(['deck/10/p1.webp']);
      expect(await blobs.list('nothing/')).toEqual([]);
      expect((await blobs.list('')).length).toBe(5);
    });

    it('leaves what was there when the source fails', async () => {
      async function* failing() {
        yield Buffer.from('half');
        await turn();
        throw new Error('the connection broke');
      }
      await expect(blobs.put('new', failing())).rejects.toThrow('the connection broke');
      expect(await blobs.stat('new')).toBeUndefined();
      await blobs.put('old', Buffer.from('whole'));
      await expect(blobs.put('old', failing())).rejects.toThrow('the connection broke');
      expect(await read('old')).toBe('whole');
      expect(await blobs.list('')).toEqual(['old']);
    });

    it('shows readers one whole blob or another while it is replaced', async () => {
      const versions = Array.from({ length: 8 }, (_, n) => Buffer.alloc(200_000, String(n)));
      await blobs.put('a', versions[0] ?? Buffer.of());
      const writer = { busy: true };
      const reading = (async () => {
        while (writer.busy) {
          const text = (await read('a')) ?? '';
          expect(text.length).toBe(200_000);
          expect(new Set(text).size).toBe(1);
        }
      })();
      await Promise.all(versions.map((version) => blobs.put('a', version)));
      writer.busy = false;
      await reading;
    });

    it('takes no key that could lead elsewhere', async () => {
      const bad = [
        '',
        '/',
        '/a',
        'a/',
        'a//b',
        '.',
        '..',
        '../a',
        'a/../b',
        'a/..',
        'a\\b',
        'C:a',
        'a b',
        'é',
        'a\u0000b',
      ];
      for (const key of [...bad, '%2e%2e/a', 'a\n', 'x'.repeat(201), 'x/'.repeat(450) + 'x']) {
        for (const use of [
          async () => blobs.put(key, Buffer.from('x')),
          async () => blobs.get(key),
          async () => blobs.stat(key),
          async () => blobs.delete(key),
          async () => blobs.localPath(key),
        ]) {
          await expect(use(), JSON.stringify(key)).rejects.toMatchObject({ name: 'BlobKeyInvalid' });
        }
      }
      for (const prefix of ['../', '..', '/', 'a//', 'a b']) {
        if (prefix === '..') expect(await blobs.list(prefix)).toEqual([]);
        else await expect(blobs.list(prefix)).rejects.toMatchObject({ name: 'BlobKeyInvalid' });
      }
      expect(await blobs.list('')).toEqual([]);
    });

    it('keeps any allowed key', async () => {
      const segment = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/).filter((text) => text !== '.' && text !== '..');
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async (segments) => {
          run += 1;
          const key = [`run${run}`, ...segments].join('/');
          await blobs.put(key, Buffer.from(key));
          expect(await read(key)).toBe(key);
          expect(await blobs.list(`run${run}/`)).toEqual([key]);
        }),
        { numRuns: 25 },
      );
    });
  });
}
