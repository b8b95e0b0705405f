import type { Sheet } from './contest.ts';
import { Exact } from './exact.ts';
import { markOf } from './marks.ts';
import type { Expected, PanelFile } from './members.ts';
import type { PanelPlan } from './plan.ts';
import { trimsCriteria } from './plan.ts';
import type { Note } from './pool.ts';
import { figure } from './pool.ts';
import type { JudgeValue } from './trim.ts';

/** One judge's total for one talk; the sheet is kept for what looks at single criteria. */
interface Scored extends JudgeValue {
  readonly sheet?: Sheet;
}

/** A judge's total as it is shown. */
export function writtenTotal({ panel }: PanelPlan, { value }: JudgeValue): string {
  const rounding = panel.rounding?.judge;
  return rounding ? value.toFixed(rounding) : value.toString();
}

export interface JudgeValues {
  readonly values: readonly Scored[];
  readonly missing: readonly string[];
}

/**
 * What each expected judge gave a talk, in the order of the panel. `deducted` (deductions less bonuses) comes off every
 * judge's total, where the rules take it before the trim.
 */
export function sheetValues(
  plan: PanelPlan,
  file: PanelFile,
  expected: Expected,
  talk: string,
  deducted: Exact,
  note: Note,
): JudgeValues {
  const sheets = file.sheets.get(talk) ?? [];
  // Sheets mostly stand in the order of the panel: then each is found where it is looked for.
  const inOrder =
    sheets.length === expected.judges.length && sheets.every((sheet, at) => sheet.judge === expected.judges[at]);
  const byJudge = inOrder ? undefined : sheetsByJudge(sheets, talk);
  if (note && byJudge) {
    const wanted = new Set(expected.judges);
    for (const judge of [...byJudge.keys()].sort()) {
      if (!wanted.has(judge)) note({ kind: 'not-counted', panel: plan.panel.id, judge });
    }
  }
  const values: Scored[] = [];
  const missing: string[] = [];
  for (const [at, judge] of expected.judges.entries()) {
    const sheet = byJudge ? byJudge.get(judge) : sheets[at];
    if (sheet) values.push(sheetValue(plan, sheet, deducted, note));
    else missing.push(judge);
  }
  return { values, missing };
}

function sheetsByJudge(sheets: readonly Sheet[], talk: string): Map<string, Sheet> {
  const byJudge = new Map<string, Sheet>();
  for (const sheet of sheets) {
    if (byJudge.has(sheet.judge)) throw new RangeError(`two sheets by judge ${sheet.judge} for talk ${talk}`);
    byJudge.set(sheet.judge, sheet);
  }
  return byJudge;
}

function sheetValue(plan: PanelPlan, sheet: Sheet, deducted: Exact, note: Note): Scored {
  const { panel, criteria } = plan;
  const { judge, talk, marks } = sheet;
  let exact: Exact;
  try {
    exact = Exact.sumOf(criteria, ({ criterion, pointsOf }) => pointsOf(markOf(marks, criterion.id)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`sheet of ${judge}, talk ${talk}, ${error.message}`);
  }
  if (!deducted.isZero) exact = exact.minus(deducted);
  const rounding = panel.rounding?.judge;
  const value = rounding ? exact.round(rounding) : exact;
  const scored: Scored = { judge, value, sheet };
  if (note) {
    const each = trimsCriteria(panel) ? undefined : panel.rounding?.criterion;
    note({
      kind: 'judge-total',
      panel: panel.id,
      judge,
      parts: criteria.map(({ criterion, pointsOf }) => ({
        criterion: criterion.id,
        mark: markOf(marks, criterion.id) ?? '',
        weight: criterion.weight,
        points: pointsOf(markOf(marks, criterion.id)).toString(),
        ...(each && { rounding: each }),
      })),
      ...(!deducted.isZero && { deducted: deducted.toString() }),
      exact: exact.toString(),
      total: writtenTotal(plan, scored),
      ...(rounding && { rounding }),
    });
  }
  return scored;
}

/** As `sheetValues`, where judges hand in one list for all talks. */
export function placeValues(
  { panel, points }: PanelPlan,
  file: PanelFile,
  expected: Expected,
  talk: string,
  deducted: Exact,
  note: Note,
): JudgeValues {
  const values: Scored[] = [];
  const missing: string[] = [];
  const rounding = panel.rounding?.judge;
  for (const judge of expected.judges) {
    const list = file.lists.get(judge);
    if (!list) {
      missing.push(judge);
      continue;
    }
    const place = list.talks.indexOf(talk);
    const exact = (points[place] ?? Exact.zero).minus(deducted);
    const { value, written } = figure(exact, rounding);
    note?.({
      kind: 'place-points',
      panel: panel.id,
      judge,
      ...(place >= 0 && { place: place + 1 }),
      ...(!deducted.isZero && { deducted: deducted.toString() }),
      exact: exact.toString(),
      total: written,
      ...(rounding && { rounding }),
    });
    values.push({ judge, value });
  }
  return { values, missing };
}
