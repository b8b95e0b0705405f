import type { Panel } from '@rostrum/scoring';
import { describe, expect, it } from 'vitest';
import { openTies, resultsOf } from './results.ts';
import { MICRO_LECTURE, type JudgingRules } from './rules.ts';
import { evolveSession, type SessionEvent } from './session.ts';
import { as } from './testing/context.ts';
import { CLERK, GUEST, HOST, judge, OTHER, REMOTE, running, SPEAKER } from './testing/events.ts';
import { given, stamped } from './testing/given.ts';
import { audienceView } from './views/audience.ts';
import { hostView } from './views/host.ts';
import { judgeView } from './views/judge.ts';
import { meView } from './views/me.ts';
import { projectorView } from './views/projector.ts';

const [usual] = MICRO_LECTURE.set.panels;
const hall: Panel = {
  id: 'hall',
  name: 'Hall',
  ballot: { kind: 'picks', least: 1, most: 1 },
  convert: { kind: 'popularity', full: '5' },
  weight: '1',
};
const withHall = (
  panel: Panel = hall,
  crowd: NonNullable<JudgingRules['crowd']> = { hall: 'all' },
): Partial<JudgingRules> => ({
  set: { ...MICRO_LECTURE.set, panels: [{ ...usual!, weight: '0.95' }, panel] },
  crowd,
});
const guests = ['g1', 'g2', 'g3'].map((participant): SessionEvent => ({
  type: 'participant.joined',
  participant,
  role: 'audience',
  place: participant === 'g3' ? 'afar' : 'hall',
}));
const g = (name: string) => as('audience', name);
const cast = (...talks: string[]) => ({ type: 'vote.cast', panel: 'hall', talks }) as const;
const open = { type: 'vote.open', panel: 'hall' } as const;
const close = { type: 'vote.close', panel: 'hall' } as const;

/** Both talks, judged with the same marks. */
const judgedAlike = ['t1', 't2'].flatMap((talk) => [
  { type: 'judging.opened' as const, talk },
  ...['j1', 'j2', 'j3'].map((one): SessionEvent => ({
    type: 'sheet.sent',
    talk,
    judge: one,
    marks: { content: '30', form: '15', language: '15', presence: '15' },
    comment: '',
  })),
  { type: 'judging.closed' as const, talk },
]);

