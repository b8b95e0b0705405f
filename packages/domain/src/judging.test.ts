import type { Panel, Rubric } from '@rostrum/scoring';
import { describe, expect, it } from 'vitest';
import { judgesOf, judgingOf } from './judging-state.ts';
import { byMark } from './order-figures.ts';
import { isSettled, resultOf } from './results.ts';
import { MICRO_LECTURE } from './rules.ts';
import type { SessionEvent } from './session.ts';
import { DAWN, MINUTE } from './testing/context.ts';
import { HOST, judge, KEEPER, prepared, rulesWith, running, SPEAKER, type WorldOptions } from './testing/events.ts';
import { given } from './testing/given.ts';
import { audienceView } from './views/audience.ts';
import { hostView } from './views/host.ts';
import { judgeView } from './views/judge.ts';
import { projectorView } from './views/projector.ts';

const talk = 't1';
const [usual] = MICRO_LECTURE.set.panels;
const withRubric = (rubric: Rubric): Panel => ({ ...usual!, ballot: { kind: 'marks', rubric } });
const criteria = usual!.ballot.kind === 'marks' ? usual!.ballot.rubric.criteria : [];
const marks = { content: '36.5', form: '17', language: '18', presence: '16' };
const send = { type: 'sheet.send', talk, marks, comment: 'Well told' } as const;
const sent = (one: string, content = '36.5'): SessionEvent => ({
  type: 'sheet.sent',
  talk,
  judge: one,
  marks: { ...marks, content },
  comment: 'Well told',
});
const all = [sent('j1', '30'), sent('j2', '36.5'), sent('j3', '40')];
const locked: SessionEvent = { type: 'judging.closed', talk };
const held = (marksShown: 'talk' | 'end'): WorldOptions => ({ settings: { marksShown } });

describe('sheets', () => {
  it('[JU2] are sent while judging is open, corrected until locked', () => {
    const first = given(...running())
      .when(send, judge('j1'))
      .then({ ...send, type: 'sheet.sent', judge: 'j1' });
    const again = first.when(send, judge('j1'));
    expect(judgingOf(again.state, talk).sheets['j1']).toMatchObject({ arrival: 1, sent: { corrected: 1 } });
    again.when({ type: 'judging.close', talk }, HOST).when(send, judge('j1')).thenRefused('sheets-locked');
    given(...running())
      .when({ ...send, talk: 't2' }, judge('j1'))
      .thenRefused('judging-not-open');
  });
  it('[JU2] a draft may be partial and written before judging opens, not after it is locked', () => {
    const draft = { type: 'sheet.draft', talk: 't2', marks: { content: '3' }, comment: '' } as const;
    given(...running())
      .when(draft, judge('j1'))
      .thenKinds('sheet.drafted');
    given(...running(), locked)
      .when({ ...draft, talk }, judge('j1'))
      .thenRefused('sheets-locked');
  });
  it.each([
    [{ ...marks, content: '41' }, 'bad-mark', { criterion: 'content', problem: 'out-of-range' }],
    [{ ...marks, content: '36.3' }, 'bad-mark', { criterion: 'content', problem: 'off-step' }],
    [{ content: '36' }, 'bad-mark', { criterion: 'form', problem: 'missing' }],
    [{ ...marks, grace: '5' }, 'unknown-criterion', undefined],
  ] as const)('[JU2] marks %j are refused: %s', (wrong, code, detail) => {
    given(...running())
      .when({ ...send, marks: wrong }, judge('j1'))
      .thenRefused(code, detail);
  });
  it('[JU2] a rubric may demand a comment', () => {
    const rules = rulesWith({ panels: [withRubric({ criteria, comment: 'required' })] });
    given(...running({ rules }))
      .when({ ...send, comment: '' }, judge('j1'))
      .thenRefused('comment-needed');
  });
  it('[JU5] only by the panel, never for one’s own talk, not by the excused', () => {
    given(...running())
      .when(send, SPEAKER)
      .thenRefused('not-allowed');
    given(...running({ panel: ['ana', 'j1'] }))
      .when(send, SPEAKER)
      .thenRefused('judge-excused');
    const excused = given(...running()).when({ type: 'judge.excuse', talk, judge: 'j2', reason: 'Ill' }, HOST);
    excused.when({ type: 'judge.excuse', talk, judge: 'j2', reason: 'Ill' }, HOST).thenNothing();
    excused.when(send, judge('j2')).thenRefused('judge-excused');
    expect(judgesOf(excused.state, talk)).toEqual(['j1', 'j3']);
    const back = excused.when({ type: 'judge.include', talk, judge: 'j2' }, HOST);
    back.when({ type: 'judge.include', talk, judge: 'j2' }, HOST).thenNothing();
    back.when(send, judge('j2')).thenKinds('sheet.sent');
    given(...running(), sent('j1'))
      .when({ type: 'judge.excuse', talk, judge: 'j1', reason: 'Late' }, HOST)
      .thenRefused('sheet-is-in');
    given(...running())
      .when({ type: 'judge.excuse', talk, judge: 'ana', reason: 'No' }, HOST)
      .thenRefused('unknown-participant');
  });
});

