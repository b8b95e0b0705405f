import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Language = 'zh' | 'en';
/** What a screen says for a key of the message catalogue, with its places filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

interface Plural {
  readonly match: Readonly<Record<string, string>>;
}
const MESSAGES = join(import.meta.dirname, '../../../apps/web/messages');

/** The words of one language, so that one journey can be made in each. */
export const catalogueOf = async (language: Language): Promise<Say> => {
  const folder = join(MESSAGES, language);
  const all = new Map<string, string | readonly Plural[]>();
  for (const name of await readdir(folder)) {
    const messages = JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, string | Plural[]>;
    for (const [key, text] of Object.entries(messages)) all.set(key, text);
  }
  const rules = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const found = all.get(key);
    if (found === undefined) throw new Error(`no message ${key}`);
    const text = typeof found === 'string' ? found : pluralOf(found, rules.select(Number(values['count'])));
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  };
};

const pluralOf = (forms: readonly Plural[], form: string): string => {
  const match = forms[0]?.match ?? {};
  return match[`form=${form}`] ?? match['form=*'] ?? '';
};