describe('a vote of the crowd', () => {
  const opened = given(...running({ rules: withHall() }), ...guests).when(open, HOST);
  it('[VO1] one person has one ballot, and may change it until the vote is closed', () => {
    opened.when(open, HOST).thenNothing();
    const once = opened.when(cast('t1'), g('g1')).when(cast('t2'), g('g1'));
    expect(once.state.judging.votes['hall']).toMatchObject({ voters: 1, ballots: { g1: { talks: ['t2'] } } });
    expect(meView(once.state, 'g1').ballots).toEqual({ hall: { talks: ['t2'] } });
    once.when(close, HOST).when(cast('t1'), g('g2')).thenRefused('vote-not-open');
  });
  it('[VO1] nobody votes for themself, nor judges beside their own sheets, nor more than the ballot has', () => {
    opened.when(cast('t1'), SPEAKER).thenRefused('unknown-item');
    opened.when(cast('t2'), SPEAKER).thenKinds('vote.cast');
    opened.when(cast('t1'), judge('j1')).thenRefused('may-not-vote');
    opened.when(cast('t1', 't2'), g('g1')).thenRefused('wrong-number-of-talks', { least: 1, most: 1 });
    opened.when(cast(), g('g1')).thenRefused('wrong-number-of-talks');
    opened.when(cast('b3'), g('g1')).thenRefused('unknown-item');
  });
  it.each([
    ['hall', [true, false, false]],
    ['afar', [false, true, false]],
    ['listed', [false, false, true]],
  ] as const)('[VO1] those %s only', (who, [inHall, afar, listed]) => {
    const some = given(...running({ rules: withHall(hall, { hall: who }) }), ...guests).when(open, HOST);
    for (const [voter, may] of [
      [g('g1'), inHall],
      [g('g3'), afar],
      [REMOTE, listed],
    ] as const) {
      if (may) some.when(cast('t1'), voter).thenKinds('vote.cast');
      else some.when(cast('t1'), voter).thenRefused('may-not-vote');
    }
  });
  it('[VO1] who has voted in the hall does not vote from afar as well', () => {
    const rules = withHall(hall, { hall: 'hall' });
    const set = { ...rules.set!, panels: [...rules.set!.panels, { ...hall, id: 'far' }] };
    const both: Partial<JudgingRules> = { ...rules, set, crowd: { hall: 'hall', far: 'afar' } };
    const voted = given(...running({ rules: both }), ...guests)
      .when(open, HOST)
      .when({ type: 'vote.open', panel: 'far' }, HOST)
      .when(cast('t1'), g('g1'))
      .when({ type: 'self.describe', place: 'afar' }, g('g1'));
    voted.when({ type: 'vote.cast', panel: 'far', talks: ['t1'] }, g('g1')).thenRefused('may-not-vote');
    voted.when({ type: 'vote.cast', panel: 'far', talks: ['t1'] }, g('g3')).thenKinds('vote.cast');
    voted.when({ type: 'self.describe', place: 'hall' }, g('g1')).when(cast('t2'), g('g1')).thenKinds('vote.cast');
  });
  it('[VO2] [VO3] how many have voted is known at once, what they chose when the vote is closed', () => {
    const voted = opened.when(cast('t2'), g('g1')).when(cast('t2'), g('g2')).when(cast('t1'), g('g3'));
    expect(hostView(voted.state).panels['hall']?.vote).toEqual({ status: 'open', voters: 3 });
    expect(audienceView(voted.state).votes['hall']).toMatchObject({ kind: 'list', status: 'open', least: 1, most: 1 });
    const shown = voted.when({ type: 'scene.show', from: 0, scene: { kind: 'vote', panel: 'hall' } }, HOST);
    expect(projectorView(shown.state).vote).toMatchObject({ voters: 3, talks: ['t1', 't2'] });
    const closed = voted
      .when(close, CLERK)
      .then({ type: 'vote.closed', panel: 'hall', voters: 3, figures: { t1: '1', t2: '2' } });
    expect(hostView(closed.state).panels['hall']?.vote?.figures).toEqual({ t1: '1', t2: '2' });
    closed.when(close, HOST).thenNothing();
    // Row 13 of the conventions: 5 × (M − N + 1) / M of two talks: 5 and 2.5.
    const scored = evolveSession(closed.state, stamped(judgedAlike));
    const [one, two] = resultsOf(scored).talks.map((talk) => talk.panels.find((panel) => panel.panel === 'hall'));
    expect([one?.converted, two?.converted]).toEqual(['2.5', '5']);
  });
  it('[VO2] ratings are pooled of those who rated a talk; a talk that nobody rated has no figure', () => {
    const ballot = { kind: 'marks', rubric: { criteria: [{ id: 's', min: '1', max: '5', step: '1', weight: '1' }] } };
    const { convert: _convert, ...bare } = hall;
    const stars = { ...bare, ballot, pool: { kind: 'mean' } } as Panel;
    const rate = (mark: string) => ({ type: 'vote.rate', panel: 'hall', talk: 't1', marks: { s: mark } }) as const;
    const rated = given(...running({ rules: withHall(stars) }), ...guests)
      .when(open, HOST)
      .when(rate('4'), g('g1'))
      .when(rate('5'), g('g2'))
      .when(rate('5'), g('g3'));
    rated.when(rate('6'), GUEST).thenRefused('bad-mark');
    rated.when(close, HOST).then({ type: 'vote.closed', panel: 'hall', voters: 3, figures: { t1: '4.666667' } });
  });
});

