import type { PublicResult } from '@rostrum/domain';
import type { Locale } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a panel is called on the wall: by its name, else as the judges whose mean is shown, else as another panel. */
export const partName = (
  part: NonNullable<PublicResult['parts']>[string],
  mean: string | undefined,
  locale: Locale,
): string =>
  part.name ?? (part.value === mean ? m.projector_part_judges({}, { locale }) : m.projector_part_other({}, { locale }));
