import type { PublicResult } from '@rostrum/domain';
import { isZero } from '#lib/i18n/decimals.ts';
import type { Locale } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/**
 * RV8: deduction and bonus under one name, as the wall shows them; undefined where there is neither. `figures`: both
 * without a sign, written to as many decimals as what stands beside them.
 */
export const adjustment = (
  result: Pick<PublicResult, 'deduction' | 'bonus' | 'within'>,
  figures: { readonly deduction: string; readonly bonus: string },
  locale: Locale,
): { name: string; figure: string } | undefined => {
  const deducted = result.deduction !== undefined && !isZero(result.deduction);
  const added = result.bonus !== undefined;
  if (!deducted && !added) return undefined;
  const words = { locale };
  const what = !added
    ? m.projector_deduction({}, words)
    : deducted
      ? m.projector_adjusted({}, words)
      : m.projector_bonus({}, words);
  const signed = [...(deducted ? [`−${figures.deduction}`] : []), ...(added ? [`+${figures.bonus}`] : [])];
  return { name: result.within ? m.projector_within({ what }, words) : what, figure: signed.join(' ') };
};
