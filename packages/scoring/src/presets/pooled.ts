import type { Panel } from '../panel-rules.ts';
import type { Preset } from './build.ts';
import { dropping, halfUp, judges, oneMark, ruleSetOf, votes } from './build.ts';

const TEN = oneMark('0', '10', '0.01');
const HUNDRED = oneMark('0', '100', '0.01');
const PLAIN = { kind: 'mean' } as const;

/** Two at each end of a small pool, three and four of larger ones. From how many on, is ours. */
const TWO_TO_FOUR = {
  kind: 'trimmed',
  trims: [
    { from: 7, high: 2, low: 2 },
    { from: 16, high: 3, low: 3 },
    { from: 31, high: 4, low: 4 },
  ],
  tooFew: 'mean',
} as const;

/** Contests that are known by how marks and votes become a total, and how equal ones are parted. */
export const POOLED: readonly Preset[] = [
  {
    id: 'drop-two-third-decimal',
    name: {
      zh: '8–10 位评委，各去两个极值，同分看第三位小数',
      en: '8–10 judges, two dropped at each end, ties by the third decimal',
    },
    rules: ruleSetOf([{ ...judges(TEN, dropping(2), 2), size: { least: 8, most: 10 } }], 2, {
      ties: [{ by: 'decimals', upTo: 3 }],
      calibration: { kind: 'first', talks: 3 },
    }),
  },
  {
    id: 'ever-more-decimals',
    name: { zh: '同分逐位比小数，再由评委复投', en: 'Ties by ever more decimals, then a new vote' },
    rules: ruleSetOf([judges(TEN, dropping(1), 2)], 2, {
      ties: [
        { by: 'decimals', upTo: 6 },
        { by: 'ballot', count: 'votes' },
      ],
    }),
  },
  {
    id: 'three-judges',
    name: { zh: '三位评委，取平均', en: 'Three judges, plain mean' },
    rules: ruleSetOf([{ ...judges(HUNDRED, PLAIN, 2), size: { least: 3, most: 3 } }], 2),
  },
  {
    id: 'judges-and-listeners',
    name: { zh: '评委与听众两组，回避本单位', en: 'Two pools, nobody scores their own unit' },
    rules: ruleSetOf(
      // The weights are ours.
      [
        { ...judges(HUNDRED, TWO_TO_FOUR, 2, '0.7'), recuse: ['own-unit'] },
        { ...judges(HUNDRED, TWO_TO_FOUR, 2, '0.3'), id: 'listeners', name: '听众', recuse: ['own-unit'] },
      ],
      2,
    ),
  },
  {
    id: 'popularity-five',
    name: { zh: '评委 95 %，人气排名 5 分', en: 'Judges 95 %, five points by rank of popularity' },
    rules: ruleSetOf([judges(HUNDRED, dropping(1), 2, '0.95'), votes({ kind: 'popularity', full: '5' }, '1')], 2),
  },
  {
    id: 'votes-by-rank',
    name: {
      zh: '评委 70 %，投票名次 30 %，获奖不超过三成',
      en: 'Judges 70 %, votes by rank 30 %, awards to at most 30 %',
    },
    rules: ruleSetOf(
      [
        judges(HUNDRED, dropping(1), 2, '0.7'),
        votes({ kind: 'by-rank', first: '100', less: '0.5', least: '0' }, '0.3', { per: 'day', votes: 10 }),
      ],
      2,
      {
        awards: {
          // The parts of the tiers are ours; together they may not pass the limit.
          tiers: [
            { id: 'first', name: '一等奖', most: { share: '0.05', round: 'up' } },
            { id: 'second', name: '二等奖', most: { share: '0.1', round: 'up' } },
            { id: 'third', name: '三等奖' },
          ],
          limit: { share: '0.3', round: 'down' },
          sharing: 'takes-from-below',
          overfull: 'step-down',
        },
      },
    ),
  },
  {
    id: 'audience-five-percent',
    name: { zh: '现场观众占 5 %', en: 'The audience on site counts for 5 %' },
    rules: ruleSetOf(
      [
        judges(HUNDRED, dropping(1), 2, '0.95'),
        { ...judges(HUNDRED, PLAIN, 2, '0.05'), id: 'audience', name: '现场观众' },
      ],
      2,
    ),
  },
  {
    id: 'half-judges-half-votes',
    name: { zh: '评委与投票各半', en: 'Half judges, half votes' },
    // How votes become points is ours: the most voted has all of them, others their share of that.
    rules: ruleSetOf(
      [
        judges(HUNDRED, PLAIN, 2, '0.5'),
        votes({ kind: 'share-of-most', full: '100' }, '0.5', { per: 'day', perTalk: 1 }),
      ],
      2,
    ),
  },
  {
    id: 'team-of-three',
    name: { zh: '团体总分为三人之和', en: "A team's total is the sum of its three speakers" },
    rules: ruleSetOf([judges(TEN, dropping(1), 2)], 2, {
      teams: { take: 'sum', best: 3, tooFew: 'none', rounding: halfUp(2) },
    }),
  },
  {
    id: 'within-95-100',
    name: { zh: '限 95–100 分', en: 'Marks only within 95–100' },
    rules: ruleSetOf([judges(oneMark('95', '100', '0.1'), dropping(1), 2)], 2),
  },
  {
    id: 'base-8.50',
    name: { zh: '基准分 8.50，一位小数', en: 'A base of 8.50, one decimal' },
    rules: ruleSetOf([judges(oneMark('0', '10', '0.1', '8.50'), dropping(1), 2)], 2),
  },
  {
    id: 'rank-ballots-3-2-1',
    name: { zh: '评委排名 3–2–1，限时 4:30–7:30', en: 'Judges rank 3–2–1; out under 4:30 or over 7:30' },
    rules: ruleSetOf([rankBallots(['3', '2', '1'])], 0, {
      time: {
        shortest: 300,
        longest: 420,
        signals: [
          { at: 300, by: 'light' },
          { at: 360, by: 'light' },
          { at: 420, by: 'light' },
        ],
        over: { kind: 'out', freeSeconds: 30 },
        under: { kind: 'out', freeSeconds: 30 },
        hiddenFromJudges: true,
      },
      ties: [{ by: 'ballot', count: 'order' }],
    }),
  },
  {
    id: 'final-with-carried',
    name: { zh: '决赛，带入初赛成绩 30 %', en: 'A final that carries over 30 % of the preliminary' },
    rules: ruleSetOf(
      [
        judges(HUNDRED, dropping(1), 2, '0.7'),
        { id: 'preliminary', name: '初赛', ballot: { kind: 'tally' }, weight: '0.3' },
      ],
      2,
    ),
  },
];

function rankBallots(points: readonly string[]): Panel {
  return { id: 'judges', name: '评委', ballot: { kind: 'places', points }, pool: { kind: 'sum' }, weight: '1' };
}
