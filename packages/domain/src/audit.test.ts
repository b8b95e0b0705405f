import { describe, expect, it } from 'vitest';
import { auditDocument } from './audit-document.ts';
import { auditOf } from './audit.ts';
import type { Author } from './kernel.ts';
import {
  evolveSession,
  initialSession,
  type SessionCommand,
  type SessionEvent,
  type StampedSessionEvent,
} from './session.ts';
import { CLERK, CLERK_2, HEAD, HOST, judge, prepared } from './testing/events.ts';
import { Play } from './testing/play.ts';
import { documentPhrases, sayLine } from './words/index.ts';

const marks = { content: '36.5', form: '17', language: '18', presence: '16' };
/** A session as it is told by commands, from a prepared one. */
const play = (marksShown: 'live' | 'talk', steps: readonly (readonly [SessionCommand, Author])[]) => {
  const game = new Play();
  for (const event of prepared({ settings: { marksShown } })) {
    game.events.push({ ...event, at: game.now });
  }
  game.state = replay(game.events);
  for (const [command, by] of steps) game.wait(1000).run(command, by);
  return game;
};
const replay = (events: readonly StampedSessionEvent[]) => evolveSession(initialSession, events);
const lines = (game: Play) => auditOf(game.state).take(game.events);
const said = (game: Play, language: 'zh' | 'en' = 'en') => {
  const document = auditDocument(game.state, lines(game));
  return document.lines.map((one) => sayLine(one, document, documentPhrases(language)));
};

const send = (content: string, comment = 'Warm'): SessionCommand => ({
  type: 'sheet.send',
  talk: 't1',
  marks: { ...marks, content },
  comment,
});
const opened: (readonly [SessionCommand, Author])[] = [
  [{ type: 'session.start' }, HOST],
  [{ type: 'item.open', to: 't1' }, HOST],
];
const story: (readonly [SessionCommand, Author])[] = [
  ...opened,
  [{ type: 'sheet.draft', talk: 't1', marks: { content: '11.5' }, comment: 'Draft' }, judge('j1')],
  [{ type: 'sheet.note', talk: 't1', note: 'For myself' }, judge('j1')],
  [send('30'), judge('j1')],
  [send('31.5', 'Warmer'), judge('j1')],
  [{ type: 'judge.recuse', talk: 't1', kind: 'recused', reason: 'My pupil' }, judge('j2')],
  [{ type: 'judge.nudge', talk: 't1', judge: 'j3' }, HEAD],
  [{ type: 'sheet.enter', talk: 't1', judge: 'j3', marks, comment: '' }, CLERK],
  [{ type: 'sheet.enter', talk: 't1', judge: 'j3', marks, comment: '' }, CLERK_2],
  [{ type: 'judging.close', talk: 't1' }, HOST],
  [{ type: 'deduction.add', talk: 't1', points: '0.5', note: 'No badge' }, CLERK],
  [{ type: 'talk.stand', talk: 't2', status: 'withdrawn', reason: 'Ill' }, HOST],
];

