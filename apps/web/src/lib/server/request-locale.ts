import { AsyncLocalStorage } from 'node:async_hooks';
import { baseLocale, overwriteGetLocale, type Locale } from '#lib/paraglide/runtime.js';

/** The language of the request that is being answered, for every `m.…()` below `run`. */
export function requestLocales(): { run<T>(locale: Locale, answer: () => T): T } {
  const storage = new AsyncLocalStorage<Locale>();
  overwriteGetLocale(() => storage.getStore() ?? baseLocale);
  return { run: (locale, answer) => storage.run(locale, answer) };
}
