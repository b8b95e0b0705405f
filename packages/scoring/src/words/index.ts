import type { ContestProblem } from '../check-contest.ts';
import type { RuleProblem } from '../problem.ts';
import { en } from './en.ts';
import type { Phrases } from './phrases.ts';
import { zh } from './zh.ts';

export { sayStep } from './say-step.ts';
export type { SaidStep, StepNames } from './say-step.ts';
export type { Phrases };

export type Language = 'zh' | 'en';

export function phrasesOf(language: Language): Phrases {
  return language === 'zh' ? zh : en;
}

/** A problem of a rule set in one line: where, what, and the figures that belong to it. */
export function sayRuleProblem({ at, problem, detail }: RuleProblem, phrases: Phrases): string {
  return `${at}${at === '' ? '' : ': '}${phrases.ruleProblem[problem]}${figures(detail)}`;
}

/** A problem of a contest in one line: whose, what, and the figures that belong to it. */
export function sayContestProblem(one: ContestProblem, phrases: Phrases): string {
  const whose = [one.panel, one.talk, one.judge, one.criterion].filter((part) => part !== undefined).join(' · ');
  return `${whose}: ${phrases.contestProblem[one.problem]}${figures(one.detail)}`;
}

function figures(detail: Readonly<Record<string, string | number>> | undefined): string {
  if (!detail) return '';
  return ` (${Object.entries(detail)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;
}
