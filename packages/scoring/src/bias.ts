import { Exact } from './exact.ts';
import { fileContest, talkOf } from './field.ts';
import { writtenTotal } from './judge-values.ts';
import { plan } from './plan.ts';
import type { PanelPlan } from './plan.ts';
import { poolValues } from './pool.ts';
import { rankTalks } from './rank.ts';
import type { Result } from './result.ts';
import type { Rounding } from './rounding.ts';
import type { Deviation } from './statistics.ts';
import { correlation, mean, spread, square, variance } from './statistics.ts';
import type { JudgeValue } from './trim.ts';

export interface JudgeBias {
  judge: string;
  /** Sheets that the figures are of. */
  sheets: number;
  mean: string;
  /** Absent for a judge with too few sheets to have one. */
  spread?: string;
  /** By how much the judge is above (below, when negative) the mean of the other judges of the same talks. */
  leniency?: string;
  /** With the mean of the other judges of the same talks; absent where either side has no spread. */
  correlation?: string;
  /** All marks the same, or a single one: nothing can be corrected by them, and they are left out of it. */
  flat: boolean;
}

export interface TalkCorrection {
  talk: string;
  /** The panel's value as it counts, and as it would be with every judge's marks on one mean and spread. */
  value: string;
  corrected?: string;
  /** The total with the corrected value in the place of the other, and the place that it would have. */
  total?: string;
  rank?: number;
  officialRank?: number;
}

/** For the jury's eyes; it changes no result. */
export interface BiasReport {
  panel: string;
  deviation: Deviation;
  judges: JudgeBias[];
  talks: TalkCorrection[];
  /** Totals further from the mean of their talk than the rules' number of deviations. */
  outliers: { talk: string; judge: string; total: string; mean: string }[];
}

const DEFAULT = { deviation: 'population', outlier: '2', rounding: { mode: 'half-up', decimals: 3 } } as const;

/**
 * How the judges of a panel compare. The correction puts each judge's totals on the mean and the spread of all of them
 * (z-scores: (x − mean of the judge) / spread of the judge × spread of all + mean of all) and pools them as the panel
 * does. Undefined for a panel that has no judges' totals. Spreads are square roots to 20 decimals, all else is exact.
 */
export function biasOf(result: Result, panel: string): BiasReport | undefined {
  const { rules, contest } = result;
  const { deviation, outlier, rounding } = rules.bias ?? DEFAULT;
  const planned = plan(rules);
  const index = planned.panels.findIndex((one) => one.panel.id === panel);
  const panelPlan = planned.panels[index];
  if (!panelPlan?.panel.pool) return undefined;
  const files = fileContest(planned, contest);
  const talks = contest.entries.flatMap((entry) => {
    const { judges, state } = talkOf(planned, files, entry).panels[index] ?? { judges: [], state: 'none' };
    return judges.length > 0 ? [{ talk: entry.talk, judges, complete: state === 'complete' }] : [];
  });
  const byJudge = new Map<string, { own: Exact; others: Exact | undefined }[]>();
  const outliers: BiasReport['outliers'] = [];
  for (const { talk, judges } of talks) {
    const values = judges.map((one) => one.value);
    const sum = Exact.sum(values);
    const middle = mean(values);
    const limit = (variance(values, deviation) ?? Exact.zero).times(square(Exact.of(outlier)));
    for (const one of judges) {
      const { judge, value } = one;
      const others = judges.length > 1 ? sum.minus(value).dividedBy(Exact.whole(judges.length - 1)) : undefined;
      const known = byJudge.get(judge);
      if (known) known.push({ own: value, others });
      else byJudge.set(judge, [{ own: value, others }]);
      if (!limit.isZero && square(value.minus(middle)).compare(limit) > 0) {
        outliers.push({ talk, judge, total: writtenTotal(panelPlan, one), mean: middle.toFixed(rounding) });
      }
    }
  }
  const all = talks.flatMap(({ judges }) => judges.map((one) => one.value));
  const scale = all.length > 0 ? { mean: mean(all), spread: spread(all, deviation) ?? Exact.zero } : undefined;
  const scales = new Map(
    [...byJudge].map(([judge, marks]) => [
      judge,
      scaleOf(
        marks.map((one) => one.own),
        deviation,
      ),
    ]),
  );
  const corrected = talks.map(({ talk, judges, complete }) => {
    const values = scale ? judges.flatMap((one) => onScale(one, scales.get(one.judge), scale)) : [];
    return {
      talk,
      value: values.length > 0 ? poolValues(panelPlan.panel, values, complete, undefined).pooled : undefined,
    };
  });
  return {
    panel,
    deviation,
    judges: [...byJudge].map(([judge, marks]) => judgeBias(judge, marks, deviation, rounding)),
    talks: corrections(result, panelPlan, corrected, rounding),
    outliers,
  };
}

