/** Words that say nothing of what a question is about; for Chinese, characters. */
const EMPTY_HAN = new Set('的了吗呢吧啊着过是在有我你您他她们这那个和与也都就还会能可以请问一下什么怎样如何为么多不');
const EMPTY_WORDS = new Set(
  (
    'a an the of to in on for with and or but is are was were be been being do does did can could will would shall should ' +
    'may might must have has had i you he she it we they this that these those there here what which how why when where ' +
    'much many more most about from by at as if so not no any each some our your their my me us them please'
  ).split(' '),
);
/** Below this two questions are about different things. Set by the pairs in the test. */
const ALIKE = 0.3;
/** A draft this short says too little to compare. */
const LEAST = 3;

const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|ing|ed|es|s|e|y)$/, '') : word.replace(/s$/, '');

/** What a text is about: single Han characters, pairs of neighbours (twice as telling), and stems of other words. */
const features = (text: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    if (/\p{Script=Han}/u.test(run)) {
      const characters = [...run];
      characters.forEach((character, at) => {
        const next = characters[at + 1];
        if (!EMPTY_HAN.has(character)) found.set(character, 1);
        if (next !== undefined && !EMPTY_HAN.has(character) && !EMPTY_HAN.has(next)) found.set(character + next, 2);
      });
    } else if (!EMPTY_WORDS.has(run)) found.set(stem(run), 3);
  }
  return found;
};
const weight = (of: Map<string, number>): number => Array.from(of.values()).reduce((sum, one) => sum + one, 0);

/** How much two texts ask the same, 0 to 1: the Dice coefficient of their weighted features. */
export const similarity = (one: string, other: string): number => {
  const [a, b] = [features(one), features(other)];
  const total = weight(a) + weight(b);
  if (total === 0) return 0;
  let common = 0;
  for (const [feature, value] of a) if (b.has(feature)) common += value;
  return (2 * common) / total;
};

/** The questions that ask nearly what a draft asks, the most alike first. */
export const alike = <Q extends { readonly text: string }>(draft: string, questions: readonly Q[], limit = 2): Q[] => {
  if (features(draft).size < LEAST) return [];
  return questions
    .map((question) => ({ question, score: similarity(draft, question.text) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ question }) => question);
};
