import type { Rounding, Step } from '@rostrum/scoring';
import { formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { phrasesOf, sayStep } from '@rostrum/scoring/words';

/** What the steps name only by id. */
export interface ExplainNames {
  readonly judge: (id: string) => string;
  readonly criterion: (id: string) => string;
}
export interface ExplainedStep {
  readonly kind: Step['kind'];
  readonly text: string;
  /** The arithmetic, in figures that read alike in both languages. */
  readonly sum?: string;
}

const MODES = {
  'half-up': m.host_round_half_up,
  'half-even': m.host_round_half_even,
  truncate: m.host_round_truncate,
} as const;
const rounded = ({ mode, decimals }: Rounding): string => MODES[mode]({ decimals });
const DEDUCTIONS: Readonly<Record<string, () => string>> = {
  'over-time': m.host_deduct_over,
  'under-time': m.host_deduct_under,
};
export const deductionWords = (reason: string): string => (DEDUCTIONS[reason] ?? m.host_deduct_other)();

/** Every step from the marks to the total, in words and figures, in the order in which it was computed. */
export const explain = (steps: readonly Step[], names: ExplainNames): ExplainedStep[] =>
  steps.map((step): ExplainedStep => {
    const { kind } = step;
    switch (step.kind) {
      case 'not-counted':
        return { kind, text: m.host_explain_not_counted({ judge: names.judge(step.judge) }) };
      case 'judge-total': {
        const parts = step.parts.map(({ criterion, mark, weight, points }) => {
          const name = names.criterion(criterion);
          return weight === '1' ? `${name} ${mark}` : `${name} ${mark} × ${weight} = ${points}`;
        });
        const exact = !differ(step.exact, step.total) ? '' : ` = ${step.exact}`;
        const rounding = step.rounding && exact !== '' ? rounded(step.rounding) : undefined;
        return {
          kind,
          text: withRounding(m.host_explain_judge({ judge: names.judge(step.judge) }), rounding),
          sum: `${parts.join(' + ')}${exact} ${exact === '' ? '=' : '→'} ${step.total}`,
        };
      }
      case 'missing':
        return { kind, text: m.host_explain_missing({ judges: formatList(step.judges.map(names.judge)) }) };
      case 'dropped': {
        const said = { judge: names.judge(step.judge), total: step.total };
        return { kind, text: step.end === 'highest' ? m.host_explain_highest(said) : m.host_explain_lowest(said) };
      }
      case 'not-trimmed': {
        const said = { sheets: step.sheets, high: step.high, low: step.low };
        return {
          kind,
          text: step.because === 'provisional' ? m.host_explain_untrimmed(said) : m.host_explain_too_few(said),
        };
      }
      case 'no-result':
        return { kind, text: step.because === 'no-sheets' ? m.host_explain_no_sheets() : m.host_explain_none() };
      case 'mean': {
        const { rounding } = step;
        const shown = rounding && differ(step.exact, step.mean) ? rounded(rounding) : undefined;
        return {
          kind,
          text: withRounding(m.host_explain_mean({ count: step.count }), shown),
          sum: `(${step.totals.join(' + ')}) ÷ ${step.count} = ${step.sum} ÷ ${step.count} = ${step.mean}`,
        };
      }
      case 'deduction':
        return {
          kind,
          text: m.host_explain_deduction({ reason: deductionWords(step.reason) }),
          sum: `−${step.points}`,
        };
      case 'total':
        return {
          kind,
          text: withRounding(
            m.host_explain_total(),
            step.rounding && differ(step.exact, step.total) ? rounded(step.rounding) : undefined,
          ),
          sum: `${step.base} − ${step.deducted} = ${step.total}`,
        };
      default: {
        // What this screen has no sentence of its own for is said in the words of the scoring package.
        const same = (id: string): string => id;
        const all = { judge: names.judge, criterion: names.criterion, panel: same, talk: same, award: same };
        return { kind, ...sayStep(step, phrasesOf(getLocale() === 'zh' ? 'zh' : 'en'), all) };
      }
    }
  });

/** Whether rounding changed the value: `85.5` and `85.50` are one, `263/3` is no decimal at all. */
const differ = (exact: string, shown: string): boolean => exact.includes('/') || Number(exact) !== Number(shown);

const withRounding = (text: string, rounding: string | undefined): string =>
  rounding === undefined ? text : m.host_explain_rounded({ text, rounding });
