import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Contest } from './contest.ts';
import { Exact } from './exact.ts';
import { explain } from './explain.ts';
import { PRESETS } from './presets/index.ts';
import type { RuleSet } from './rules.ts';
import { score } from './score.ts';
import { JUDGES } from './testing/contests.ts';

const marksPresets = PRESETS.filter(({ rules }) => rules.panels.every(({ ballot }) => ballot.kind !== 'places'));

/** A contest for a rule set: 2–6 talks, 1–7 judges a panel, marks by steps from the bottom of each scale, and figures. */
function contests(rules: RuleSet): fc.Arbitrary<Contest> {
  const size = fc.record({ talks: fc.integer({ min: 2, max: 6 }), judges: fc.integer({ min: 1, max: 7 }) });
  return size.chain(({ talks, judges }) => {
    const names = Array.from({ length: talks }, (_, at) => `t${at}`);
    const members = JUDGES.slice(0, judges).map((id) => ({ id }));
    const marked = rules.panels.filter(({ ballot }) => ballot.kind === 'marks');
    const cells = talks * judges * marked.length * 12;
    return fc.array(fc.nat({ max: 60 }), { minLength: cells, maxLength: cells }).map((steps): Contest => {
      let at = 0;
      const sheets = marked.flatMap(({ id: panel, ballot }) =>
        names.flatMap((talk) =>
          members.map(({ id: judge }) => {
            const criteria = ballot.kind === 'marks' ? ballot.rubric.criteria : [];
            const marks = criteria.map(({ id, min, max, step }) => {
              const most = Exact.of(max);
              const mark = Exact.of(min).plus(Exact.of(step).times(Exact.whole(steps[at++] ?? 0)));
              return [id, (mark.compare(most) > 0 ? most : mark).toString()] as const;
            });
            return { panel, judge, talk, marks: Object.fromEntries(marks) };
          }),
        ),
      );
      const figures = rules.panels.filter(({ ballot }) => ballot.kind === 'tally');
      const tallies = figures.flatMap(({ id: panel }) =>
        names.map((talk, place) => ({ panel, talk, value: String(steps[place] ?? 0) })),
      );
      const panels = Object.fromEntries(marked.map(({ id }) => [id, { judges: members }]));
      return { entries: names.map((talk) => ({ talk })), panels, sheets, tallies };
    });
  });
}

it.each(marksPresets.map(({ id, rules }) => [id, rules] as const))(
  '[SC17] %s: order of arrival and explaining change nothing',
  (_, rules) => {
    const shuffled = contests(rules).chain((contest) =>
      fc.tuple(
        fc.constant(contest),
        fc.shuffledSubarray([...contest.sheets], { minLength: contest.sheets.length }),
        fc.shuffledSubarray([...(contest.tallies ?? [])], { minLength: contest.tallies?.length ?? 0 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([contest, sheets, tallies]) => {
        const [one, other] = [score(rules, contest), score(rules, { ...contest, sheets, tallies })];
        expect({ ...other, contest }).toEqual(one);
        const steps = explain(one);
        expect(explain(other)).toEqual(steps);
        // The last total that an explanation comes to is the total of the result.
        for (const { talk, total } of one.talks) {
          const last = steps.get(talk)?.find((step) => step.kind === 'total');
          expect(last?.kind === 'total' ? last.total : undefined).toBe(total);
        }
      }),
      { numRuns: 25 },
    );
  },
);

it.each(marksPresets.map(({ id, rules }) => [id, rules] as const))(
  "[SC17] %s: raising a mark never lowers that talk's total nor its place",
  (_, rules) => {
    fc.assert(
      fc.property(contests(rules), fc.nat(), (contest, pick) => {
        const sheet = contest.sheets[pick % contest.sheets.length];
        const panel = rules.panels.find(({ id }) => id === sheet?.panel);
        if (!sheet || panel?.ballot.kind !== 'marks') return;
        const most = Object.fromEntries(panel.ballot.rubric.criteria.map(({ id, max }) => [id, max]));
        const raised = contest.sheets.map((one) => (one === sheet ? { ...one, marks: most } : one));
        const [before, after] = [score(rules, contest), score(rules, { ...contest, sheets: raised })];
        const figures = (result: typeof before) => ({
          total: Exact.of(result.talks.find(({ talk }) => talk === sheet.talk)?.total ?? '0'),
          rank: result.ranking.find(({ talk }) => talk === sheet.talk)?.rank ?? 0,
        });
        expect(figures(after).total.compare(figures(before).total)).toBeGreaterThanOrEqual(0);
        expect(figures(after).rank).toBeLessThanOrEqual(figures(before).rank);
      }),
      { numRuns: 25 },
    );
  },
);

it('[SC17] a dropped mark may be anything beyond what is kept', () => {
  const rules = PRESETS.find(({ id }) => id === 'five-minutes-then-stop')?.rules;
  if (!rules) throw new Error('no such preset');
  const marks = fc.array(fc.integer({ min: 2000, max: 8000 }), { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(marks, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 8000, max: 10000 }), (kept, low, high) => {
      const totalOf = (all: number[]) => {
        const sheets = all.map((mark, at) => ({
          panel: 'judges',
          judge: JUDGES[at] ?? `k${at}`,
          talk: 'a',
          marks: { total: (mark / 100).toFixed(2) },
        }));
        const panels = { judges: { judges: sheets.map(({ judge }) => ({ id: judge })) } };
        return score(rules, { entries: [{ talk: 'a' }], panels, sheets }).talks[0]?.total;
      };
      expect(totalOf([...kept, low, high])).toBe(totalOf([...kept, Math.min(...kept), Math.max(...kept)]));
    }),
  );
});
