import type { RevealStep } from '@rostrum/domain';
import { alignDecimals, isZero } from '#lib/i18n/decimals.ts';
import { formatList } from '#lib/i18n/format.ts';
import { partName } from '#lib/projector/part-name.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the hall learns with each step of a reveal, in a line, in order. */
export const revealLines = (
  steps: Readonly<Record<string, RevealStep>> | undefined,
  nameOf: (talk: string) => string,
): { readonly number: number; readonly words: string }[] => {
  const ordered = Object.entries(steps ?? {})
    .map(([key, step]) => ({ number: Number(key), step }))
    .sort((a, b) => a.number - b.number);
  const mean = ordered.flatMap(({ step }) => (step.kind === 'mean' ? [step.mean] : []))[0];
  return ordered.map(({ number, step }) => ({ number, words: revealWords(step, nameOf, mean) }));
};

const revealWords = (step: RevealStep, nameOf: (talk: string) => string, mean: string | undefined): string => {
  switch (step.kind) {
    case 'marks':
      return m.host_reveal_marks({ count: step.marks.length });
    case 'dropped':
      return m.host_reveal_dropped();
    case 'mean':
      return m.host_reveal_mean({ mean: step.mean });
    case 'part':
      return m.jury_reveal_part({ name: partName(step, mean), value: step.value, points: step.points });
    case 'total': {
      const [deduction = ''] = alignDecimals([step.deduction, step.total]);
      const total = isZero(step.deduction)
        ? m.host_reveal_total({ total: step.total })
        : m.host_reveal_total_less({ total: step.total, deduction });
      return step.bonus === undefined ? total : m.jury_reveal_bonus({ total, bonus: step.bonus });
    }
    case 'rank': {
      const said = { rank: step.rank, name: nameOf(step.talk), total: step.total };
      const place = step.tied ? m.host_reveal_rank_tied(said) : m.host_reveal_rank(said);
      return step.award === undefined ? place : m.jury_reveal_place_award({ place, award: step.award });
    }
    case 'award':
      return m.jury_reveal_award({
        award: step.award,
        count: step.all.length,
        names: formatList(step.all.map((one) => nameOf(one.talk))),
      });
  }
};
