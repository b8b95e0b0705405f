/**
 * The sheet, computed by hand. Three criteria from 0 to 10 weigh 5, 3 and 2: a judge's total is 5a + 3b + 2c. The highest
 * and the lowest total are struck out, the mean of three is rounded half up to two decimals, the deduction comes off it.
 *
 * Talk 1   9   8.5 9   → 45   + 25.5 + 18 = 88.5
 *          9.5 9   8   → 47.5 + 27   + 16 = 90.5
 *          8.5 9   9.5 → 42.5 + 27   + 19 = 88.5
 *          9   9.5 9   → 45   + 28.5 + 18 = 91.5   highest
 *          8   8   8.5 → 40   + 24   + 17 = 81     lowest
 *          (88.5 + 90.5 + 88.5) / 3 = 267.5 / 3 = 89.1666… → 89.17, less 0.20 for one started stretch over time: 88.97
 * Talk 2   9   9   9.5 → 45   + 27   + 19 = 91
 *          9   9.5 9   → 45   + 28.5 + 18 = 91.5
 *          9.5 9.5 9.5 → 47.5 + 28.5 + 19 = 95     highest
 *          8.5 8.5 8.5 → 42.5 + 25.5 + 17 = 85     lowest
 *          9.5 8   10  → 47.5 + 24   + 20 = 91.5
 *          (91 + 91.5 + 91.5) / 3 = 274 / 3 = 91.3333… → 91.33
 * Talk 3   9   9   9   → 45   + 27   + 18 = 90
 *          9.5 8.5 9.5 → 47.5 + 25.5 + 19 = 92
 *          10  9   7.5 → 50   + 27   + 15 = 92
 *          9.5 9   9   → 47.5 + 27   + 18 = 92.5   highest
 *          9   8   10  → 45   + 24   + 20 = 89     lowest
 *          (90 + 92 + 92) / 3 = 274 / 3 = 91.3333… → 91.33
 * Talks 2 and 3 share the first place, so talk 1 is third.
 */
export const SHEETS = [
  [
    ['9', '8.5', '9'],
    ['9.5', '9', '8'],
    ['8.5', '9', '9.5'],
    ['9', '9.5', '9'],
    ['8', '8', '8.5'],
  ],
  [
    ['9', '9', '9.5'],
    ['9', '9.5', '9'],
    ['9.5', '9.5', '9.5'],
    ['8.5', '8.5', '8.5'],
    ['9.5', '8', '10'],
  ],
  [
    ['9', '9', '9'],
    ['9.5', '8.5', '9.5'],
    ['10', '9', '7.5'],
    ['9.5', '9', '9'],
    ['9', '8', '10'],
  ],
] as const;
export const MEANS = ['89.17', '91.33', '91.33'] as const;
export const TOTALS = ['88.97', '91.33', '91.33'] as const;
/** The judges' totals that no other figure of a session looks like. */
export const JUDGE_TOTALS = ['88.5', '90.5', '91.5', '92.5'] as const;
export const WEIGHTS = ['5', '3', '2'] as const;
