import type { Preset } from './build.ts';
import { dropping, judges, oneMark, ruleSetOf } from './build.ts';
import { RUBRICS } from './rubrics.ts';

const TEN = oneMark('0', '10', '0.01');
const HUNDRED = oneMark('0', '100', '0.01');
const PLAIN = { kind: 'mean' } as const;

/** Contests that are known by their time rule. Where a source says nothing of a number, the comment says that it is ours. */
export const TIMED: readonly Preset[] = [
  {
    id: 'speech-8-bell',
    name: { zh: '演讲 6–8 分钟，铃响即止', en: 'Speech, 6–8 min, the bell ends it' },
    rules: ruleSetOf([judges(RUBRICS['speech-10'], dropping(1), 2)], 2, {
      time: {
        shortest: 360,
        longest: 480,
        signals: [
          { at: 420, by: 'card' },
          { at: 480, by: 'bell' },
        ],
        cutOff: 0,
        over: { kind: 'flat', freeSeconds: 0, points: '0.5' },
        under: { kind: 'flat', freeSeconds: 0, points: '0.5' },
      },
    }),
  },
  {
    id: 'speech-8-stepped',
    name: { zh: '演讲 6–8 分钟，分段扣分，前五位一并打分', en: 'Speech, 6–8 min, stepped; the first five together' },
    rules: ruleSetOf([judges(TEN, dropping(1), 2)], 2, {
      time: {
        shortest: 360,
        longest: 480,
        signals: [{ at: 450, by: 'light', name: '红灯' }],
        over: {
          kind: 'stepped',
          wholeSeconds: true,
          steps: [
            { from: 1, points: '0.02' },
            { from: 11, points: '0.05' },
            { from: 21, points: '0.1' },
            { from: 31, points: '0.2' },
          ],
        },
        under: { kind: 'flat', freeSeconds: 0, points: '0.1' },
        forfeitAfter: 60,
      },
      calibration: { kind: 'first', talks: 5 },
    }),
  },
  {
    id: 'speech-8-after-trim',
    name: { zh: '演讲不超过 8 分钟，去极值后扣分', en: 'Speech, at most 8 min; time comes off the trimmed mean' },
    rules: ruleSetOf([judges(TEN, dropping(1), 3)], 3, {
      time: {
        longest: 480,
        from: 'first-word',
        until: 'closing-words',
        signals: [{ at: 450, by: 'bell' }],
        over: {
          kind: 'stepped',
          steps: [
            { beyond: 10, points: '0.2' },
            { from: 30, points: '0.5' },
          ],
        },
      },
      adjust: { at: { stage: 'panel', panel: 'judges' } },
    }),
  },
  {
    id: 'timekeeper-deducts',
    name: { zh: '百分制，计时员扣分，同分同奖', en: 'Out of 100; the timekeeper deducts; ties share the tier' },
    rules: ruleSetOf([judges(HUNDRED, dropping(1), 2)], 2, {
      time: {
        longest: 480,
        over: {
          kind: 'stepped',
          steps: [
            { beyond: 30, points: '0.5' },
            { from: 60, points: '1' },
          ],
        },
      },
      adjust: { at: { stage: 'total' }, cap: '1' },
      awards: {
        // How many of each is ours.
        tiers: [
          { id: 'first', name: '一等奖', most: { count: 1 } },
          { id: 'second', name: '二等奖', most: { count: 2 } },
          { id: 'third', name: '三等奖', most: { count: 3 } },
        ],
        sharing: 'takes-from-below',
        overfull: 'share',
      },
    }),
  },
  {
    id: 'each-ten-seconds',
    name: { zh: '8–10 分钟，每 10 秒扣 0.1', en: '8–10 min, 0.1 for each 10 s' },
    rules: ruleSetOf([judges(TEN, PLAIN, 2)], 2, {
      time: {
        shortest: 480,
        longest: 600,
        over: { kind: 'per-started-unit', freeSeconds: 0, unitSeconds: 10, points: '0.1' },
        under: { kind: 'per-started-unit', freeSeconds: 0, unitSeconds: 10, points: '0.1' },
      },
    }),
  },
  {
    id: 'four-minutes-stopped',
    name: { zh: '4 分钟，超 10 秒叫停', en: '4 min, stopped at 10 s over' },
    rules: ruleSetOf([judges(HUNDRED, PLAIN, 2)], 2, {
      time: {
        shortest: 180,
        longest: 240,
        cutOff: 10,
        over: { kind: 'stepped', steps: [{ from: 10, points: '2' }] },
        under: { kind: 'flat', freeSeconds: 0, points: '2' },
      },
    }),
  },
  {
    id: 'prompt-deduct-cut',
    name: {
      zh: '5 分钟提示，6 分钟扣分，7 分钟终止，每三位收一次表',
      en: 'Prompt at 5, deducted past 6, cut past 7; sheets every third talk',
    },
    rules: ruleSetOf([judges(HUNDRED, PLAIN, 2)], 2, {
      time: {
        longest: 360,
        signals: [{ at: 300, by: 'words' }],
        cutOff: 60,
        // How much is deducted is ours.
        over: { kind: 'flat', freeSeconds: 0, points: '1' },
      },
      calibration: { kind: 'every', talks: 3 },
    }),
  },
  {
    id: 'five-minutes-then-stop',
    name: { zh: '5 分钟终止，缺席抽签视为弃权', en: '5 min, then stop; missing the draw is withdrawal' },
    rules: ruleSetOf([judges(HUNDRED, dropping(1), 2)], 2, {
      order: 'draw',
      time: {
        longest: 300,
        signals: [
          { at: 240, by: 'bell' },
          { at: 300, by: 'bell' },
        ],
        cutOff: 0,
        missedDraw: 'withdrawn',
      },
    }),
  },
  {
    id: 'order-by-draw',
    name: { zh: '抽签定序，迟到 5 分钟弃权', en: 'Order by draw; 5 min late is forfeit' },
    rules: ruleSetOf([judges(HUNDRED, dropping(1), 2)], 2, { order: 'draw', time: { forfeitAfter: 300 } }),
  },
  {
    id: 'micro-lecture-15',
    name: { zh: '微课 10–15 分钟', en: 'Micro-lecture, 10–15 min' },
    rules: ruleSetOf([judges(RUBRICS['micro-lecture'], dropping(1), 2)], 2, {
      time: {
        shortest: 600,
        longest: 900,
        signals: [
          { at: 780, by: 'card' },
          { at: 900, by: 'bell' },
        ],
        over: { kind: 'per-started-unit', freeSeconds: 0, unitSeconds: 30, points: '0.2', cap: '1' },
      },
    }),
  },
];
