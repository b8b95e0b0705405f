import type { HandleClientError } from '@sveltejs/kit/hooks';
import { pageLocale } from '#lib/i18n/locale.svelte.ts';
import { completeOldEngines } from '#lib/old-engines.ts';

completeOldEngines();
pageLocale.start(document.documentElement.lang);

/** A page's data that could not be fetched is a network's doing, not a bug. */
export const handleError: HandleClientError = (caught) => {
  if (caught.kind === 'app') return caught.error;
  if (caught.kind === 'framework' && caught.error.status === 404) return { kind: 'not-found' };
  if (caught.error instanceof TypeError && /fetch|load failed|network/i.test(caught.error.message))
    return { kind: 'server-away' };
  console.error(caught.error);
  return { kind: 'trouble' };
};
