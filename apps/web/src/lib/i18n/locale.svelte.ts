import { baseLocale, overwriteGetLocale, type Locale } from '#lib/paraglide/runtime.js';

export type { Locale };
export const LOCALES: readonly Locale[] = ['zh', 'en'];
/** Each language in its own words. */
export const OWN_NAME: Readonly<Record<Locale, string>> = { zh: '中文', en: 'English' };
/** What `lang` attributes and `Intl` take. */
export const LANG_TAG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };

export const isLocale = (value: unknown): value is Locale => value === 'zh' || value === 'en';
const localeOfTag = (tag: string): Locale => (tag.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/**
 * The language of this page in the browser. It is a rune, so words in templates change in place: no reload, no lost draft.
 * The server never touches it: there the language belongs to the request (lib/server/request-locale.ts).
 */
class PageLocale {
  #current = $state<Locale>(baseLocale);

  get current(): Locale {
    return this.#current;
  }

  /** Takes over the language that the server rendered, before anything hydrates. */
  start(tag: string): void {
    this.#current = localeOfTag(tag);
    overwriteGetLocale(() => this.#current);
  }

  /** Changes the words on the screen; `remember` keeps it for later visits of this browser. */
  set(locale: Locale, remember = true): void {
    this.#current = locale;
    document.documentElement.lang = LANG_TAG[locale];
    if (remember) document.cookie = `lang=${locale}; Path=/; Max-Age=34560000; SameSite=Lax`;
  }
}

export const pageLocale = new PageLocale();
