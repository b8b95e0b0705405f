import * as v from 'valibot';

/** All of a value read-only, however deep: what schemas infer is handed about and never changed. */
export type Frozen<T> = T extends readonly unknown[]
  ? { readonly [K in keyof T]: Frozen<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** A mark, limit or weight: a decimal string such as "94.50"; never a binary floating point number. */
export const decimal = v.pipe(v.string(), v.regex(/^-?\d{1,15}(\.\d{1,10})?$/, 'not-a-decimal'));
/** A whole number that only counts. */
export const count = v.pipe(v.number(), v.integer('not-a-count'), v.minValue(0, 'not-a-count'), v.maxValue(1e9));
export const countFromOne = v.pipe(count, v.minValue(1, 'not-a-count'));
/** Seconds, up to three decimals. */
export const seconds = v.pipe(v.number(), v.minValue(0, 'not-a-count'), v.maxValue(1e6));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** Words for people, in whatever language the jury speaks. */
export const words = v.pipe(v.string(), v.maxLength(400));

/** Own entries only: ids are free text, and may be called as something that objects inherit. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}
