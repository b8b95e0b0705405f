import { SUPPLEMENT_RADICALS } from './cjk-radicals.ts';

/**
 * Text as people type and search it: NFKC (which also turns the Kangxi radicals U+2F00…2FD5 into the characters that they look like),
 * the radicals that NFKC leaves alone turned as well (fonts of slides often map 页 to ⻚), control and private-use
 * characters dropped, spaces at line ends and runs of empty lines removed.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\u2e80-\u2eff]/gu, (radical) => SUPPLEMENT_RADICALS.get(radical) ?? radical)
    .normalize('NFKC')
    .replace(/\r\n?|\u2028|\u2029|\v|\f/gu, '\n')
    .replace(/[^\P{C}\n\t\u200c\u200d]/gu, '')
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
