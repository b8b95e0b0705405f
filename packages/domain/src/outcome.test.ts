import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { judgingEvents } from './judging.ts';
import type { SessionEvent } from './session.ts';
import { MICRO_LECTURE, type JudgingRules } from './rules.ts';
import { CLERK, HEAD, HOST, judge, OTHER, running, SPEAKER } from './testing/events.ts';
import { given } from './testing/given.ts';
import { audienceView } from './views/audience.ts';
import { hostView } from './views/host.ts';
import { projectorView } from './views/projector.ts';
import { speakerView } from './views/speaker.ts';

const marks = (content: string) => ({ content, form: '15', language: '15', presence: '15' });
const judged = (talk: string, contents: readonly string[]): SessionEvent[] => [
  { type: 'judging.opened', talk },
  ...contents.map((content, index): SessionEvent => ({
    type: 'sheet.sent',
    talk,
    judge: `j${index + 1}`,
    marks: marks(content),
    comment: `Said of ${talk}`,
  })),
  { type: 'judging.closed', talk },
];
const rules: Partial<JudgingRules> = {
  set: {
    ...MICRO_LECTURE.set,
    awards: {
      tiers: [
        { id: 'gold', name: 'Gold', most: { count: 1 } },
        { id: 'silver', name: 'Silver' },
      ],
      sharing: 'takes-from-below',
      overfull: 'share',
    },
  },
};
const both = [...judged('t1', ['30', '31', '32']), ...judged('t2', ['36', '37', '38'])];
const ready = given(...running({ rules }), ...both);
const finalise = { type: 'result.finalise' } as const;

describe('a final result', () => {
  it('[OU1] needs every sheet in, or its gap explained, and nothing waiting', () => {
    const start = running({ rules });
    given(...start, ...judged('t1', ['30', '31', '32']))
      .when(finalise, HOST)
      .thenRefused('talk-not-judged', { talk: 'Title t2' });
    given(...start, ...both.slice(0, -1))
      .when(finalise, HOST)
      .thenRefused('judging-still-open');
    const gap = given(...start, ...judged('t1', ['30', '31']), ...judged('t2', ['36', '37', '38']));
    gap.when(finalise, HOST).thenRefused('sheets-missing', { talk: 'Title t1' });
    gap
      .when({ type: 'judge.excuse', talk: 't1', judge: 'j3', kind: 'gap', reason: 'Left without sending' }, HOST)
      .when(finalise, HOST)
      .thenKinds('result.finalised');
    ready
      .when({ type: 'sheet.return', talk: 't1', judge: 'j1', reason: 'Look again' }, HEAD)
      .when(finalise, HOST)
      .thenRefused('sheets-missing');
    given(...start, ...judged('t1', ['30', '31', '32']))
      .when({ type: 'talk.stand', talk: 't2', status: 'withdrawn', reason: 'Did not come' }, HOST)
      .when(finalise, CLERK)
      .thenKinds('result.finalised');
  });
  it('[OU2] [JU17] stands with ranks and awards; nothing that it follows from changes until it is taken up again', () => {
    const final = ready.when(finalise, CLERK);
    final.when(finalise, CLERK).thenNothing();
    expect(final.state.judging.versions[0]?.rows).toEqual([
      { talk: 't1', status: 'competing', total: '76.00', rank: 2, awards: ['silver'] },
      { talk: 't2', status: 'competing', total: '82.00', rank: 1, awards: ['gold'] },
    ]);
    final
      .when({ type: 'sheet.send', talk: 't1', marks: marks('9'), comment: '' }, judge('j1'))
      .thenRefused('result-is-final');
    final.when({ type: 'judging.reopen', talk: 't1' }, HOST).thenRefused('result-is-final');
    final.when({ type: 'deduction.add', talk: 't1', points: '1', note: 'x' }, HOST).thenRefused('result-is-final');
    final.when({ type: 'item.move', item: 't2' }, HOST).thenRefused('result-is-final');
    expect(projectorView(ready.state).provisional).toBe(true);
    expect(projectorView(final.state).provisional).toBeUndefined();
  });
  it('[OU2] a correction is a new version with a reason; the old one stays to be read', () => {
    const second = ready
      .when(finalise, CLERK)
      .when({ type: 'result.reopen', reason: 'A deduction was forgotten' }, HEAD)
      .when({ type: 'deduction.add', talk: 't2', points: '7', note: 'Beyond the hall’s time' }, CLERK)
      .when(finalise, CLERK);
    const { versions } = hostView(second.state);
    expect(Object.keys(versions)).toEqual(['1', '2']);
    expect(versions['2']).toMatchObject({
      reason: 'A deduction was forgotten',
      rows: [{ rank: 1 }, { total: '75.00', rank: 2 }],
    });
    expect(versions['1']?.rows[1]).toMatchObject({ total: '82.00' });
  });
  it('[OU3] is signed by name and role, in the version that the signer saw', () => {
    ready.when({ type: 'result.sign', version: 1 }, HEAD).thenRefused('result-not-final');
    const signed = ready.when(finalise, CLERK).when({ type: 'result.sign', version: 1 }, HEAD);
    signed.when({ type: 'result.sign', version: 1 }, HEAD).thenNothing();
    signed.when({ type: 'result.sign', version: 2 }, CLERK).thenRefused('changed-meanwhile');
    expect(hostView(signed.state).versions['1']?.signed).toMatchObject({ head: { role: 'head-judge' } });
  });
  it('[OU4] speakers see their own sheets once they are released, and no name or comment that was not', () => {
    const final = ready.when(finalise, CLERK);
    expect(speakerView(final.state, 'ana').released).toEqual({});
    const bare = final.when({ type: 'result.release', comments: false, names: false }, HOST).state;
    const seen = speakerView(bare, 'ana').released;
    expect(Object.keys(seen)).toEqual(['t1']);
    expect(seen['t1']?.sheets.map((one) => one.marks['content'])).toEqual(['30', '31', '32']);
    expect(JSON.stringify(seen)).not.toMatch(/Name j|Said of/);
    const all = final.when({ type: 'result.release', comments: true, names: true }, HOST).state;
    expect(speakerView(all, 'ben').released['t2']?.sheets[0]).toMatchObject({ name: 'Name j1', comment: 'Said of t2' });
    ready.when({ type: 'result.release', comments: true, names: true }, HOST).thenRefused('result-not-final');
    expect([SPEAKER.participant, OTHER.participant]).toEqual(['ana', 'ben']);
  });
});