describe('rules and states', () => {
  it('[JU1] rules, panel and when marks are shown freeze with the first sheet', () => {
    given(...running())
      .when({ type: 'judging.configure', panels: { judges: ['j2', 'j2', 'j1'] } }, HOST)
      .then({ type: 'judging.configured', panels: { judges: ['j2', 'j1'] } });
    given(...running())
      .when({ type: 'judging.configure', panels: { judges: ['ana'] } }, HOST)
      .thenRefused('unknown-participant');
    given(...running())
      .when(
        {
          type: 'judging.configure',
          rules: {
            ...MICRO_LECTURE,
            ...rulesWith({
              panels: [withRubric({ criteria: [{ id: 'a', name: 'A', min: '5', max: '1', step: '1', weight: '1' }] })],
            }),
          },
        },
        HOST,
      )
      .thenRefused('bad-rules');
    given(...running(), sent('j1'))
      .when({ type: 'judging.configure', panels: { judges: ['j1'] } }, HOST)
      .thenRefused('rules-frozen');
    given(...running(), sent('j1'))
      .when({ type: 'session.configure', settings: { marksShown: 'end' } }, HOST)
      .thenRefused('marks-shown-frozen');
  });
  it('[JU10] opening, closing and reopening twice does nothing; what cannot be is refused', () => {
    given(...running())
      .when({ type: 'judging.open', talk }, HOST)
      .thenNothing();
    given(...running(), locked)
      .when({ type: 'judging.close', talk }, HOST)
      .thenNothing();
    given(...running())
      .when({ type: 'judging.reopen', talk }, HOST)
      .thenNothing();
    given(...running(), locked)
      .when({ type: 'judging.open', talk }, HOST)
      .thenRefused('sheets-locked');
    given(...running())
      .when({ type: 'judging.close', talk: 't2' }, HOST)
      .thenRefused('judging-not-open');
    given(...running())
      .when({ type: 'judging.open', talk: 'b3' }, HOST)
      .thenRefused('unknown-item');
    given(...running({ panel: [] }))
      .when({ type: 'judging.open', talk: 't2' }, HOST)
      .thenRefused('no-judges');
  });
});

describe('deductions', () => {
  const ended = given(...running()).when({ type: 'countdown.end', item: talk }, HOST, {
    now: DAWN + MINUTE + 10 * MINUTE + 31_000,
  });
  it('[JU7] the clock proposes them: thirty-one seconds over cost two started units', () => {
    ended.thenKinds('countdown.ended', 'deduction.proposed');
    expect(Object.values(judgingOf(ended.state, talk).deductions)).toEqual([
      { deduction: 'a1', kind: 'deduction', reason: 'over-time', points: '0.4', seconds: 31, status: 'proposed' },
    ]);
    given(...running())
      .when({ type: 'countdown.end', item: talk }, HOST, { now: DAWN + 11 * MINUTE })
      .thenKinds('countdown.ended');
  });
  it('[JU7] going on withdraws them; more time afterwards proposes anew', () => {
    ended.when({ type: 'countdown.resume', item: talk }, HOST).thenKinds('countdown.started', 'deduction.withdrawn');
    ended.when({ type: 'countdown.reset', item: talk }, HOST).thenKinds('countdown.reset', 'deduction.withdrawn');
    ended
      .when({ type: 'countdown.limit', item: talk, from: 10 * MINUTE, to: 11 * MINUTE }, HOST)
      .thenKinds('countdown.limited', 'deduction.withdrawn');
  });
  it('[JU8] a person confirms or waives, twice does nothing, and only the confirmed counts', () => {
    const base = ended.when({ type: 'judging.close', talk }, HOST);
    expect(isSettled(base.state, talk)).toBe(false);
    const confirmed = base.when({ type: 'deduction.confirm', talk, deduction: 'a1' }, KEEPER);
    confirmed.when({ type: 'deduction.confirm', talk, deduction: 'a1' }, HOST).thenNothing();
    expect(isSettled(confirmed.state, talk)).toBe(true);
    expect(resultOf(confirmed.state, talk).deductionTotal).toBe('0.4');
    const waived = confirmed.when({ type: 'deduction.waive', talk, deduction: 'a1', note: 'Microphone' }, HOST);
    waived.when({ type: 'deduction.waive', talk, deduction: 'a1' }, HOST).thenNothing();
    expect(resultOf(waived.state, talk).deductionTotal).toBe('0');
    base.when({ type: 'deduction.confirm', talk, deduction: 'toString' }, HOST).thenRefused('unknown-deduction');
  });
});

