import type { Adjusted } from './adjust.ts';
import type { Entry } from './contest.ts';
import type { Converted, Field } from './convert.ts';
import { convert } from './convert.ts';
import { Exact } from './exact.ts';
import type { PanelValue } from './panel-value.ts';
import type { Plan } from './plan.ts';
import type { Step } from './steps.ts';

/** A talk's total and what parts it from equal ones. */
export interface Total {
  readonly total: Exact;
  readonly written: string;
  /** The total with its own rounding, the panels' and the conversions' left out. */
  readonly fine: Exact;
  readonly converted: readonly Converted[];
}

/** From the panels' values to the total; undefined while a panel has none. `fields` are the panels', in their order. */
export function totalOf(
  { rules, exactPanel }: Plan,
  panels: readonly PanelValue[],
  fields: readonly Field[],
  adjusted: Adjusted,
  note: ((step: Step) => void) | undefined,
): Total | undefined {
  const at = rules.adjust?.at ?? { stage: 'total' };
  const converted: Converted[] = [];
  let base = Exact.zero;
  let fineBase = Exact.zero;
  for (const [index, panel] of panels.entries()) {
    const { plan, pooled } = panel;
    const field = fields[index];
    if (!pooled || !field) return undefined;
    const off = at.stage === 'panel' && at.panel === plan.panel.id ? adjusted.net : Exact.zero;
    const start = exactPanel ? pooled.exact : pooled.value;
    const value = start.minus(off);
    if (note && !off.isZero) {
      const [from, deducted, result] = [start, off, value].map(String) as [string, string, string];
      note({ kind: 'panel-adjusted', panel: plan.panel.id, value: from, deducted, result });
    }
    const one = convert(panel, value, field, note);
    converted.push(one);
    const points = one.value.times(plan.weight);
    const weighs = panels.length > 1 || plan.panel.weight !== '1';
    if (weighs) {
      const [from, weight] = [one.written, plan.panel.weight];
      note?.({ kind: 'weighted', panel: plan.panel.id, value: from, weight, points: points.toString() });
    }
    base = base.plus(points);
    const times = plan.convert?.kind === 'times' ? Exact.of(plan.convert.factor) : undefined;
    const exact = pooled.exact.minus(off);
    const fine = times ? exact.times(times) : plan.convert ? one.exact : exact;
    fineBase = fineBase.plus(fine.times(plan.weight));
  }
  const off = at.stage === 'total' ? adjusted.net : Exact.zero;
  const exact = base.minus(off);
  const limited = limitOf(rules, exact);
  const total = (limited ? Exact.of(limited.value) : exact).round(rules.rounding);
  const written = total.toFixed(rules.rounding);
  if (note) {
    const [only, ...others] = panels;
    const rounding = only?.plan.panel.rounding?.panel;
    // The rounded mean as it was written, where it is the base: 88.500, not 88.5.
    const asWritten = others.length === 0 && rounding && base.round(rounding).compare(base) === 0;
    const shown = asWritten && !exactPanel ? base.toFixed(rounding) : base.toString();
    note({
      kind: 'total',
      base: shown,
      deducted: off.toString(),
      ...(limited && { limited: limited.end }),
      exact: exact.toString(),
      total: written,
      rounding: rules.rounding,
    });
  }
  return { total, written, fine: fineBase.minus(off), converted };
}

function limitOf({ least, most }: Plan['rules'], value: Exact): { end: 'least' | 'most'; value: string } | undefined {
  if (least !== undefined && value.compare(Exact.of(least)) < 0) return { end: 'least', value: least };
  if (most !== undefined && value.compare(Exact.of(most)) > 0) return { end: 'most', value: most };
  return undefined;
}

/** Whether a talk has a place among others. */
export function competes(entry: Entry): boolean {
  return (entry.status ?? 'competing') === 'competing';
}