describe('held and frozen', () => {
  it('[JU14] the board does not move for the last talks, until a reveal shows them', () => {
    const frozen = given(...running({ rules, settings: { frozenTalks: 1 } }), ...both);
    expect(audienceView(frozen.state).results).toMatchObject({ t1: { rank: 1 } });
    expect(audienceView(frozen.state).results['t2']).toBeUndefined();
    expect(hostView(frozen.state).judging['t2']?.result).toBeUndefined();
    expect(projectorView(frozen.state)).toMatchObject({ held: 1 });
    const beside = frozen.when({ type: 'scene.show', from: 0, scene: { kind: 'judging', talk: 't2' } }, HOST);
    expect(projectorView(beside.state).hold).toBe('end');
    frozen
      .when({ type: 'scene.show', from: 0, scene: { kind: 'live', talk: 't2' } }, HOST)
      .thenRefused('marks-are-held');
    let now = frozen
      .when({ type: 'results.open' }, HOST)
      .when({ type: 'reveal.begin', what: { kind: 'talk', talk: 't2' } }, HOST);
    expect(audienceView(now.state).results['t2']).toBeUndefined();
    for (let step = 0; step < 5; step += 1) now = now.when({ type: 'reveal.step', from: step, to: step + 1 }, HOST);
    expect(audienceView(now.state).results).toMatchObject({ t1: { rank: 2 }, t2: { rank: 1 } });
  });
  it('[JU12] talks that are scored together stay open, and held, until the last of them', () => {
    const together: Partial<JudgingRules> = { set: { ...MICRO_LECTURE.set, calibration: { kind: 'first', talks: 2 } } };
    const early = given(...running({ rules: together }), ...judged('t1', ['30', '31', '32']).slice(1, -1));
    early.when({ type: 'judging.close', talk: 't1' }, HOST).thenRefused('scored-together', { talk: 'Title t2' });
    expect(audienceView(early.state).results).toEqual({});
    const scoring = early.when({ type: 'scene.show', from: 0, scene: { kind: 'judging', talk: 't1' } }, HOST);
    expect(projectorView(scoring.state)).toMatchObject({ hold: 'together', held: 1 });
    const later = early
      .when({ type: 'item.open', from: 't1', to: 't2' }, HOST)
      .when({ type: 'judging.close', talk: 't1' }, HOST)
      .thenKinds('judging.closed');
    expect(audienceView(later.state).results).toEqual({});
    expect(audienceView(later.when({ type: 'judging.close', talk: 't2' }, HOST).state).results).toMatchObject({
      t1: { total: '76.00' },
    });
  });
});