describe('held and live marks', () => {
  const sees = (state: Parameters<typeof hostView>[0]) => hostView(state).judging[talk]!;
  it('[JU4] live: the hall sees each total as it comes in, without a name, provisional until all are in', () => {
    const { state } = given(...running(), all[0]!, all[1]!);
    expect(audienceView(state).results[talk]).toEqual({ marks: [{ total: '81' }, { total: '87.5' }], mean: '84.25' });
    expect(JSON.stringify(projectorView(state).results)).not.toContain('j1');
    const done = given(...running(), ...all, locked).state;
    expect(audienceView(done).results[talk]).toMatchObject({
      mean: '87.50',
      total: '87.50',
      deduction: '0',
      rank: 1,
      tied: false,
    });
    expect(audienceView(done).results[talk]?.marks).toEqual([
      { total: '81', dropped: 'lowest' },
      { total: '87.5' },
      { total: '91', dropped: 'highest' },
    ]);
  });
  it('[JU3] held: the host sees who has sent and nothing of it until results are opened', () => {
    const { state } = given(...running(held('talk')), ...all, locked);
    expect(sees(state).sheets['j1']).toEqual({ state: 'locked', at: expect.any(Number) as number });
    expect(sees(state).result).toBeUndefined();
    expect(audienceView(state).results).toEqual({});
    expect(judgeView(state, 'j1').sheets[talk]?.sent?.marks).toEqual({ ...marks, content: '30' });
    const open = given(...running(held('talk')), ...all, locked)
      .when({ type: 'results.open', talk }, HOST)
      .then({ type: 'results.opened', talk });
    expect(sees(open.state).result?.total).toBe('87.50');
    expect(audienceView(open.state).results).toEqual({});
    open.when({ type: 'results.open', talk }, HOST).thenNothing();
  });
  it('[JU6] results open only for what is judged and locked', () => {
    given(...running(held('talk')), ...all)
      .when({ type: 'results.open', talk }, HOST)
      .thenRefused('judging-still-open');
    given(...running(held('talk')), ...all)
      .when({ type: 'results.open' }, HOST)
      .thenRefused('judging-still-open');
    given(...prepared(held('talk')))
      .when({ type: 'results.open' }, HOST)
      .thenRefused('judging-not-open');
    given(...running(held('talk')), ...all, locked)
      .when({ type: 'results.open', talk: 't2' }, HOST)
      .thenRefused('judging-not-open');
    given(...running(held('talk')))
      .when({ type: 'results.open', talk: 'nothing' }, HOST)
      .thenRefused('unknown-item');
    given(...running(held('end')), ...all, locked)
      .when({ type: 'results.open', talk }, HOST)
      .thenRefused('results-held-to-the-end', { talk: 'Title t2' });
    const later = given(...running(held('end')), ...all, locked).when({ type: 'results.open' }, HOST);
    expect(judgingOf(later.state, talk).resultsOpened).toBe(true);
    expect(judgingOf(later.state, 't2').resultsOpened).toBe(false);
  });
});

