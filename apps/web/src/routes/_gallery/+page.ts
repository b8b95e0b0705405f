import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** For those who build screens: every component in every state. Not part of the product, nor of its build. */
export const load: PageLoad = async () => {
  // Read where the bundler reads it, so that a build leaves the import out.
  if (import.meta.env.DEV) {
    const { default: Gallery } = await import('./Gallery.svelte');
    return { Gallery };
  }
  error(404, 'Not found', { kind: 'not-found' });
};
