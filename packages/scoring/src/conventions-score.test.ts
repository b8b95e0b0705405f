import { describe, expect, it } from 'vitest';
import { checkContest } from './check-contest.ts';
import { voteRefusal } from './voting.ts';
import { checkMark } from './marks.ts';
import { parseRules } from './parse-rules.ts';
import { PRESETS, RUBRICS } from './presets/index.ts';
import { score } from './score.ts';
import { JUDGES, marked, places, rulesOf, talkOf, totals } from './testing/contests.ts';
import { maximumTotal } from './marks.ts';

const ten = (marks: string) => marks.split(' ');

describe('[SC7] presets', () => {
  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s is a sound rule set, saved and read back',
    (_, preset) => {
      expect(parseRules(JSON.parse(JSON.stringify(preset.rules)))).toEqual({ ok: true, rules: preset.rules });
    },
  );

  it.each([
    ['speech-10', '10'],
    ['school-100', '100'],
    ['mandarin-100', '100'],
    ['reading-100', '100'],
    ['science-100', '100'],
    ['town-10', '10'],
    ['generic-100', '100'],
    ['toastmasters', '100'],
    ['micro-lecture', '100'],
  ] as const)('the rubric %s adds up to %s', (id, most) => {
    expect(maximumTotal(RUBRICS[id])).toBe(most);
  });
});

