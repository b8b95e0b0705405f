import { tick } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import type { Problem } from './rules-draft.ts';

/** What is wrong, and how to put it right. */
const problemText = ({ at, code, detail }: Problem): string => {
  switch (code) {
    case 'missing':
      return missingText(at);
    case 'not-a-number':
      return m.organiser_bad_number();
    case 'empty-range':
      return m.organiser_bad_range();
    case 'step-not-positive':
      return m.organiser_bad_step();
    case 'range-not-in-steps':
      return m.organiser_bad_steps();
    case 'negative-weight':
      return m.organiser_bad_weight();
    case 'no-criteria':
      return m.organiser_bad_no_criteria();
    case 'too-many':
      return m.organiser_bad_too_many({ max: detail?.max ?? 0 });
    case 'bad-date':
      return m.organiser_bad_date();
    case 'out-of-range':
      return m.organiser_bad_whole({ min: detail?.min ?? 0, max: detail?.max ?? 0 });
  }
};
const missingText = (at: string): string => {
  if (at.startsWith('talks.'))
    return at.endsWith('.name') ? m.organiser_missing_speaker() : m.organiser_missing_topic();
  if (at.startsWith('criteria.')) return m.organiser_missing_criterion();
  return at === 'rubric' ? m.organiser_missing_rubric() : m.organiser_missing_title();
};

/** Looks up what is wrong at a place; nothing until the form was tried. */
export const lookup =
  (problems: readonly Problem[], tried: boolean) =>
  (at: string): string | undefined => {
    const found = tried ? problems.find((one) => one.at === at) : undefined;
    return found && problemText(found);
  };
/** The first of the problems that lie under a place, such as those of one row. */
export const lookupUnder =
  (problems: readonly Problem[], tried: boolean) =>
  (prefix: string): string | undefined => {
    const found = tried ? problems.find((one) => one.at.startsWith(prefix)) : undefined;
    return found && problemText(found);
  };

/** Takes whoever pressed to the first field that is wrong, once the form shows it as such. */
export const focusFirstProblem = async (form: HTMLFormElement | undefined): Promise<void> => {
  await tick();
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
};
