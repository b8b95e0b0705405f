import { Exact } from './exact.ts';
import type { Conversion } from './panel-rules.ts';
import type { PanelValue } from './panel-value.ts';
import type { Figure, Note } from './pool.ts';
import { figure } from './pool.ts';

/** What a conversion has to know of all talks that compete: their values, greatest first. */
export interface Field {
  readonly values: readonly Exact[];
  readonly sum: Exact;
}

export function fieldOf(values: readonly Exact[]): Field {
  return { values: [...values].sort((a, b) => b.compare(a)), sum: Exact.sum(values) };
}

export interface Converted extends Figure {
  readonly place?: number;
}

/** A panel's value as its conversion gives it. `value` may be of a talk that does not compete: it has a place beside them. */
export function convert(panelValue: PanelValue, value: Exact, field: Field, note: Note): Converted {
  const { panel, convert: by } = panelValue.plan;
  if (!by) return { exact: value, value, written: value.toString() };
  const byPlace = by.kind === 'by-rank' || by.kind === 'popularity';
  const place = byPlace ? placeOf(value, field.values) : undefined;
  const whole = by.kind === 'share-of-most' ? (field.values[0] ?? Exact.zero) : field.sum;
  const exact = convertedOf(by, value, place ?? 1, field.values.length, whole);
  const rounding = panel.rounding?.converted;
  const converted = figure(exact, rounding);
  note?.({
    kind: 'converted',
    panel: panel.id,
    by,
    value: value.toString(),
    ...(place !== undefined && { place, of: field.values.length }),
    ...(by.kind.startsWith('share') && { whole: whole.toString() }),
    exact: exact.toString(),
    converted: converted.written,
    ...(rounding && { rounding }),
  });
  return { ...converted, ...(place !== undefined && { place }) };
}

function convertedOf(by: Conversion, value: Exact, place: number, of: number, whole: Exact): Exact {
  switch (by.kind) {
    case 'times':
      return value.times(Exact.of(by.factor));
    case 'by-rank': {
      const points = Exact.of(by.first).minus(Exact.of(by.less).times(Exact.whole(place - 1)));
      const least = by.least === undefined ? undefined : Exact.of(by.least);
      return least && points.compare(least) < 0 ? least : points;
    }
    case 'popularity':
      if (of === 0) return Exact.zero;
      return Exact.of(by.full)
        .times(Exact.whole(of - place + 1))
        .dividedBy(Exact.whole(of));
    default:
      // Nobody has a vote: nobody has a share of them.
      return whole.isZero ? Exact.zero : Exact.of(by.full).times(value).dividedBy(whole);
  }
}

/** 1 + the number of strictly greater values, in a list that falls. */
function placeOf(value: Exact, falling: readonly Exact[]): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = falling[middle];
    if (one && one.compare(value) > 0) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
