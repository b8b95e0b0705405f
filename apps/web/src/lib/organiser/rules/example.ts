import {
  Exact,
  explain,
  proposeForTime,
  score,
  type Contest,
  type Criterion,
  type Judge,
  type Panel,
  type Result,
  type RuleSet,
  type Step,
} from '@rostrum/scoring';

/** Three talks that five judges marked, made up: what a rule set does can be seen on them. */
const TALKS = ['1', '2', '3'] as const;
/** How much of the range each judge gives to each talk. */
const LEVELS: readonly (readonly number[])[] = [
  [86, 91, 78, 97, 88],
  [90, 84, 93, 81, 87],
  [72, 79, 85, 76, 94],
];
/** Seconds over, so that a time rule shows. */
const OVER = 40;

export interface Example {
  readonly result: Result;
  /** The steps of the first talk. */
  readonly steps: readonly Step[];
  readonly judges: number;
  /** The first talk ran over, by `OVER`. */
  readonly late: boolean;
}

/** What the rules make of the example; they must be without problems. */
export const exampleOf = (set: RuleSet): Example => {
  const judges = Math.min(12, Math.max(5, ...set.panels.map((panel) => panel.size?.least ?? 0)));
  const late = lateness(set);
  const contest: Contest = {
    entries: TALKS.map((talk, n) => ({
      talk,
      team: n === 1 ? 'B' : 'A',
      ...(n === 0 && late ? { adjustments: [late] } : {}),
    })),
    panels: Object.fromEntries(set.panels.map((panel) => [panel.id, { judges: membersOf(panel, judges) }])),
    sheets: set.panels.flatMap((panel) => sheetsOf(panel, judges)),
    lists: set.panels.flatMap((panel) => listsOf(panel, judges)),
    tallies: set.panels.flatMap((panel) =>
      panel.ballot.kind === 'tally'
        ? TALKS.map((talk, n) => ({ panel: panel.id, talk, value: ['86', '92', '64'][n] ?? '0' }))
        : [],
    ),
  };
  const result = score(set, contest);
  return { result, steps: explain(result, ['1']).get('1') ?? [], judges, late: late !== undefined };
};

const lateness = ({ time }: RuleSet) => {
  const limit = time?.longest ?? 720;
  const proposed = time && proposeForTime(time, [limit + OVER], limit);
  return proposed && !proposed.out && proposed.reason === 'over-time'
    ? { id: 'time', kind: 'deduction' as const, points: proposed.points, reason: proposed.reason }
    : undefined;
};

const membersOf = ({ ballot }: Panel, judges: number): Judge[] =>
  ballot.kind === 'tally' ? [] : Array.from({ length: judges }, (_, n) => ({ id: String(n + 1) }));

const sheetsOf = (panel: Panel, judges: number) => {
  const { ballot } = panel;
  if (ballot.kind !== 'marks') return [];
  return TALKS.flatMap((talk, t) =>
    membersOf(panel, judges).map((judge, n) => ({
      panel: panel.id,
      judge: judge.id,
      talk,
      marks: Object.fromEntries(
        ballot.rubric.criteria.map((one, c) => [
          one.id,
          markAt(one, (LEVELS[t]?.[(n + c) % 5] ?? 80) + (n >= 5 ? -2 : 0)),
        ]),
      ),
    })),
  );
};

/** The mark at so many hundredths of the range, down to a step. */
const markAt = ({ min, max, step }: Criterion, level: number): string => {
  const [low, high, by] = [Exact.of(min), Exact.of(max), Exact.of(step)];
  const steps = high.minus(low).times(Exact.whole(level)).dividedBy(Exact.whole(100)).dividedBy(by);
  return low.plus(by.times(steps.round({ mode: 'truncate', decimals: 0 }))).toString();
};

/** Places: each judge's own order. Picks: as many as may be, the first talk by most. */
const listsOf = (panel: Panel, judges: number) => {
  const { ballot } = panel;
  if (ballot.kind !== 'places' && ballot.kind !== 'picks') return [];
  const length = Math.min(TALKS.length, ballot.kind === 'places' ? ballot.points.length : ballot.most);
  return membersOf(panel, judges).map((judge, n) => ({
    panel: panel.id,
    judge: judge.id,
    talks: [...TALKS]
      .sort((a, b) => (LEVELS[Number(b) - 1]?.[n % 5] ?? 0) - (LEVELS[Number(a) - 1]?.[n % 5] ?? 0))
      .slice(0, length),
  }));
};