describe('figures and lists', () => {
  it('[VO4] a figure from outside is entered by talk and may be corrected', () => {
    const tally = { ...hall, ballot: { kind: 'tally' } } as Panel;
    const enter = { type: 'figure.enter', panel: 'hall', talk: 't1', value: '120' } as const;
    const { state } = given(...running({ rules: { ...withHall(tally), crowd: {} } }))
      .when(enter, CLERK)
      .then({ ...enter, type: 'figure.entered' })
      .when({ ...enter, value: '121' }, CLERK);
    expect(hostView(state).panels['hall']?.figures).toEqual({ t1: '121' });
    given(...running())
      .when(enter, CLERK)
      .thenRefused('unknown-panel');
  });
  it('[VO5] judges who order the talks send one list each', () => {
    const places: Panel = {
      id: 'judges',
      ballot: { kind: 'places', points: ['3', '2'] },
      pool: { kind: 'sum' },
      weight: '1',
    };
    const rules = { set: { ...MICRO_LECTURE.set, panels: [places] } };
    const list = (...talks: string[]) => ({ type: 'vote.cast', panel: 'judges', talks }) as const;
    const opened = given(...running({ rules })).when({ type: 'vote.open', panel: 'judges' }, HOST);
    expect(judgeView(opened.state, 'j1').vote).toMatchObject({ kind: 'places', status: 'open', most: 2 });
    const closed = opened
      .when(list('t1', 't2'), judge('j1'))
      .when(list('t2', 't1'), judge('j2'))
      .when(list('t2', 't1'), judge('j3'))
      .when({ type: 'vote.close', panel: 'judges' }, HOST);
    expect(resultsOf(closed.state).talks.map((one) => one.total)).toEqual(['7.00', '8.00']);
    opened.when(list('t1', 't2'), GUEST).thenRefused('may-not-vote');
    const recuse = { type: 'judge.recuse', talk: 't1', kind: 'recused', reason: 'A relative' } as const;
    const back = opened.when(recuse, judge('j1'));
    back.when(list('t1', 't2'), judge('j1')).thenRefused('unknown-item');
    back.when(list('t2'), judge('j1')).thenKinds('vote.cast');
    opened.when(list('t1', 't2'), judge('j1')).when(recuse, judge('j1')).thenRefused('sheet-is-in');
  });
});

describe('a ballot among the tied', () => {
  const rules = { set: { ...MICRO_LECTURE.set, ties: [{ by: 'ballot', count: 'order' }] } } as Partial<JudgingRules>;
  const tied = given(...running({ rules }), ...judgedAlike);
  it('[VO6] is opened only for those whom the rules leave equal, and counts when it is closed', () => {
    expect(openTies(tied.state)).toEqual([['t1', 't2']]);
    tied.when({ type: 'tie.open', talks: ['t1'] }, HOST).thenRefused('not-tied');
    const opened = tied.when({ type: 'tie.open', talks: ['t2', 't1'] }, HOST);
    const [tie] = Object.keys(opened.state.judging.ties);
    opened.when({ type: 'tie.open', talks: ['t1', 't2'] }, HOST).thenNothing();
    expect(judgeView(opened.state, 'j1').ties).toEqual({ [tie!]: { tie, talks: ['t1', 't2'] } });
    const vote = (...talks: string[]) => ({ type: 'tie.vote', tie: tie!, talks }) as const;
    opened.when(vote('t1'), judge('j1')).thenRefused('wrong-number-of-talks');
    opened.when(vote('t1', 't2'), OTHER).thenRefused('not-allowed');
    const voted = opened
      .when(vote('t2', 't1'), judge('j1'))
      .when(vote('t2', 't1'), judge('j2'))
      .when(vote('t1', 't2'), judge('j3'));
    expect(hostView(voted.state).ties[tie!]?.in).toEqual({ j1: true, j2: true, j3: true });
    expect(JSON.stringify(hostView(voted.state).ties)).not.toContain('ballots');
    const closed = voted.when({ type: 'tie.close', tie: tie! }, HOST);
    expect(openTies(closed.state)).toEqual([]);
    expect(resultsOf(closed.state).ranking.map((one) => one.talk)).toEqual(['t2', 't1']);
  });
});
