import { describe, expect, it } from 'vitest';
import { countedSheet, judgesOf, judgingOf } from './judging-state.ts';
import { isSettled, resultOf } from './results.ts';
import type { SessionEvent } from './session.ts';
import { CLERK, CLERK_2, HEAD, HOST, judge, rulesWith, running } from './testing/events.ts';
import { given } from './testing/given.ts';
import { MICRO_LECTURE } from './rules.ts';
import { hostView } from './views/host.ts';
import { judgeView } from './views/judge.ts';
import { juryDeskView } from './views/jury-desk.ts';

const talk = 't1';
const marks = { content: '36.5', form: '17', language: '18', presence: '16' };
const sent = (one: string, content = '36.5'): SessionEvent => ({
  type: 'sheet.sent',
  talk,
  judge: one,
  marks: { ...marks, content },
  comment: '',
});
const three = [sent('j1', '30'), sent('j2', '36.5'), sent('j3', '40')];
const locked: SessionEvent = { type: 'judging.closed', talk };
const send = { type: 'sheet.send', talk, marks, comment: '' } as const;
const back = { type: 'sheet.return', talk, judge: 'j2', reason: 'The third mark is missing on paper' } as const;

describe('a sheet that is sent back', () => {
  it('[JU15] does not count until its judge has sent it again, though the talk be locked', () => {
    const done = given(...running(), ...three, locked);
    const returned = done.when(back, HEAD).then({ ...back, type: 'sheet.returned' });
    returned.when(back, HEAD).thenNothing();
    expect(countedSheet(judgingOf(returned.state, talk).sheets['j2'])).toBeUndefined();
    expect(isSettled(returned.state, talk)).toBe(false);
    expect(resultOf(returned.state, talk)).toMatchObject({ state: 'provisional', missing: ['j2'], mean: '86.00' });
    expect(judgeView(returned.state, 'j2').sheets[talk]).toMatchObject({ returned: { reason: back.reason } });
    expect(judgeView(returned.state, 'j1').sheets[talk]?.returned).toBeUndefined();
    returned.when(send, judge('j1')).thenRefused('sheets-locked');
    const again = returned.when({ ...send, marks: { ...marks, content: '37' } }, judge('j2')).thenKinds('sheet.sent');
    expect(judgingOf(again.state, talk).sheets['j2']).toMatchObject({ sent: { corrected: 1 }, arrival: 2 });
    expect(isSettled(again.state, talk)).toBe(true);
    expect(resultOf(again.state, talk)).toMatchObject({ state: 'complete', total: '88.00' });
  });
  it('[JU15] may be one that never came, once the talk is locked; not one that is still out', () => {
    given(...running(), ...three.slice(0, 1))
      .when(back, HOST)
      .thenRefused('sheet-is-out');
    given(...running(), locked)
      .when(back, HOST)
      .when(send, judge('j2'))
      .thenKinds('sheet.sent');
    given(...running(), ...three)
      .when({ ...back, judge: 'ana' }, HOST)
      .thenRefused('unknown-participant');
    given(...running())
      .when({ ...back, talk: 't2' }, HOST)
      .thenRefused('judging-not-open');
  });
});

describe('a sheet on paper', () => {
  const enter = { type: 'sheet.enter', talk, judge: 'j1', marks, comment: 'Warm' } as const;
  it('[JU16] counts once a second person has typed in the same; no mark travels meanwhile', () => {
    const first = given(...running({ settings: { marksShown: 'talk' } }))
      .when(enter, CLERK)
      .thenKinds('sheet.entered');
    expect(countedSheet(judgingOf(first.state, talk).sheets['j1'])).toBeUndefined();
    for (const view of [hostView(first.state), juryDeskView(first.state, 'clerk')]) {
      expect(view.judging[talk]?.sheets['j1']).toMatchObject({ state: 'entered', paper: { entered: 'clerk' } });
      expect(JSON.stringify(view)).not.toContain('36.5');
    }
    first
      .when({ ...enter, marks: { ...marks, form: '18' } }, CLERK_2)
      .thenRefused('entries-differ', { criterion: 'form' });
    first.when({ ...enter, comment: 'Cold' }, CLERK_2).thenRefused('entries-differ', { criterion: 'comment' });
    const both = first
      .when({ ...enter, marks: { ...marks, form: '17.0' } }, CLERK_2)
      .then({ type: 'sheet.confirmed', talk, judge: 'j1', enteredBy: 'clerk', confirmedBy: 'clerk2' });
    expect(judgingOf(both.state, talk).sheets['j1']?.sent).toMatchObject({
      marks,
      paper: { entered: 'clerk', confirmed: 'clerk2' },
    });
    expect(judgeView(both.state, 'j1').sheets[talk]?.sent).toMatchObject({ marks, paper: true });
  });
  it('[JU16] typed in again by the same person is a mend, not a confirmation', () => {
    given(...running())
      .when(enter, CLERK)
      .when({ ...enter, comment: 'Warmer' }, CLERK)
      .thenKinds('sheet.entered')
      .when({ ...enter, comment: 'Warmer' }, CLERK_2)
      .thenKinds('sheet.confirmed');
  });
  it('[JU16] is checked like any sheet, and never overwrites one that is locked', () => {
    given(...running())
      .when({ ...enter, marks: { ...marks, form: '17.3' } }, CLERK)
      .thenRefused('bad-mark', { criterion: 'form', problem: 'off-step' });
    given(...running(), ...three, locked)
      .when(enter, CLERK)
      .thenRefused('sheets-locked');
    given(...running(), { type: 'judge.excused', talk, judge: 'j1', reason: 'Ill' })
      .when(enter, CLERK)
      .thenRefused('judge-excused');
  });
});

