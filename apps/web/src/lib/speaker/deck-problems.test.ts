import { describe, expect, it } from 'vitest';
import { deckProblem, uploadProblem } from './deck-problems.ts';

describe('problems with a deck', () => {
  it('have words for every code of the slides, and say how to export a PDF where that helps', () => {
    const codes = ['not-a-deck', 'encrypted', 'broken', 'empty', 'too-many-pages', 'too-large', 'needs-libreoffice'];
    const texts = [...codes, 'conversion-failed', 'server-error', 'network'].map((code) => deckProblem(code).text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(deckProblem('needs-libreoffice').pdfHelps).toBe(true);
    expect(deckProblem('encrypted').pdfHelps).toBe(false);
    expect(codes.filter((code) => deckProblem(code).detailHelps)).toEqual(['broken']);
    expect(deckProblem('conversion-failed').detailHelps).toBe(true);
  });
  it('on the way are told by the server, else by its status, else by its silence', () => {
    expect(uploadProblem({ status: 403, message: '{"ok":false,"code":"not-your-talk"}' })).toBe('not-your-talk');
    expect(uploadProblem({ status: 413, message: '<html>' })).toBe('too-large');
    expect(uploadProblem({ status: 502, message: '' })).toBe('server-error');
    expect(uploadProblem({ message: 'failed to fetch' })).toBe('network');
  });
});