describe('parts of a total', () => {
  const [judges] = MICRO_LECTURE.set.panels;
  const hall = {
    id: 'hall',
    name: 'The hall',
    ballot: { kind: 'picks', least: 1, most: 1 },
    convert: { kind: 'share-of-most', full: '100' },
    weight: '0.3',
  } as const;
  const weighted: Partial<JudgingRules> = {
    set: { ...MICRO_LECTURE.set, panels: [{ ...judges!, weight: '0.7' }, hall] },
    crowd: { hall: 'all' },
  };
  it('[RV2] [RV7] the judges’ own points stand beside their mean where they are weighted; one step back takes them off the wall', () => {
    const voted = given(...running({ rules: weighted }), ...both)
      .when({ type: 'vote.open', panel: 'hall' }, HOST)
      .when({ type: 'vote.cast', panel: 'hall', talks: ['t2'] }, SPEAKER)
      .when({ type: 'vote.close', panel: 'hall' }, HOST)
      .when({ type: 'results.open' }, HOST);
    let now = voted.when({ type: 'reveal.begin', what: { kind: 'talk', talk: 't2' } }, HOST);
    const { steps } = now.state.reveal.show!;
    expect(steps.filter((one) => one.kind === 'part' || one.kind === 'total')).toEqual([
      { kind: 'part', talk: 't2', panel: judges!.id, value: '82.00', points: '57.4' },
      { kind: 'part', talk: 't2', panel: 'hall', name: 'The hall', value: '1', points: '30' },
      { kind: 'total', talk: 't2', deduction: '0', total: '87.40' },
    ]);
    const first = steps.findIndex((one) => one.kind === 'part') + 1;
    for (let at = 0; at < first + 1; at += 1) now = now.when({ type: 'reveal.step', from: at, to: at + 1 }, HOST);
    expect(projectorView(now.state).reveal?.parts).toEqual([judges!.id, 'hall']);
    now = now.when({ type: 'reveal.step', from: first + 1, to: first }, HOST);
    expect(projectorView(now.state).reveal?.parts).toEqual([judges!.id]);
  });

  it.each([
    ['judge', '1', '111.00', true],
    ['judge', '0.7', '86.70', true],
    ['panel', '0.7', '86.70', true],
    ['panel', '1', '111.00', undefined],
    ['total', '0.7', '86.40', undefined],
  ] as const)(
    '[RV8] what comes off each %s, weighing %s, is named as included where it is',
    (stage, weight, total, within) => {
      const adjust = { at: stage === 'total' ? { stage } : { stage, panel: judges!.id } };
      const panels = [{ ...judges!, weight }, hall];
      const shown = given(...running({ rules: { ...weighted, set: { ...weighted.set!, panels, adjust } } }), ...both)
        .when({ type: 'vote.open', panel: 'hall' }, HOST)
        .when({ type: 'vote.cast', panel: 'hall', talks: ['t2'] }, SPEAKER)
        .when({ type: 'vote.close', panel: 'hall' }, HOST)
        .when({ type: 'deduction.add', talk: 't2', points: '1', note: 'No badge' }, HOST)
        .when({ type: 'results.open' }, HOST)
        .when({ type: 'reveal.begin', what: { kind: 'talk', talk: 't2' } }, HOST);
      const last = shown.state.reveal.show!.steps.find((one) => one.kind === 'total');
      expect(last).toEqual({ kind: 'total', talk: 't2', deduction: '1', total, ...(within && { within }) });
    },
  );
});

describe('the awards', () => {
  it('[RV6] are shown tier by tier, the lowest first, and a place carries its tier', () => {
    const opened = ready.when({ type: 'results.open' }, HOST);
    const awards = opened.when({ type: 'reveal.begin', what: { kind: 'awards' } }, HOST);
    expect(awards.state.reveal.show?.steps).toEqual([
      { kind: 'award', talk: 't1', award: 'Silver', all: [{ talk: 't1', total: '76.00', rank: 2 }] },
      { kind: 'award', talk: 't2', award: 'Gold', all: [{ talk: 't2', total: '82.00', rank: 1 }] },
    ]);
    const first = awards.when({ type: 'reveal.step', from: 0, to: 1 }, HOST);
    expect(projectorView(first.state).reveal?.award).toEqual({ award: 'Silver', talks: ['t1'] });
    expect(JSON.stringify(projectorView(first.state))).not.toContain('Gold');
    const back = first
      .when({ type: 'reveal.step', from: 1, to: 2 }, HOST)
      .when({ type: 'reveal.step', from: 2, to: 1 }, HOST);
    expect(projectorView(back.state).reveal?.award).toEqual({ award: 'Silver', talks: ['t1'] });
    expect(audienceView(back.state).results['t1']?.award).toBe('Silver');
    const ranking = opened.when({ type: 'reveal.begin', what: { kind: 'ranking' } }, HOST);
    expect(ranking.state.reveal.show?.steps[0]).toMatchObject({ kind: 'rank', talk: 't1', award: 'Silver' });
    given(...running(), ...both)
      .when({ type: 'reveal.begin', what: { kind: 'awards' } }, HOST)
      .thenRefused('no-awards');
  });
});

it('[JU11] rules and panels in the shape before are read as the present one', () => {
  const first = {
    rubric: {
      rubric: 'own',
      title: 'Own',
      criteria: [{ id: 'all', name: 'All', min: '0', max: '10', step: '0.1', weight: '1' }],
      commentRequired: true,
    },
    trim: { high: 1, low: 1, tooFew: 'none' },
    rounding: { mean: { mode: 'half-up', decimals: 3 }, total: { mode: 'half-up', decimals: 2 } },
    opens: 'by-host',
  };
  const read = v.parse(judgingEvents['judging.configured'], { rules: first, panel: ['j2', 'j1'] });
  const { state } = given(...running(), { ...read, type: 'judging.configured' });
  expect(state.judging.panels).toEqual({ judges: ['j2', 'j1'] });
  expect(state.judging.rules).toMatchObject({ title: 'Own', opens: 'by-host', set: { version: 2 } });
});
