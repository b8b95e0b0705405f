import type { DeductionView, SheetCell } from '@rostrum/domain';
import type { TalkMatrix } from '@rostrum/domain';
import { m } from '#lib/paraglide/messages.js';
import { deductionWords } from './explain.ts';

const EXCUSES: Readonly<Record<string, () => string>> = {
  recused: m.jury_excuse_recused,
  abstained: m.jury_excuse_abstained,
  excused: m.jury_excuse_excused,
  gap: m.jury_excuse_gap,
  'joined-later': m.jury_excuse_joined_later,
  left: m.jury_excuse_left,
  self: m.jury_excuse_self,
  'own-unit': m.jury_excuse_own_unit,
};
/** Why a judge does not score a talk: of which kind, and what was said. */
export const excuseWords = ({ excuseKind = 'excused', excuse = '' }: SheetCell): string => {
  const kind = (EXCUSES[excuseKind] ?? m.jury_excuse_excused)();
  return excuse === '' || excuse === '–' ? kind : m.jury_excuse_said({ kind, reason: excuse });
};
/** The kinds that a person may choose. */
const EXCUSE_KINDS = ['recused', 'abstained', 'excused', 'gap'] as const;
export type ExcuseChoice = (typeof EXCUSE_KINDS)[number];
export const excuseOptions = (): { value: ExcuseChoice; label: string }[] =>
  EXCUSE_KINDS.map((value) => ({ value, label: (EXCUSES[value] ?? m.jury_excuse_excused)() }));

type Standing = NonNullable<TalkMatrix['standing']>['status'];
const STANDINGS: Readonly<Record<Standing, () => string>> = {
  competing: m.jury_standing_competing,
  'out-of-competition': m.jury_standing_out_of_competition,
  withdrawn: m.jury_standing_withdrawn,
  forfeit: m.jury_standing_forfeit,
  disqualified: m.jury_standing_disqualified,
};
export const standingWords = (standing: Standing): string => STANDINGS[standing]();
export const standingOptions = (): { value: Standing; label: string }[] =>
  (Object.keys(STANDINGS) as Standing[]).map((value) => ({ value, label: standingWords(value) }));

const STATUS: Readonly<Record<TalkMatrix['status'], () => string>> = {
  closed: m.jury_talk_closed,
  open: m.jury_talk_open,
  locked: m.jury_talk_locked,
};
export const talkStatusWords = (status: TalkMatrix['status']): string => STATUS[status]();

const SIGNERS: Readonly<Record<string, () => string>> = {
  host: m.jury_role_host,
  'head-judge': m.jury_role_head_judge,
  clerk: m.jury_role_clerk,
};
export const signerWords = (role: string): string => (SIGNERS[role] ?? m.jury_role_host)();

/** `超时 37 秒`, or what a person wrote. */
export const deductionLine = ({ reason, note, seconds }: DeductionView): string => {
  const why = reason === 'other' ? (note ?? deductionWords(reason)) : deductionWords(reason);
  return seconds === undefined ? why : m.jury_deduct_clock({ why, seconds });
};
/** `−0.4` or, for a bonus, `+0.4`. */
export const signedPoints = ({ kind, points }: Pick<DeductionView, 'kind' | 'points'>): string =>
  `${kind === 'bonus' ? '+' : '−'}${points}`;
