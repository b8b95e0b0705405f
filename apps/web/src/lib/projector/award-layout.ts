/** How those who have a tier stand on the wall. */
export interface AwardLayout {
  readonly columns: number;
  readonly rows: number;
  /** Font sizes of a name, the largest first, in the unit of the wall (240 × 135). */
  readonly sizes: readonly number[];
  /** What a name may take, in the same unit. */
  readonly width: number;
  readonly height: number;
  /** Whether there is room for what the talk is about. */
  readonly topics: boolean;
  /** Where the total stands; with many winners their names are what counts. */
  readonly totals: 'under' | 'beside' | 'none';
  /** How many there is room for; the rest are counted. */
  readonly listed: number;
}

/** Of the wall: its width between the margins, and its height under the head. */
const [WIDTH, HEIGHT, GAP, TOTAL] = [220, 85, 8, 18];
const MOST = 44;
const cell = (columns: number): number => (WIDTH + GAP) / columns - GAP;

/** One winner fills the wall; up to three stand side by side; more are rows of a grid that gets finer. */
export const awardLayout = (winners: number): AwardLayout => {
  const of = (
    columns: number,
    rows: number,
    more: Pick<AwardLayout, 'sizes' | 'height' | 'topics' | 'totals'>,
  ): AwardLayout => ({
    columns,
    rows,
    width: cell(columns) - (more.totals === 'beside' ? TOTAL : 0),
    listed: winners > MOST ? MOST - 1 : winners,
    ...more,
  });
  if (winners <= 1) return of(1, 1, { sizes: [26, 20, 16, 12], height: 46, topics: true, totals: 'under' });
  if (winners <= 3) return of(winners, 1, { sizes: [15, 13, 11, 9, 7.5], height: 36, topics: true, totals: 'under' });
  const columns = winners <= 6 ? 2 : winners <= 12 ? 3 : 4;
  const rows = Math.min(Math.ceil(winners / columns), MOST / columns);
  const height = Math.max(5, HEIGHT / rows - 6 - (rows <= 3 ? 8 : 0));
  const sizes = columns === 2 ? [10, 8.5, 7, 6] : columns === 3 ? [7.5, 6.5, 5.5, 4.8] : [6.5, 5.6, 4.8];
  return of(columns, rows, { sizes, height, topics: rows <= 3, totals: columns > 3 ? 'none' : 'beside' });
};
