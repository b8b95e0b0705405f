import type { PublicResult } from '@rostrum/domain';
import type { Locale } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/**
 * What a panel is called in a reveal: by its name, else as the judges whose mean is shown, else as another panel. In the
 * wall's language, or that of the screen.
 */
export const partName = (
  { name, value }: Pick<NonNullable<PublicResult['parts']>[string], 'name' | 'value'>,
  mean: string | undefined,
  locale?: Locale,
): string => {
  if (name !== undefined) return name;
  const options = locale === undefined ? {} : { locale };
  return value === mean ? m.projector_part_judges({}, options) : m.projector_part_other({}, options);
};