describe('the audit', () => {
  it('[OU7] has every change with who, as what and when, in the order of the log', () => {
    const game = play('live', story);
    const found = lines(game);
    expect(found.map((one) => one.kind)).toEqual([
      'rules-changed',
      'judging-opened',
      'sheet-sent',
      'rules-frozen',
      'sheet-corrected',
      'judge-recused',
      'judge-nudged',
      'paper-entered',
      'paper-confirmed',
      'judging-closed',
      'deduction-added',
      'talk-stood',
    ]);
    expect(found.map((one) => one.n)).toEqual(found.map((_one, at) => at + 1));
    const of = (kind: string) => found.find((one) => one.kind === kind);
    expect(of('sheet-sent')).toMatchObject({
      by: 'j1',
      role: 'judge',
      changes: [{ criterion: 'content', to: '30' }, {}, {}, {}],
    });
    expect(of('sheet-corrected')).toMatchObject({
      changes: [{ criterion: 'content', from: '30', to: '31.5' }],
      commented: true,
    });
    expect(of('paper-confirmed')).toMatchObject({ by: 'clerk2', role: 'clerk', other: 'clerk', judge: 'j3' });
    expect(of('deduction-added')).toMatchObject({ by: 'clerk', points: '0.5', reason: 'No badge' });
    expect(of('rules-frozen')?.by).toBeUndefined();
  });
  it('[OU7] holds no figure of a talk whose marks are held, and never a draft, note or comment', () => {
    const game = play('talk', story);
    const text = JSON.stringify(auditDocument(game.state, lines(game)));
    for (const hidden of ['"30"', '31.5', '36.5', '11.5', 'For myself', 'Warm', 'Draft'])
      expect(text).not.toContain(hidden);
    expect(lines(game).find((one) => one.kind === 'sheet-corrected')?.changes).toEqual([{ criterion: 'content' }]);
    game.run({ type: 'results.open', talk: 't1' }, HOST);
    const after = JSON.stringify(lines(game));
    for (const shown of ['"30"', '31.5', '36.5']) expect(after).toContain(shown);
    for (const hidden of ['11.5', 'For myself', 'Warm', 'Draft']) expect(after).not.toContain(hidden);
  });
  it('[OU7] reads alike however many events at a time it is given', () => {
    const game = play('live', story);
    const audit = auditOf(game.state);
    expect(game.events.flatMap((event) => audit.take([event]))).toEqual(lines(game));
  });
  it('[OU7] is readable in both languages', () => {
    const game = play('live', story);
    expect(said(game)).toContainEqual({
      what: '1 “Title t1”: Name j1 sent the sheet again: 内容 30 → 31.5; the comment changed',
      who: 'Name j1',
      role: 'judge',
    });
    expect(said(game, 'zh')).toContainEqual({
      what: '第 1 讲《Title t1》扣分 0.5，理由：No badge',
      who: 'Name clerk',
      role: '计分员',
    });
    for (const language of ['zh', 'en'] as const)
      for (const { what } of said(game, language)) expect(what).not.toMatch(/undefined|\[object|^\s*$/);
  });
  it('[OU7] tells of deductions by the clock, their change, and of what was taken back', () => {
    const game = play('live', [...opened, [{ type: 'countdown.start', item: 't1' }, HOST]]);
    game.wait(11 * 60_000).run({ type: 'countdown.end', item: 't1' }, HOST);
    const [deduction = ''] = Object.keys(game.state.judging.talks['t1']?.deductions ?? {});
    game.run({ type: 'deduction.confirm', talk: 't1', deduction, points: '0.2', note: 'Applause' }, CLERK);
    const confirmed = game.lastCommand;
    game.run({ type: 'undo', target: confirmed }, HOST);
    game.run({ type: 'deduction.waive', talk: 't1', deduction, note: 'The microphone failed' }, CLERK);
    const found = lines(game).filter((one) => one.kind.startsWith('deduction') || one.kind === 'undone');
    expect(found).toMatchObject([
      { kind: 'deduction-proposed', because: 'over-time', points: '0.4' },
      { kind: 'deduction-changed', from: '0.4', points: '0.2', reason: 'Applause', by: 'clerk' },
      { kind: 'undone', undone: 'deduction-changed', by: 'host' },
      { kind: 'deduction-waived', reason: 'The microphone failed' },
    ]);
    expect(found[0]?.by).toBeUndefined();
  });
  it('[OU7] never says who voted for what', () => {
    const ballots: SessionEvent[] = [
      { type: 'vote.opened', panel: 'hall' },
      { type: 'vote.cast', panel: 'hall', participant: 'guest', talks: ['t1'] },
      { type: 'tie.opened', tie: 'x', talks: ['t1', 't2'] },
      { type: 'tie.voted', tie: 'x', judge: 'j1', talks: ['t2', 't1'] },
      { type: 'vote.closed', panel: 'hall', voters: 1, figures: { t1: '1' } },
    ];
    const { state } = play('live', opened);
    const found = auditOf(state).take(ballots.map((event, at) => ({ ...event, at, by: 'guest' })));
    expect(found.map((one) => one.kind)).toEqual([
      'vote-opened',
      'rules-frozen',
      'tie-opened',
      'tie-voted',
      'vote-closed',
    ]);
    expect(found[3]).not.toHaveProperty('talks');
    expect(found[4]).toMatchObject({ voters: 1 });
    expect(JSON.stringify(found)).not.toContain('figures');
  });
});
