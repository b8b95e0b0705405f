import type { ProjectorView } from '@rostrum/domain';

export interface StandingRow {
  readonly talk: string;
  readonly name: string;
  /** What the talk is about; '' where that already stands for the name. */
  readonly topic: string;
  readonly total: string;
  readonly rank: number;
  /** Shares its rank. */
  readonly tied: boolean;
  /** The tier that it has, once it was shown. */
  readonly award?: string;
}
export interface BoardRow extends Omit<StandingRow, 'total' | 'rank'> {
  /** Absent while the talk is being judged. */
  readonly total?: string;
  readonly rank?: number;
  /** The talk that the board is about. */
  readonly mine: boolean;
  /** Rows are left out above it. */
  readonly gap: boolean;
}

const namesOf = (view: ProjectorView, talk: string): { name: string; topic: string } => {
  const item = view.order[talk];
  const name = item?.speaker?.name;
  return name === undefined ? { name: item?.title ?? '', topic: '' } : { name, topic: item?.title ?? '' };
};

/** The talks that have a rank, best first; equal ones in running order. */
export const standings = (view: ProjectorView): StandingRow[] => {
  const key = (talk: string): number => view.order[talk]?.key ?? 0;
  return Object.entries(view.results)
    .flatMap(([talk, { total, rank, tied, award }]) =>
      total === undefined || rank === undefined || !view.order[talk]
        ? []
        : [
            {
              talk,
              ...namesOf(view, talk),
              total,
              rank,
              tied: tied === true,
              ...(award === undefined ? {} : { award }),
            },
          ],
    )
    .sort((a, b) => a.rank - b.rank || key(a.talk) - key(b.talk));
};

/** The ranks of the others as if one talk were not among them. */
const without = (rows: readonly StandingRow[], talk: string): StandingRow[] => {
  const mine = rows.find((one) => one.talk === talk);
  const others = rows.filter((one) => one.talk !== talk);
  const rankOf = (one: StandingRow): number => (mine && mine.rank < one.rank ? one.rank - 1 : one.rank);
  return others.map((one) => ({
    ...one,
    rank: rankOf(one),
    tied: others.some((other) => other !== one && other.rank === one.rank),
  }));
};

const LEADERS = 3;

/**
 * The board beside a talk that has been judged, at most `most` rows: all, or else the leaders and the neighbourhood of
 * the talk. Until it is `ranked` the talk stands at the foot, outside of the ranks.
 */
export const boardRows = (view: ProjectorView, talk: string, ranked: boolean, most = 8): BoardRow[] => {
  const all = standings(view);
  const row = (one: StandingRow): BoardRow => ({ ...one, mine: one.talk === talk, gap: false });
  const at = all.findIndex((one) => one.talk === talk);
  if (!ranked || at < 0) {
    const others = without(all, talk);
    const open: BoardRow = { talk, ...namesOf(view, talk), tied: false, mine: true, gap: others.length > most - 1 };
    return [...others.slice(0, most - 1).map(row), open];
  }
  if (all.length <= most || at < most) return all.slice(0, most).map(row);
  const near = most - LEADERS;
  const from = Math.min(at - Math.floor(near / 2), all.length - near);
  const around = all
    .slice(from, from + near)
    .map((one, index) => ({ ...row(one), gap: index === 0 && from > LEADERS }));
  return [...all.slice(0, LEADERS).map(row), ...around];
};

/**
 * The places of a ranking that is being revealed, best first: undefined where nothing has been shown yet. At most `most`
 * of them, around the newest.
 */
export const rankingRows = (
  view: ProjectorView,
  most: number,
): { first: number; rows: (StandingRow | undefined)[] } => {
  const { reveal } = view;
  if (reveal?.what !== 'ranking') return { first: 1, rows: [] };
  const known = new Map(standings(view).map((one) => [one.talk, one]));
  const rows = Array.from<StandingRow | undefined>({ length: reveal.of });
  for (const [talk, step] of Object.entries(reveal.ranked ?? {})) rows[reveal.of - step] = known.get(talk);
  if (rows.length <= most) return { first: 1, rows };
  // Two places above the newest, so that the hall sees what is still to come.
  const from = Math.max(0, Math.min(reveal.of - reveal.at - 2, rows.length - most));
  return { first: from + 1, rows: rows.slice(from, from + most) };
};

const REVEAL_ORDER = ['marks', 'dropped', 'mean', 'part', 'total', 'rank'] as const;
export type RevealStage = (typeof REVEAL_ORDER)[number];
/** Whether a reveal of a talk has come as far as a stage. */
export const hasShown = (view: ProjectorView, stage: RevealStage): boolean =>
  REVEAL_ORDER.indexOf(view.reveal?.kind as RevealStage) >= REVEAL_ORDER.indexOf(stage);

/**
 * How far the live scoreboard may have settled: 1 marks come in, 2 all are in and the rule's mean stands, 4 the total and
 * the rank. (3, the sum alone, is a pause on the way.)
 */
export const settledTo = (board: ProjectorView['board']): 1 | 2 | 4 =>
  board?.state !== 'complete' ? 1 : board.settled && board.total !== undefined ? 4 : 2;

/** Where the newest mark stands: the first place that differs. */
export const newestMark = (before: readonly string[], after: readonly string[]): number =>
  after.findIndex((mark, index) => before[index] !== mark);
