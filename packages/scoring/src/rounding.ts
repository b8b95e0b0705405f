import * as v from 'valibot';

/** More decimals than this are refused: no jury reads them. */
export const MOST_DECIMALS = 10;

const roundingMode = v.picklist(['half-up', 'half-even', 'truncate']);

/** `half-even` is GB/T 8170 (修约间隔 with 拟舍弃数字 exactly half: to the even digit). */
export type RoundingMode = v.InferOutput<typeof roundingMode>;

/**
 * How a value is cut to a number of decimals. Halves are decided on the absolute value, so −0.5 mirrors 0.5, and a value
 * is rounded once: GB/T 8170—2008, 3.3 (不允许连续修约).
 */
export interface Rounding {
  readonly mode: RoundingMode;
  readonly decimals: number;
}
export const rounding = v.strictObject({
  mode: roundingMode,
  decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_DECIMALS)),
});