describe('[SC14] how contests make totals', () => {
  it('1, 2, 8: the highest and the lowest dropped, then the mean', () => {
    expect(
      totals(rulesOf('five-minutes-then-stop'), marked({ a: ten('88 90 85 99 60'), b: ten('90 93 96 99 99') })),
    ).toEqual({
      a: '87.67',
      b: '96.00',
    });
    const three = { ...rulesOf('five-minutes-then-stop'), rounding: { mode: 'half-up' as const, decimals: 3 } };
    const fine = { ...three, panels: three.panels.map((panel) => ({ ...panel, rounding: { panel: three.rounding } })) };
    expect(totals(fine, marked({ a: ten('88 90 85 99 60'), b: ten('90 93 96 99 99') }))).toEqual({
      a: '87.667',
      b: '96.000',
    });
  });

  it('9: two dropped at each end of 8 to 10; a tie looks at the third decimal', () => {
    const rules = rulesOf('drop-two-third-decimal');
    // Kept: 9.20 9.21 9.22 9.23 → 9.215; 9.20 9.21 9.22 9.24 → 9.2175: both 9.22 with two decimals.
    const result = score(
      rules,
      marked({ a: ten('9.10 9.15 9.20 9.21 9.22 9.23 9.50 9.60'), b: ten('9.10 9.15 9.20 9.21 9.22 9.24 9.50 9.60') }),
    );
    expect(talkOf(result, 'a').total).toBe('9.22');
    expect(talkOf(result, 'b').total).toBe('9.22');
    expect(places(result)).toEqual(['b 1', 'a 2']);
    expect(result.ties).toEqual([
      {
        kind: 'tie',
        by: { by: 'decimals', upTo: 3 },
        decimals: 3,
        values: [
          { talk: 'a', value: '9.215' },
          { talk: 'b', value: '9.218' },
        ],
      },
    ]);
    const judged = (marks: string) => talkOf(score(rules, marked({ a: ten(marks) })), 'a').panels[0]?.judgeTotals;
    expect(judged('9.1 9.2 9.3 9.4 9.5 9.6 9.7 9.8 9.9 10')?.filter((one) => one.dropped)).toHaveLength(4);
  });

  it('10: ever more decimals, then the judges vote again', () => {
    const rules = rulesOf('ever-more-decimals');
    // Of three kept marks: 27.60, 27.61 and 27.62 over 3 are 9.2, 9.2033… and 9.2066…
    const first = score(rules, marked({ a: ten('9 9.20 9.20 9.20 10'), b: ten('9 9.20 9.20 9.21 10') }));
    expect(places(first)).toEqual(['b 1', 'a 2']);
    expect(first.ties).toMatchObject([{ decimals: 3 }]);
    const fourth = score(
      rules,
      marked({ a: ten('9 9.2 9.2 9.21 9.2 9.2 9.2 9.2 9.2 9.9'), b: ten('9 9.2 9.2 9.21 9.2 9.2 9.2 9.2 9.21 9.9') }),
    );
    expect(places(fourth)).toEqual(['b 1', 'a 2']);
    const same = marked({ a: ten('9 9.20 9.21 9.22 10'), b: ten('9 9.22 9.21 9.20 10'), c: ten('1 2 3 4 5') });
    const open = score(rules, same);
    expect(places(open)).toEqual(['a 1', 'b 1', 'c 3']);
    expect(open.ties).toEqual([{ kind: 'tie-open', by: { by: 'ballot', count: 'votes' }, talks: ['a', 'b'] }]);
    const again = score(rules, {
      ...same,
      tieBallots: [
        { judge: 'j1', talks: ['b'] },
        { judge: 'j2', talks: ['a'] },
        { judge: 'j3', talks: ['b'] },
      ],
    });
    expect(places(again)).toEqual(['b 1', 'a 2', 'c 3']);
  });

  it('11: three judges, plain mean, two decimals', () => {
    expect(totals(rulesOf('three-judges'), marked({ a: ten('90 91 93') }))).toEqual({ a: '91.33' });
    // 1.005 and 92.145 are what binary floating point gets wrong.
    expect(totals(rulesOf('three-judges'), marked({ a: ten('1.01 1.00'), b: ten('92.14 92.15') }))).toEqual({
      a: '1.01',
      b: '92.15',
    });
  });

  it('12: two pools; nobody scores their own unit, and leaves the denominator', () => {
    const rules = rulesOf('judges-and-listeners');
    const eight = marked({ a: ten('90 91 92 93 94 95 96 97') }, { a: { unit: 'north' } });
    const listeners = marked({ a: ten('80 81 82 83 84 85 86 87') }, {}, 'listeners');
    const members = (own?: string) => ({
      judges: JUDGES.slice(0, 8).map((id) => ({ id, unit: id === own ? 'north' : 'south' })),
    });
    const contest = {
      entries: eight.entries,
      panels: { judges: members('j8'), listeners: members() },
      sheets: [...eight.sheets, ...listeners.sheets],
    };
    const result = talkOf(score(rules, contest), 'a');
    // Judges: seven remain, 92 93 94 kept → 93; listeners: 82 83 84 85 kept → 83.5. 0.7 × 93 + 0.3 × 83.5 = 90.15.
    expect(result.total).toBe('90.15');
    expect(result.panels[0]).toMatchObject({ value: '93.00', out: [{ judge: 'j8', reason: 'own-unit' }], missing: [] });
    expect(result.state).toBe('complete');
  });

  it('12: larger pools drop three and four', () => {
    const rules = rulesOf('judges-and-listeners');
    const crowd = Array.from({ length: 40 }, (_, at) => `l${at}`);
    const sheets = (count: number) =>
      crowd
        .slice(0, count)
        .map((judge, at) => ({ panel: 'listeners', judge, talk: 'a', marks: { total: String(60 + at) } }));
    const dropped = (count: number) => {
      const panels = { listeners: { judges: crowd.slice(0, count).map((id) => ({ id })) } };
      const [found] = score(rules, { entries: [{ talk: 'a' }], panels, sheets: sheets(count) }).talks;
      return found?.panels[1]?.judgeTotals.filter((one) => one.dropped).length;
    };
    expect([6, 7, 15, 16, 30, 31, 40].map(dropped)).toEqual([0, 4, 4, 6, 6, 8, 8]);
  });

  it('13: trimmed judges × 95 % + 5 × (M − N + 1) / M', () => {
    const contest = marked({ a: ten('90 91 92'), b: ten('80 81 82'), c: ten('70 71 72'), d: ten('60 61 62') });
    const tallies = Object.entries({ a: '10', b: '30', c: '30', d: '0' }).map(([talk, value]) => ({
      panel: 'votes',
      talk,
      value,
    }));
    // a: 86.45 + 5 × 2/4; b: 76.95 + 5; c: 67.45 + 5; d: 57.95 + 5 × 1/4.
    expect(totals(rulesOf('popularity-five'), { ...contest, tallies })).toEqual({
      a: '88.95',
      b: '81.95',
      c: '72.45',
      d: '59.20',
    });
  });

  it('14: votes by rank, the first 100, then 0.5 less a place; awards to at most 30 %', () => {
    const rows = Array.from(
      { length: 10 },
      (_, at) => [`t${at}`, [String(99 - at), String(98 - at), String(97 - at)]] as const,
    );
    const contest = marked(Object.fromEntries(rows));
    const tallies = rows.map(([talk], at) => ({ panel: 'votes', talk, value: String(at) }));
    const result = score(rulesOf('votes-by-rank'), { ...contest, tallies });
    // t0: 0.7 × 98 + 0.3 × (100 − 9 × 0.5); t9: 0.7 × 89 + 0.3 × 100.
    expect(talkOf(result, 't0').total).toBe('97.25');
    expect(talkOf(result, 't9').total).toBe('92.30');
    expect(result.awards).toEqual([
      { award: 'first', talks: ['t0'] },
      { award: 'second', talks: ['t1'] },
      { award: 'third', talks: ['t2'] },
    ]);
  });

  it('14, 16: ten votes a person a day; one vote a day for a candidate', () => {
    const limitsOf = (id: string) => {
      const ballot = rulesOf(id).panels[1]?.ballot;
      if (ballot?.kind !== 'tally' || !ballot.limits) throw new Error('no limits');
      return ballot.limits;
    };
    const vote = (talk: string, day: string) => ({ talk, day });
    const nine = Array.from({ length: 9 }, () => vote('a', 'mon'));
    const ten = [...nine, vote('b', 'mon')];
    expect(voteRefusal(limitsOf('votes-by-rank'), nine, vote('b', 'mon'))).toBeUndefined();
    expect(voteRefusal(limitsOf('votes-by-rank'), ten, vote('b', 'mon'))).toBe('no-votes-left');
    expect(voteRefusal(limitsOf('votes-by-rank'), ten, vote('b', 'tue'))).toBeUndefined();
    const daily = limitsOf('half-judges-half-votes');
    expect(voteRefusal(daily, [vote('a', 'mon')], vote('a', 'mon'))).toBe('voted-for-this');
    expect(voteRefusal(daily, [vote('a', 'mon')], vote('b', 'mon'))).toBeUndefined();
    expect(voteRefusal(daily, [vote('a', 'mon')], vote('a', 'tue'))).toBeUndefined();
    expect(voteRefusal({ per: 'contest', votes: 1 }, [vote('a', 'mon')], vote('b', 'tue'))).toBe('no-votes-left');
  });

  it('8, 17: the order is drawn; 9, 11: eight to ten judges, or three', () => {
    expect(['five-minutes-then-stop', 'order-by-draw'].map((id) => rulesOf(id).order)).toEqual(['draw', 'draw']);
    expect(checkContest(rulesOf('drop-two-third-decimal'), marked({ a: ten('9 9 9 9 9 9 9') }))).toEqual([
      { problem: 'panel-size', panel: 'judges', detail: { least: 8, most: 10, judges: 7 } },
    ]);
    expect(checkContest(rulesOf('three-judges'), marked({ a: ten('90 91 92') }))).toEqual([]);
  });

  it('15: the audience on site counts for 5 %', () => {
    const judges = marked({ a: ten('90 91 92') });
    const audience = marked({ a: ten('80 100') }, {}, 'audience');
    const panels = { ...judges.panels, ...audience.panels };
    const contest = { ...judges, panels, sheets: [...judges.sheets, ...audience.sheets] };
    expect(totals(rulesOf('audience-five-percent'), contest)).toEqual({ a: '90.95' });
  });

  it('16: half judges, half votes', () => {
    const contest = marked({ a: ten('90 92'), b: ten('80 82') });
    const tallies = [
      { panel: 'votes', talk: 'a', value: '300' },
      { panel: 'votes', talk: 'b', value: '400' },
    ];
    expect(totals(rulesOf('half-judges-half-votes'), { ...contest, tallies })).toEqual({ a: '83.00', b: '90.50' });
  });

  it("18: a team's total is the sum of its three speakers", () => {
    const team = (name: string) => ({ team: name });
    const contest = marked(
      { a: ten('9 9.1 9.2'), b: ten('9 9 9'), c: ten('8 8 8'), d: ten('9.5 9.5 9.5'), e: ten('9 9 9') },
      { a: team('x'), b: team('x'), c: team('x'), d: team('y'), e: team('y') },
    );
    expect(score(rulesOf('team-of-three'), contest).teams).toEqual([
      { team: 'x', total: '26.10', rank: 1, tied: false, counted: ['a', 'b', 'c'], left: [] },
      { team: 'y', tied: false, counted: ['d', 'e'], left: [] },
    ]);
  });

  it('19: marks only within 95–100; a base of 8.50 and one decimal', () => {
    const mark = (id: string, value: string) => {
      const ballot = rulesOf(id).panels[0]?.ballot;
      const [criterion] = ballot?.kind === 'marks' ? ballot.rubric.criteria : [];
      return criterion && checkMark(criterion, value);
    };
    expect(['94.9', '95', '97.5', '100', '100.1', '97.55'].map((value) => mark('within-95-100', value))).toEqual([
      'out-of-range',
      undefined,
      undefined,
      undefined,
      'out-of-range',
      'off-step',
    ]);
    expect([mark('base-8.50', '8.50'), mark('base-8.50', '9.2'), mark('base-8.50', '9.25')]).toEqual([
      undefined,
      undefined,
      'off-step',
    ]);
  });

  it('20: each judge ranks 3–2–1; the tie-break ballot is opened only for the tied', () => {
    const rules = rulesOf('rank-ballots-3-2-1');
    const lists = [
      ['a', 'b', 'c'],
      ['b', 'a', 'd'],
      ['c', 'a', 'b'],
      ['b', 'c', 'a'],
    ].map((talks, at) => ({ panel: 'judges', judge: JUDGES[at] ?? '', talks }));
    const contest = {
      entries: ['a', 'b', 'c', 'd', 'e'].map((talk) => ({ talk })),
      panels: { judges: { judges: JUDGES.slice(0, 4).map((id) => ({ id })) } },
      sheets: [],
      lists,
    };
    // a: 3 + 2 + 2 + 1; b: 2 + 3 + 1 + 3; c: 1 + 0 + 3 + 2; d: 1; e: 0.
    expect(totals(rules, contest)).toEqual({ a: '8', b: '9', c: '6', d: '1', e: '0' });
    const tied = { ...contest, lists: lists.slice(0, 2) };
    const three = { ...tied, panels: { judges: { judges: JUDGES.slice(0, 2).map((id) => ({ id })) } } };
    expect(places(score(rules, three))).toEqual(['a 1', 'b 1', 'c 3', 'd 3', 'e 5']);
    const broken = score(rules, { ...three, tieBallots: [{ judge: 'tie-breaker', talks: ['e', 'b', 'd', 'c', 'a'] }] });
    expect(places(broken)).toEqual(['b 1', 'a 2', 'd 3', 'c 4', 'e 5']);
  });

  it('a final carries over a part of the preliminary', () => {
    const contest = marked({ a: ten('90 91 92'), b: ten('92 93 94') });
    const tallies = [{ panel: 'preliminary', talk: 'a', value: '95.50' }];
    const result = score(rulesOf('final-with-carried'), { ...contest, tallies });
    expect(talkOf(result, 'a').total).toBe('92.35');
    // Nothing is guessed for whoever has no total of the round before.
    expect(talkOf(result, 'b')).toMatchObject({ state: 'provisional' });
    expect(talkOf(result, 'b').total).toBeUndefined();
  });
});
