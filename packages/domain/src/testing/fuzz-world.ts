import { ACCESS } from '../access.ts';
import { MICRO_LECTURE, type JudgingRules } from '../rules.ts';
import type { SessionCommand } from '../session.ts';
import { castOf, type Cast } from './cast.ts';

/** One criterion in millionths: each mark is unlike any other, and so are the figures made of them. */
export const FINE: JudgingRules = {
  ...MICRO_LECTURE,
  title: 'Fine',
  set: {
    ...MICRO_LECTURE.set,
    panels: [
      ...MICRO_LECTURE.set.panels.map((panel) => ({
        ...panel,
        ballot: {
          kind: 'marks' as const,
          rubric: { criteria: [{ id: 'whole', name: 'Whole', min: '0', max: '1000', step: '0.000001', weight: '1' }] },
        },
        rounding: { panel: { mode: 'half-up' as const, decimals: 6 } },
      })),
      {
        id: 'hall',
        name: 'Hall',
        ballot: { kind: 'picks', least: 1, most: 2 },
        convert: { kind: 'times', factor: '0.123457' },
        weight: '1',
      },
    ],
    ties: [{ by: 'ballot', count: 'order' }],
    awards: {
      tiers: [
        { id: 'first', most: { count: 1 } },
        { id: 'second', most: { count: 1 } },
      ],
      sharing: 'takes-from-below',
      overfull: 'share',
    },
    rounding: { mode: 'half-up', decimals: 6 },
  },
  crowd: { hall: 'all' },
};

/** Names, questions and the rest with a marker each, for the oracle to look for. */
export const markedCast = (mint: () => string): Cast => {
  const cast = castOf('en');
  const call = <T extends { name: string }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, name: `${one.name} ${mint()}` }));
  return {
    ...cast,
    speakers: call(cast.speakers),
    judges: call(cast.judges),
    remotes: call(cast.remotes),
    host: { name: `Host ${mint()}` },
  };
};

export const TYPES = Object.keys(ACCESS).filter(
  (type) => type !== 'session.open' && type !== 'run.close' && type !== 'undo',
) as SessionCommand['type'][];
/** What people do most; the rest comes up now and then. */
export const OFTEN: SessionCommand['type'][] = [
  'sheet.send',
  'sheet.send',
  'sheet.send',
  'sheet.draft',
  'question.ask',
  'question.ask',
  'question.vote',
  'question.approve',
  'page.show',
  'page.show',
  'scene.show',
  'countdown.start',
  'countdown.pause',
  'countdown.end',
  'item.open',
  'judging.close',
  'results.open',
  'reveal.begin',
  'reveal.step',
  'reveal.step',
  'participant.join',
  'participant.leave',
  'stage.invite',
  'stage.accept',
  'message.send',
  'question.unvote',
  'hand.raise',
  'question.unfeature',
  'question.feature',
  'hand.lower',
  'judge.include',
  'vote.open',
  'vote.cast',
  'vote.cast',
  'vote.close',
  'sheet.return',
  'sheet.enter',
  'sheet.enter',
  'sheet.note',
  'stage.mute',
  'stage.unmute',
  'session.end',
  'record.confirm',
  'record.reopen',
];
