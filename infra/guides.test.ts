import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const GUIDES = join(ROOT, 'docs/guide');
const PICTURES = join(ROOT, 'docs/pictures/guide');
const guides = (language: string): string[] => readdirSync(join(GUIDES, language)).sort();

/** Everything that screens say in a language, as patterns: a placeholder stands for whatever is put there. */
const saidIn = (language: string): RegExp[] => {
  const words: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') words.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  const folder = join(ROOT, 'apps/web/messages', language);
  for (const file of readdirSync(folder)) gather(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  return (
    words
      // A text that is little but placeholders would fit anything.
      .filter((text) => !text.includes('{') || /\p{L}{4}|\p{Script=Han}/u.test(text.replaceAll(/\{\w+\}/g, ' ')))
      .map(
        (text) =>
          new RegExp(
            `^${text
              .split(/\{\w+\}/)
              .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
              .join('.{1,20}')}$`,
          ),
      )
  );
};
/** What is typed rather than pressed: keys, commands, the name of a folder. */
const isTyped = (span: string): boolean =>
  /^(.|Space|Home|End|Enter|Ctrl\+Enter|data|rostrum\.cmd)$/u.test(span) || /npx |\.\/rostrum/.test(span);

test('both languages have the same guides', () => {
  expect(guides('zh')).toEqual(guides('en'));
});

describe.each(['en', 'zh'])('guides in %s', (language) => {
  const texts = guides(language).map((name) => ({
    name,
    text: readFileSync(join(GUIDES, language, name), 'utf8').replace(/```[\s\S]*?```/g, ''),
  }));

  test('show pictures that exist, in their own language', () => {
    const named = texts.flatMap(({ text }) =>
      [...text.matchAll(/pictures\/guide\/([\w.-]+)/g)].map(([, file]) => file ?? ''),
    );
    expect(named.filter((file) => !file.endsWith(`.${language}.webp`) || !existsSync(join(PICTURES, file)))).toEqual(
      [],
    );
    const taken = readdirSync(PICTURES).filter((file) => file.endsWith(`.${language}.webp`));
    expect(taken.filter((file) => !named.includes(file))).toEqual([]);
    expect(taken.filter((file) => statSync(join(PICTURES, file)).size > 120_000)).toEqual([]);
  });

  test('call buttons what the screens call them', () => {
    const said = saidIn(language);
    const spans = (text: string): string[] =>
      [...text.matchAll(language === 'zh' ? /「([^」]+)」/g : /`([^`]+)`/g)].map(([, span]) => span ?? '');
    const wrong = texts.flatMap(({ name, text }) =>
      spans(text)
        .filter((span) => !isTyped(span) && !said.some((pattern) => pattern.test(span)))
        .map((span) => `${name}: ${span}`),
    );
    expect(wrong).toEqual([]);
  });
});
