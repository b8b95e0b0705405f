import type { Role } from '@rostrum/domain';
import { m } from '#lib/paraglide/messages.js';
import { isLocale } from './locale.svelte.ts';

/** What stands where the name of an erased person stood: in the reader's language, before a hall in the session's own. */
export const erasedWord = (role: Role, view: object): string => {
  const { session } = view as { session?: { language?: unknown } };
  return role === 'projector' && isLocale(session?.language)
    ? m.common_erased_person({}, { locale: session.language })
    : m.common_erased_person();
};
