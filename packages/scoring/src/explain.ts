import { adjustmentsOf } from './adjust.ts';
import { fieldsOf, fileContest, talkOf } from './field.ts';
import { plan } from './plan.ts';
import type { Result } from './result.ts';
import { hasTotal } from './score.ts';
import type { Step } from './steps.ts';
import { totalOf } from './total.ts';

/**
 * Every step of each talk, as data, in the order in which it was taken. It is the computation itself that is run again,
 * with somebody writing along: an explanation cannot say anything else than what was done. Only `talks` when given.
 */
export function explain(result: Result, talks?: readonly string[]): ReadonlyMap<string, readonly Step[]> {
  const { rules, contest } = result;
  const planned = plan(rules);
  const files = fileContest(planned, contest);
  const wanted = talks && new Set(talks);
  // What a talk is converted by depends on all of them; without a conversion they need not be looked at.
  const needsAll = planned.panels.some(({ convert }) => convert && convert.kind !== 'times');
  const fields = fieldsOf(planned, needsAll ? contest.entries.map((entry) => talkOf(planned, files, entry)) : []);
  const places = placeSteps(result);
  const explained = new Map<string, readonly Step[]>();
  for (const entry of contest.entries) {
    if (wanted && !wanted.has(entry.talk)) continue;
    const steps: Step[] = [];
    const note = (step: Step): void => void steps.push(step);
    const status = entry.status ?? 'competing';
    if (status !== 'competing') note({ kind: 'status', status });
    if (hasTotal(rules, entry) && status !== 'forfeit') {
      const before = rules.adjust?.at.stage === 'judge';
      // Where deductions come off judges' totals they are named before these, else where they come off.
      if (before) adjustmentsOf(rules, entry, note);
      const talk = talkOf(planned, files, entry, note);
      if (!before && talk.panels.every((panel) => panel.pooled)) adjustmentsOf(rules, entry, note);
      totalOf(planned, talk.panels, fields, talk.adjusted, note);
    }
    explained.set(entry.talk, [...steps, ...(places.get(entry.talk) ?? [])]);
  }
  return explained;
}

function placeSteps({ ties, ranking, awards }: Result): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  const add = (talk: string, step: Step): void => {
    const known = steps.get(talk);
    if (known) known.push(step);
    else steps.set(talk, [step]);
  };
  for (const tie of ties) {
    for (const talk of tie.kind === 'tie' ? tie.values.map((one) => one.talk) : tie.talks) add(talk, tie);
  }
  for (const { talk, rank, tied } of ranking) add(talk, { kind: 'rank', rank, tied });
  for (const { award, talks } of awards) for (const talk of talks) add(talk, { kind: 'award', award });
  return steps;
}
