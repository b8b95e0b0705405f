import { tick } from 'svelte';
import { phrasesOf } from '@rostrum/scoring/words';
import type { RuleProblemCode } from '@rostrum/scoring';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Problem } from './rules-draft.ts';

/** What is wrong, and how to put it right. */
const problemText = ({ at, code, detail }: Problem): string => {
  switch (code) {
    case 'missing':
      return missingText(at);
    case 'not-a-number':
    case 'not-a-decimal':
      return m.organiser_bad_number();
    case 'not-a-count':
    case 'wrong-kind':
      return m.rules_problem_whole();
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
      return m.organiser_bad_too_many({ max: detail?.['max'] ?? 0 });
    case 'bad-date':
      return m.organiser_bad_date();
    case 'out-of-range':
      return m.organiser_bad_whole({ min: detail?.['min'] ?? 0, max: detail?.['max'] ?? 0 });
    case 'picks-need-voters':
      return m.rules_problem_voters();
    case 'tally-has-no-voters':
      return m.rules_problem_tally();
    default:
      return ruleText(code);
  }
};
/** The words of the scoring package, which follow the name of a place, as a sentence of their own. */
const ruleText = (code: RuleProblemCode): string => {
  const text = phrasesOf(getLocale()).ruleProblem[code];
  return text.charAt(0).toUpperCase() + text.slice(1);
};
const missingText = (at: string): string => {
  if (at.startsWith('talks.'))
    return at.endsWith('.name') ? m.organiser_missing_speaker() : m.organiser_missing_topic();
  if (at.startsWith('panels.')) return m.organiser_missing_criterion();
  return at === 'rubric' ? m.organiser_missing_rubric() : m.organiser_missing_title();
};

/** Looks up what is wrong at a place; nothing until the form was tried. */
export const lookup =
  (problems: readonly Problem[], tried: boolean) =>
  (at: string): string | undefined => {
    const found = tried ? problems.find((one) => one.at === at) : undefined;
    return found && problemText(found);
  };
/** The first of the problems that lie at or under a place, such as those of one row. */
export const lookupUnder =
  (problems: readonly Problem[], tried: boolean) =>
  (prefix: string): string | undefined => {
    const stem = prefix.endsWith('.') ? prefix : `${prefix}.`;
    const found = tried ? problems.find((one) => one.at === prefix || one.at.startsWith(stem)) : undefined;
    return found && problemText(found);
  };

/** Takes whoever pressed to the first field that is wrong, once the form shows it as such. */
export const focusFirstProblem = async (form: HTMLFormElement | undefined): Promise<void> => {
  await tick();
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
};
