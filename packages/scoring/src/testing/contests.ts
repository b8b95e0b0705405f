import type { Contest, Entry, Sheet } from '../contest.ts';
import { presetOf } from '../presets/index.ts';
import type { Result, TalkResult } from '../result.ts';
import type { RuleSet } from '../rules.ts';
import { score } from '../score.ts';

export const JUDGES = ['j1', 'j2', 'j3', 'j4', 'j5', 'j6', 'j7', 'j8', 'j9', 'j10'];

/** The rules of a preset that there must be. */
export function rulesOf(id: string): RuleSet {
  const preset = presetOf(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.rules;
}

/** One mark a judge for each talk, judges in the order of the marks; `more` changes the entries of some talks. */
export function marked(
  marks: Readonly<Record<string, readonly string[]>>,
  more: Readonly<Record<string, Partial<Entry>>> = {},
  panel = 'judges',
): Contest {
  const most = Math.max(...Object.values(marks).map((row) => row.length));
  const sheets = Object.entries(marks).flatMap(([talk, row]) =>
    row.map((total, at): Sheet => ({ panel, judge: JUDGES[at] ?? '', talk, marks: { total } })),
  );
  return {
    entries: Object.keys(marks).map((talk) => ({ talk, ...more[talk] })),
    panels: { [panel]: { judges: JUDGES.slice(0, most).map((id) => ({ id })) } },
    sheets,
  };
}

/** The result of one talk that there must be. */
export function talkOf(result: Result, talk: string): TalkResult {
  const found = result.talks.find((one) => one.talk === talk);
  if (!found) throw new Error(`no talk ${talk}`);
  return found;
}

/** Total by talk. */
export function totals(rules: RuleSet, contest: Contest): Record<string, string | undefined> {
  return Object.fromEntries(score(rules, contest).talks.map(({ talk, total }) => [talk, total]));
}

/** `talk rank` a line, best first. */
export function places(result: Result): string[] {
  return result.ranking.map(({ talk, rank }) => `${talk} ${rank}`);
}