interface Scale {
  readonly mean: Exact;
  readonly spread: Exact;
}

function scaleOf(values: readonly Exact[], deviation: Deviation): Scale | undefined {
  const spreadOf = spread(values, deviation);
  return spreadOf && !spreadOf.isZero ? { mean: mean(values), spread: spreadOf } : undefined;
}

function onScale({ judge, value }: JudgeValue, own: Scale | undefined, all: Scale): JudgeValue[] {
  if (!own) return [];
  return [{ judge, value: value.minus(own.mean).times(all.spread).dividedBy(own.spread).plus(all.mean) }];
}

function judgeBias(
  judge: string,
  marks: readonly { own: Exact; others: Exact | undefined }[],
  deviation: Deviation,
  rounding: Rounding,
): JudgeBias {
  const values = marks.map((one) => one.own);
  const spreadOf = spread(values, deviation);
  const pairs = marks.flatMap(({ own, others }) => (others ? [[own, others] as const] : []));
  const coefficient = correlation(pairs);
  const differences = pairs.map(([own, others]) => own.minus(others));
  return {
    judge,
    sheets: values.length,
    mean: mean(values).toFixed(rounding),
    ...(spreadOf && { spread: spreadOf.toFixed(rounding) }),
    ...(differences.length > 0 && { leniency: mean(differences).toFixed(rounding) }),
    ...(coefficient && { correlation: coefficient.toFixed(rounding) }),
    flat: !spreadOf || spreadOf.isZero,
  };
}

function corrections(
  result: Result,
  { panel, weight }: PanelPlan,
  corrected: readonly { talk: string; value: Exact | undefined }[],
  rounding: Rounding,
): TalkCorrection[] {
  const official = new Map(result.ranking.map((one) => [one.talk, one.rank]));
  const found = new Map(result.talks.map((one) => [one.talk, one]));
  const rows = corrected.flatMap(({ talk, value }): TalkCorrection[] => {
    const known = found.get(talk);
    const raw = known?.panels.find((one) => one.panel === panel.id)?.value;
    if (known === undefined || raw === undefined) return [];
    const rank = official.get(talk);
    const places = rank === undefined ? {} : { officialRank: rank };
    if (!value) return [{ talk, value: raw, ...places }];
    const row = { talk, value: raw, corrected: value.toFixed(rounding), ...places };
    // A conversion goes by place or share: what the correction would make of it is another contest.
    if (panel.convert || known.total === undefined || rank === undefined) return [row];
    const total = readFigure(known.total).plus(weight.times(value.minus(readFigure(raw))));
    return [{ ...row, total: total.toFixed(rounding) }];
  });
  const ranks = new Map(rankTalks(rows).map((one) => [one.talk, one.rank]));
  return rows.map((row) => {
    const rank = ranks.get(row.talk);
    return rank === undefined ? row : { ...row, rank };
  });
}

/** A decimal, or the fraction that an unrounded mean may be. */
function readFigure(text: string): Exact {
  const [above = '', below] = text.split('/');
  return below === undefined ? Exact.of(above) : Exact.of(above).dividedBy(Exact.of(below));
}
