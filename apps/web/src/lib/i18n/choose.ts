import { isLocale, type Locale } from './locale.svelte.ts';

/** The first language of an Accept-Language header that we speak, by its weights; undefined when there is none. */
export function accepted(header: string | null): Locale | undefined {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const weight = params.find((param) => param.trim().startsWith('q='));
      return { base: tag.split('-')[0] ?? '', q: weight === undefined ? 1 : Number(weight.trim().slice(2)) };
    })
    .filter((wish) => isLocale(wish.base) && wish.q > 0)
    .sort((a, b) => b.q - a.q);
  const first = wishes[0]?.base;
  return isLocale(first) ? first : undefined;
}

/** Explicit wish, then what this browser chose before, then the session's own, then the browser's; Chinese is the base. */
export function chooseLocale(from: {
  query: string | null;
  cookie: string | undefined;
  session?: Locale | undefined;
  acceptLanguage: string | null;
}): Locale {
  if (isLocale(from.query)) return from.query;
  if (from.session !== undefined) return from.session;
  if (isLocale(from.cookie)) return from.cookie;
  return accepted(from.acceptLanguage) ?? 'zh';
}
