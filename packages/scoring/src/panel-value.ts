import { Exact } from './exact.ts';
import type { JudgeValues } from './judge-values.ts';
import { placeValues, sheetValues, writtenTotal } from './judge-values.ts';
import type { Expected, PanelFile } from './members.ts';
import { markOf } from './marks.ts';
import type { CriterionPlan, PanelPlan } from './plan.ts';
import { trimsCriteria } from './plan.ts';
import type { Figure, Note } from './pool.ts';
import { figure, poolValues } from './pool.ts';
import type { State } from './result.ts';
import type { Dropped, JudgeValue } from './trim.ts';

/** One panel's value of one talk, before any conversion. */
export interface PanelValue {
  readonly plan: PanelPlan;
  readonly state: State;
  readonly judges: JudgeValues['values'];
  readonly dropped: Dropped;
  readonly missing: readonly string[];
  readonly out: Expected['out'];
  readonly pooled?: Figure;
}

const NOTHING: Pick<PanelValue, 'judges' | 'dropped' | 'missing'> = { judges: [], dropped: new Map(), missing: [] };

export function panelValue(
  plan: PanelPlan,
  file: PanelFile,
  expected: Expected,
  talk: string,
  deducted: Exact,
  note: Note,
): PanelValue {
  const { panel } = plan;
  const { kind } = panel.ballot;
  const { out } = expected;
  if (kind === 'tally' || kind === 'picks') {
    const value = kind === 'tally' ? file.tallies.get(talk) : String(file.votes.get(talk) ?? 0);
    if (value === undefined) {
      note?.({ kind: 'no-result', panel: panel.id, because: 'no-tally' });
      return { ...NOTHING, plan, state: 'none', out: [] };
    }
    note?.({ kind: 'tally', panel: panel.id, how: kind === 'tally' ? 'tally' : 'votes', value });
    return { ...NOTHING, plan, state: 'complete', out: [], pooled: figure(Exact.of(value), panel.rounding?.panel) };
  }
  if (note) for (const one of out) note({ kind: 'out', panel: panel.id, ...one });
  const valuesOf = kind === 'marks' ? sheetValues : placeValues;
  const { values, missing } = valuesOf(plan, file, expected, talk, deducted, note);
  if (missing.length > 0) note?.({ kind: 'missing', panel: panel.id, judges: [...missing] });
  const state: State = values.length === 0 ? 'none' : missing.length > 0 ? 'provisional' : 'complete';
  const found = { plan, state, judges: values, missing, out };
  if (values.length === 0) {
    note?.({ kind: 'no-result', panel: panel.id, because: 'no-sheets' });
    return { ...found, dropped: NOTHING.dropped };
  }
  if (trimsCriteria(panel)) return { ...found, dropped: NOTHING.dropped, ...byCriterion(plan, values, state, note) };
  const { dropped, pooled: exact } = poolValues(panel, values, state === 'complete', note);
  if (!exact) return { ...found, dropped };
  const pooled = figure(exact, panel.rounding?.panel);
  if (note)
    notePooled(
      plan,
      values.filter((one) => !dropped.has(one)),
      pooled,
      note,
    );
  return { ...found, dropped, pooled };
}

/** The value of one criterion, pooled as the panel pools; for ties and special awards. */
export function criterionValue(value: PanelValue, criterion: string): Exact | undefined {
  const found = value.plan.criteria.find((one) => one.criterion.id === criterion);
  if (value.judges.length === 0 || !found) return undefined;
  return poolValues(value.plan.panel, pointsIn(found, value.judges), value.state === 'complete', undefined).pooled;
}

function pointsIn({ criterion, pointsOf }: CriterionPlan, judges: JudgeValues['values']): JudgeValue[] {
  return judges.map(({ judge, sheet }) => ({ judge, value: pointsOf(sheet && markOf(sheet.marks, criterion.id)) }));
}

function byCriterion(
  { panel, criteria }: PanelPlan,
  values: JudgeValues['values'],
  state: State,
  note: Note,
): { pooled?: Figure } {
  const means: Figure[] = [];
  for (const found of criteria) {
    const { criterion } = found;
    const marks = pointsIn(found, values);
    const { dropped, pooled } = poolValues(panel, marks, state === 'complete', note, criterion.id);
    if (!pooled) return {};
    const rounding = panel.rounding?.criterion;
    const mean = figure(pooled, rounding);
    means.push(mean);
    if (note) {
      const kept = marks.filter((one) => !dropped.has(one)).map((one) => one.value);
      note({
        kind: 'criterion-mean',
        panel: panel.id,
        criterion: criterion.id,
        values: kept.map(String),
        sum: Exact.sum(kept).toString(),
        count: kept.length,
        exact: pooled.toString(),
        mean: mean.written,
        ...(rounding && { rounding }),
      });
    }
  }
  const rounding = panel.rounding?.panel;
  const pooled = figure(Exact.sum(means.map((mean) => mean.value)), rounding);
  note?.({
    kind: 'pooled',
    panel: panel.id,
    how: 'criteria',
    values: means.map((mean) => mean.written),
    exact: pooled.exact.toString(),
    value: pooled.written,
    ...(rounding && { rounding }),
  });
  return { pooled };
}

function notePooled(plan: PanelPlan, kept: JudgeValues['values'], pooled: Figure, note: NonNullable<Note>): void {
  const { panel } = plan;
  const rounding = panel.rounding?.panel;
  const totals = kept.map((one) => writtenTotal(plan, one));
  const rounded = { exact: pooled.exact.toString(), ...(rounding && { rounding }) };
  const kind = panel.pool?.kind;
  if (kind === 'sum' || kind === 'median') {
    note({ kind: 'pooled', panel: panel.id, how: kind, values: totals, value: pooled.written, ...rounded });
    return;
  }
  const sum = Exact.sum(kept.map((one) => one.value)).toString();
  note({ kind: 'mean', panel: panel.id, totals, sum, count: kept.length, mean: pooled.written, ...rounded });
}
