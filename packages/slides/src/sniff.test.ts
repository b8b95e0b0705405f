import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sniffDeck } from './sniff.ts';
import { plainPages } from './testing/pdf-files.ts';
import { pptxOf } from './testing/pptx-file.ts';

const start = (bytes: Uint8Array) => bytes.subarray(0, 4096);

describe('sniffDeck', () => {
  test('knows a PDF, also behind up to 1 KB of other bytes', () => {
    const pdf = plainPages(['']);
    expect(sniffDeck(start(pdf))).toBe('pdf');
    expect(sniffDeck(start(Buffer.concat([Buffer.alloc(600, 10), pdf])))).toBe('pdf');
    expect(sniffDeck(start(Buffer.concat([Buffer.alloc(2000, 10), pdf])))).toBeUndefined();
    expect(sniffDeck(readFileSync(new URL('../fixtures/encrypted.pdf', import.meta.url)))).toBe('pdf');
  });

  test('knows a presentation from other zips and other Office files', () => {
    const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])));
    expect(sniffDeck(start(pptxOf([{ text: 'a' }])))).toBe('pptx');
    expect(sniffDeck(start(zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml')))).toBeUndefined();
    expect(sniffDeck(start(zip('[Content_Types].xml', 'xl/workbook.xml')))).toBeUndefined();
    expect(sniffDeck(start(zip('readme.txt')))).toBeUndefined();
  });

  test('knows pictures', () => {
    expect(sniffDeck(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image');
    expect(sniffDeck(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image');
    expect(sniffDeck(strToU8('RIFF0000WEBPVP8 '))).toBe('image');
    expect(sniffDeck(strToU8('RIFF0000WAVEfmt '))).toBeUndefined();
  });

  test('is not taken in by a program, a web page, an SVG or nothing', () => {
    expect(sniffDeck(strToU8('MZ\u0090\u0000 This program cannot be run in DOS mode'))).toBeUndefined();
    expect(sniffDeck(strToU8('<!doctype html><title>deck.pdf</title>'))).toBeUndefined();
    expect(sniffDeck(strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
    expect(sniffDeck(new Uint8Array())).toBeUndefined();
  });
});
