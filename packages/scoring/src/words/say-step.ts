import type { Rounding } from '../rounding.ts';
import type { Step } from '../steps.ts';
import type { Phrases } from './phrases.ts';

/** What steps name only by id. */
export interface StepNames {
  readonly judge: (id: string) => string;
  readonly criterion: (id: string, panel: string) => string;
  readonly panel: (id: string) => string;
  readonly talk: (id: string) => string;
  readonly award: (id: string) => string;
}

/** A step in words, and its arithmetic in figures that read alike in every language. */
export interface SaidStep {
  readonly text: string;
  readonly sum?: string;
}

export function sayStep(step: Step, phrases: Phrases, names: StepNames): SaidStep {
  const withRounding = (text: string, exact: string, shown: string, rounding: Rounding | undefined): string => {
    const changed = rounding !== undefined && trimmed(exact) !== trimmed(shown);
    return changed ? `${text} (${phrases.rounding[rounding.mode](rounding.decimals)})` : text;
  };
  switch (step.kind) {
    case 'not-counted':
      return { text: phrases.notCounted(names.judge(step.judge)) };
    case 'out':
      return { text: phrases.out(names.judge(step.judge), phrases.reason(step.reason)) };
    case 'judge-total': {
      const parts = step.parts.map(({ criterion, mark, weight, points }) => {
        const name = names.criterion(criterion, step.panel);
        return weight === '1' && points === trimmed(mark)
          ? `${name} ${mark}`
          : `${name} ${mark} × ${weight} = ${points}`;
      });
      const off = step.deducted === undefined ? '' : ` − ${step.deducted}`;
      const text = withRounding(phrases.judgeTotal(names.judge(step.judge)), step.exact, step.total, step.rounding);
      return { text, sum: `${parts.join(' + ')}${off} = ${arrow(step.exact, step.total)}` };
    }
    case 'place-points': {
      const text = phrases.place(names.judge(step.judge), step.place);
      return { text: withRounding(text, step.exact, step.total, step.rounding), sum: step.total };
    }
    case 'missing':
      return { text: phrases.missing(phrases.list(step.judges.map(names.judge))) };
    case 'dropped': {
      const criterion = step.criterion === undefined ? undefined : names.criterion(step.criterion, step.panel);
      return { text: phrases.dropped(step.end, names.judge(step.judge), criterion), sum: step.total };
    }
    case 'not-trimmed':
      return { text: phrases.notTrimmed(step.because, step.sheets, step.high, step.low) };
    case 'no-result':
      return { text: phrases.noResult[step.because] };
    case 'criterion-mean':
    case 'mean': {
      const values = step.kind === 'mean' ? step.totals : step.values;
      const text =
        step.kind === 'mean'
          ? phrases.mean(step.count)
          : phrases.criterionMean(names.criterion(step.criterion, step.panel));
      const quotient = `(${values.join(' + ')}) ÷ ${step.count} = ${step.sum} ÷ ${step.count}`;
      return {
        text: withRounding(text, step.exact, step.mean, step.rounding),
        sum: `${quotient} = ${arrow(step.exact, step.mean)}`,
      };
    }
    case 'pooled': {
      const text = withRounding(phrases.pooled[step.how], step.exact, step.value, step.rounding);
      const values = step.values.join(step.how === 'median' ? ', ' : ' + ');
      return { text, sum: `${values} = ${arrow(step.exact, step.value)}` };
    }
    case 'tally':
      return { text: phrases.tally[step.how](names.panel(step.panel)), sum: step.value };
    case 'converted': {
      const text = phrases.converted(names.panel(step.panel), step.by.kind, step.place, step.of);
      const from = step.whole === undefined ? step.value : `${step.value} / ${step.whole}`;
      return {
        text: withRounding(text, step.exact, step.converted, step.rounding),
        sum: `${from} → ${arrow(step.exact, step.converted)}`,
      };
    }
    case 'weighted':
      return {
        text: phrases.weighted(names.panel(step.panel)),
        sum: `${step.value} × ${step.weight} = ${step.points}`,
      };
    case 'panel-adjusted': {
      const sum = `${step.value} − ${step.deducted} = ${step.result}`;
      return { text: phrases.panelAdjusted(names.panel(step.panel)), sum };
    }
    case 'status':
      return { text: phrases.status[step.status] };
    case 'deduction':
      return { text: phrases.deduction(phrases.reason(step.reason)), sum: `−${step.points}` };
    case 'bonus':
      return { text: phrases.bonus(phrases.reason(step.reason)), sum: `+${step.points}` };
    case 'deductions-capped':
      return { text: phrases.capped(step.cap), sum: `${step.sum} → ${step.cap}` };
    case 'total': {
      const text = withRounding(phrases.total(step.limited), step.exact, step.total, step.rounding);
      const off = step.deducted === '0' ? step.base : `${step.base} − ${step.deducted}`.replace('− -', '+ ');
      return { text, sum: off === step.total ? step.total : `${off} = ${arrow(step.exact, step.total)}` };
    }
    case 'tie': {
      const { by } = step;
      const named =
        by.by === 'criterion'
          ? names.criterion(by.criterion, by.panel)
          : by.by === 'panel'
            ? names.panel(by.panel)
            : '';
      const sum = step.values.map(({ talk, value }) => `${names.talk(talk)} ${value}`).join(' · ');
      return { text: phrases.tie(by, named, step.decimals), sum };
    }
    case 'tie-open':
      return { text: phrases.tieOpen(phrases.list(step.talks.map(names.talk))) };
    case 'rank':
      return { text: phrases.rank(step.rank, step.tied) };
    case 'award':
      return { text: phrases.award(names.award(step.award)) };
  }
}

/** The exact value where it is another, then the shown one. */
function arrow(exact: string, shown: string): string {
  return trimmed(exact) === trimmed(shown) ? shown : `${exact} → ${shown}`;
}

/** Without zeros that say nothing: `85.50` and `85.5` are one. */
function trimmed(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
}
