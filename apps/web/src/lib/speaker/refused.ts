import { refusalText } from '#lib/i18n/refusals.ts';

type Detail = Readonly<Record<string, string | number>>;

/** The words for a refusal, those of this device included. */
export const refusedText = (code: string, detail?: Detail): string =>
  refusalText(code === 'offline' ? 'not-connected' : code, detail);
