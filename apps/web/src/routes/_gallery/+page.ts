import { error } from '@sveltejs/kit';
import { dev } from '$app/env';
import type { PageLoad } from './$types';

/** For those who build screens: every component in every state. Not part of the product, nor of its build. */
export const load: PageLoad = async () => {
  if (!dev) error(404, { message: 'Not found', kind: 'not-found' });
  const { default: Gallery } = await import('./Gallery.svelte');
  return { Gallery };
};
