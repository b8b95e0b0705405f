const WIDE: Readonly<Record<string, string>> = { '。': '.', '．': '.', '，': '.', ',': '.', '、': '.' };

/** A number as it was typed, also with an input method's wide digits or a comma: as the domain takes it. */
export const typedNumber = (text: string): string =>
  text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[。．，,、]/g, (sign) => WIDE[sign] ?? sign)
    .replace(/\.$/, '')
    .replace(/^\./, '0.');

/** Points that may be taken off or given: more than nothing, at most two decimals. */
export const isPoints = (text: string): boolean => /^\d{1,4}(\.\d{1,2})?$/.test(text) && Number(text) > 0;
/** A figure from outside. */
export const isFigure = (text: string): boolean => /^\d{1,9}(\.\d{1,4})?$/.test(text);
