import { MICRO_LECTURE } from '@rostrum/domain';
import { PRESETS } from '@rostrum/scoring/presets';
import { expect, it } from 'vitest';
import { rulesDraftOf, rulesOf, rulesProblems } from '../rules-draft.ts';
import { exampleOf } from './example.ts';
import { addPanel, fillIn, newBallot, removePanel, setBallot, setFill } from './panels.ts';
import { CHOICES, ENGLISH, found, rulesOfPreset } from './preset-words.ts';
import { readRulesFile, rulesFile } from './rules-file.ts';

const chosen = (id: string) => rulesOfPreset(id, 'zh', 'with-talk');

it.each(CHOICES.map((one) => one.id))('every preset has names in both languages and an example: %s', (id) => {
  for (const language of ['zh', 'en'] as const) {
    const rules = rulesOfPreset(id, language, 'by-host');
    expect(rulesProblems(rulesDraftOf(rules))).toEqual([]);
    expect(rules.opens).toBe('by-host');
    if (language === 'en') expect(JSON.stringify(rules)).not.toMatch(/\p{Script=Han}/u);
    const { result, steps } = exampleOf(rules.set);
    expect(result.talks.every((one) => one.state === 'complete' && one.total !== undefined)).toBe(true);
    expect(steps.some((one) => one.kind === 'total')).toBe(true);
  }
});
it('translates nothing that the presets do not say', () => {
  const said = JSON.stringify([MICRO_LECTURE, PRESETS]);
  for (const word of Object.keys(ENGLISH)) expect(said).toContain(`"${word}"`);
});
it('finds presets by words of either language', () => {
  expect(found(CHOICES, '投票 名次').map((one) => one.id)).toEqual(['votes-by-rank']);
  expect(found(CHOICES, 'JUDGES 70').map((one) => one.id)).toEqual(['votes-by-rank']);
  expect(found(CHOICES, ' ')).toHaveLength(CHOICES.length);
  expect(CHOICES).toHaveLength(PRESETS.length + 1);
});
it('the example takes off what the clock would propose', () => {
  const { steps, late } = exampleOf(chosen('micro-lecture-15').set);
  expect(late).toBe(true);
  expect(steps.find((one) => one.kind === 'deduction')).toMatchObject({ points: '0.4' });
});
it('a panel filled by others has the ballot that they can fill in', () => {
  const draft = rulesDraftOf(MICRO_LECTURE);
  addPanel(draft, 'k');
  const panel = draft.set.panels[1]!;
  expect(fillIn(draft, panel)).toBe('figures');
  for (const fill of ['crowd', 'judges', 'figures', 'crowd'] as const) {
    setFill(draft, panel, fill, 'k');
    expect(fillIn(draft, panel)).toBe(fill);
    if (fill === 'judges' && panel.ballot.kind === 'marks') panel.ballot.rubric.criteria[0]!.name = '总分';
    expect(rulesProblems(draft)).toEqual([]);
  }
  setBallot(panel, newBallot('places', 'k'));
  expect([panel.pool, rulesProblems(draft)]).toEqual([{ kind: 'sum' }, []]);
  draft.set.ties = [{ by: 'panel', panel: 'p-k' }, { by: 'fewer-deductions' }];
  removePanel(draft, 'p-k');
  expect(draft.set.ties).toEqual([{ by: 'fewer-deductions' }]);
  expect(rulesProblems(draft)).toEqual([]);
});
it('a file comes back as it was written; a bare rule set keeps what it does not say', () => {
  const rules = { ...chosen('judges-and-listeners'), opens: 'by-host' as const, crowd: { listeners: 'hall' as const } };
  expect(readRulesFile(rulesFile(rules), MICRO_LECTURE)).toEqual({ ok: true, rules });
  const { set } = rules;
  expect(readRulesFile(JSON.stringify({ ...set, name: '校赛' }), rules)).toEqual({
    ok: true,
    rules: { ...rules, title: '校赛', set: { ...set, name: '校赛' } },
  });
  expect(rulesOf(rulesDraftOf(rules))).toEqual(rules);
});
it('names what is wrong in a file, and where', () => {
  expect(readRulesFile('{', MICRO_LECTURE)).toEqual({ ok: false, problems: 'no-json' });
  const broken = { ...chosen('votes-by-rank').set, rounding: { mode: 'half-up' } };
  expect(readRulesFile(JSON.stringify(broken), MICRO_LECTURE)).toEqual({
    ok: false,
    problems: [{ problem: 'missing-field', at: 'rounding.decimals' }],
  });
  expect(readRulesFile('[]', MICRO_LECTURE)).toMatchObject({ ok: false, problems: [{ problem: 'not-a-rule-set' }] });
  const opened = { ...chosen(''), opens: 'whenever' };
  expect(readRulesFile(JSON.stringify(opened), MICRO_LECTURE)).toMatchObject({
    ok: false,
    problems: [{ at: 'opens' }],
  });
});
