/** Digits of any width and any spacing, as people type and paste them; at most six. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