describe('reveal', () => {
  const begin = { type: 'reveal.begin', what: { kind: 'talk', talk } } as const;
  it('[RV1] [JU9] begins from what is open and settled', () => {
    given(...running(held('talk')), ...all, locked)
      .when(begin, HOST)
      .thenRefused('results-not-open', { talk: 'Title t1' });
    given(...running(), ...all)
      .when(begin, HOST)
      .thenRefused('result-not-settled', { talk: 'Title t1' });
    given(...running(), locked)
      .when(begin, HOST)
      .thenRefused('no-result', { talk: 'Title t1' });
    given(...running())
      .when({ ...begin, what: { kind: 'talk', talk: 'x' } }, HOST)
      .thenRefused('unknown-item');
    given(...running())
      .when({ type: 'reveal.begin', what: { kind: 'ranking' } }, HOST)
      .thenRefused('nothing-to-reveal');
    given(...running())
      .when({ type: 'reveal.step', from: 0, to: 1 }, HOST)
      .thenRefused('nothing-to-reveal');
    given(...running())
      .when({ type: 'reveal.finish' }, HOST)
      .thenNothing();
  });
  it('[RV2] [RV3] [RV4] goes step by step, forward and back; what was shown stays, what comes does not travel', () => {
    const opened = given(...running(held('talk')), ...all, locked, { type: 'results.opened', talk });
    let now = opened.when(begin, HOST).thenKinds('reveal.begun', 'scene.shown');
    expect(now.state.reveal.show?.steps.map((one) => one.kind)).toEqual(['marks', 'dropped', 'mean', 'total', 'rank']);
    expect(audienceView(now.state).results).toEqual({});
    expect(projectorView(now.state).reveal).toEqual({ what: 'talk', talk, at: 0, of: 5 });
    now = now.when({ type: 'reveal.step', from: 0, to: 1 }, HOST).then({ type: 'reveal.stepped', to: 1 });
    now.when({ type: 'reveal.step', from: 0, to: 1 }, HOST).thenNothing();
    now.when({ type: 'reveal.step', from: 0, to: 2 }, HOST).thenRefused('changed-meanwhile');
    now.when({ type: 'reveal.step', from: 1, to: 3 }, HOST).thenRefused('changed-meanwhile');
    expect(audienceView(now.state).results[talk]).toEqual({
      marks: [{ total: '81' }, { total: '87.5' }, { total: '91' }],
    });
    now = now.when({ type: 'reveal.step', from: 1, to: 0 }, HOST);
    expect(audienceView(now.state).results[talk]?.marks).toHaveLength(3);
    for (let step = 0; step < 5; step += 1) now = now.when({ type: 'reveal.step', from: step, to: step + 1 }, HOST);
    now.when({ type: 'reveal.step', from: 5, to: 6 }, HOST).thenRefused('changed-meanwhile');
    expect(audienceView(now.when({ type: 'reveal.finish' }, HOST).state).results[talk]).toMatchObject({
      total: '87.50',
      rank: 1,
    });
  });
  const everySheet = (one: string, contents: readonly string[]): SessionEvent[] => [
    ...contents.map(
      (content, index): SessionEvent => ({ ...sent(`j${index + 1}`, content), talk: one }) as SessionEvent,
    ),
    { type: 'judging.closed', talk: one },
    { type: 'results.opened', talk: one },
  ];
  const shown = (from: ReturnType<typeof given>, what: string): ReturnType<typeof given> => {
    let now = from.when({ type: 'reveal.begin', what: { kind: 'talk', talk: what } }, HOST);
    for (let step = 0; step < 5; step += 1) now = now.when({ type: 'reveal.step', from: step, to: step + 1 }, HOST);
    return now;
  };
  it('[RV5] the rank of a talk moves when a later talk is shown above it, with the step that shows that', () => {
    const judged = given(
      ...running(held('talk')),
      ...everySheet('t1', ['30', '31', '32']),
      ...everySheet('t2', ['36', '37', '38']),
    );
    const first = shown(judged, 't1');
    expect(audienceView(first.state).results['t1']).toMatchObject({ rank: 1 });
    const second = shown(first, 't2');
    expect(audienceView(second.state).results).toMatchObject({ t1: { rank: 2 }, t2: { rank: 1 } });
    let half = first.when({ type: 'reveal.begin', what: { kind: 'talk', talk: 't2' } }, HOST);
    for (let step = 0; step < 4; step += 1) half = half.when({ type: 'reveal.step', from: step, to: step + 1 }, HOST);
    const { t1, t2 } = audienceView(half.state).results;
    expect([t1?.rank, t2?.rank, t2?.total]).toEqual([1, undefined, '88.00']);
  });
  it('[RV5] the places of a ranking stand while it is partly shown', () => {
    const judged = given(
      ...running(held('end')),
      ...everySheet('t1', ['30', '31', '32']),
      ...everySheet('t2', ['36', '37', '38']),
    );
    const last = judged
      .when({ type: 'reveal.begin', what: { kind: 'ranking' } }, HOST)
      .when({ type: 'reveal.step', from: 0, to: 1 }, HOST);
    expect(audienceView(last.state).results).toEqual({ t1: { total: '82.00', rank: 2, tied: false } });
    const finished = last.when({ type: 'reveal.finish' }, HOST);
    expect(audienceView(finished.state).results['t1']).toMatchObject({ rank: 2 });
  });
  it('[RV2] of equal marks the struck-out stand outside, whoever sent them first', () => {
    const marks = [
      { total: '89.5', dropped: 'highest' as const },
      { total: '87.5' },
      { total: '100' },
      { total: '89.5' },
      { total: '87.5', dropped: 'lowest' as const },
    ];
    expect([...marks].sort(byMark).map((one) => `${one.total} ${one.dropped ?? ''}`.trim())).toEqual([
      '87.5 lowest',
      '87.5',
      '89.5',
      '89.5 highest',
      '100',
    ]);
  });
  it('[RV2] where marks are live the rank counts every talk that is settled', () => {
    const judged = given(
      ...running(),
      ...everySheet('t2', ['36', '37', '38']),
      ...everySheet('t1', ['30', '31', '32']),
    );
    const begun = judged.when({ type: 'reveal.begin', what: { kind: 'talk', talk: 't1' } }, HOST);
    expect(begun.state.reveal.show?.steps.at(-1)).toMatchObject({ kind: 'rank', rank: 2 });
  });
});