it('[JU19] a judge’s note is for nobody else', () => {
  const note = { type: 'sheet.note', talk, note: 'Compare with the second talk' } as const;
  const { state } = given(...running())
    .when(note, judge('j1'))
    .thenKinds('sheet.noted');
  expect(judgeView(state, 'j1').sheets[talk]?.note).toBe(note.note);
  for (const view of [judgeView(state, 'j2'), hostView(state), juryDeskView(state, 'head-judge')])
    expect(JSON.stringify(view)).not.toContain(note.note);
  given(...running())
    .when(note, HOST)
    .thenRefused('not-allowed');
});

describe('who does not score', () => {
  it('[JU18] a judge steps back or abstains by themself, until the sheet is in or the talk locked', () => {
    const recuse = { type: 'judge.recuse', talk, kind: 'recused', reason: 'My pupil' } as const;
    const { state } = given(...running(), sent('j1'))
      .when(recuse, judge('j2'))
      .then({ type: 'judge.excused', talk, judge: 'j2', kind: 'recused', reason: 'My pupil' });
    expect(judgesOf(state, talk)).toEqual(['j1', 'j3']);
    expect(judgeView(state, 'j2').sheets[talk]).toMatchObject({ judging: 'excused', excuseKind: 'recused' });
    expect(hostView(state).judging[talk]).toMatchObject({ in: 1, of: 2 });
    given(...running(), sent('j2'))
      .when(recuse, judge('j2'))
      .thenRefused('sheet-is-in');
    given(...running(), locked)
      .when(recuse, judge('j2'))
      .thenRefused('sheets-locked');
  });
  it('[JU18] one of the speaker’s unit, where the panel parts these', () => {
    const [usual] = MICRO_LECTURE.set.panels;
    const rules = rulesWith({ panels: [{ ...usual!, recuse: ['self', 'own-unit'] }] });
    const units = (['ana', 'j2'] as const).map((participant): SessionEvent => ({
      type: 'participant.changed',
      participant,
      unit: 'East school',
    }));
    const { state } = given(...running({ rules }), ...units);
    expect(judgesOf(state, talk)).toEqual(['j1', 'j3']);
    expect(judgesOf(state, 't2')).toEqual(['j1', 'j2', 'j3']);
    expect(judgeView(state, 'j2').sheets[talk]).toMatchObject({ judging: 'excused', excuseKind: 'own-unit' });
  });
  it('[JU13] a judge who comes later scores from the next talk on; one in another’s place stands beside it', () => {
    const people: SessionEvent[] = [{ type: 'participant.changed', participant: 'rey', roles: ['judge'] }];
    const before = given(...running(), ...people, ...three, locked);
    const added = before.when({ type: 'judge.add', panel: 'judges', judge: 'rey' }, CLERK);
    expect(judgesOf(added.state, talk)).toEqual(['j1', 'j2', 'j3']);
    expect(judgesOf(added.state, 't2')).toEqual(['j1', 'j2', 'j3', 'rey']);
    expect(isSettled(added.state, talk)).toBe(true);
    const instead = before.when(
      { type: 'judge.add', panel: 'judges', judge: 'rey', instead: 'j1', reason: 'Ill' },
      HOST,
    );
    expect(judgesOf(instead.state, 't2')).toEqual(['rey', 'j2', 'j3']);
    expect(resultOf(instead.state, talk).judgeTotals.map((one) => one.judge)).toEqual(['j1', 'j2', 'j3']);
    before.when({ type: 'judge.add', panel: 'judges', judge: 'j1' }, HOST).thenRefused('judge-on-two-panels');
    before.when({ type: 'judge.add', panel: 'hall', judge: 'rey' }, HOST).thenRefused('unknown-panel');
    before.when({ type: 'judge.add', panel: 'judges', judge: 'guest' }, HOST).thenRefused('unknown-participant');
  });
});
