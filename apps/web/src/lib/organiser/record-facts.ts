import type { HostView, ItemView, PublicResult, Role } from '@rostrum/domain';
import type { Attendee } from './record-data.svelte.ts';
import { compareNames } from './coverage.ts';

export interface TalkLine {
  readonly item: ItemView;
  readonly number: number;
  readonly result: PublicResult | undefined;
}
/**
 * What the hall has learnt of a talk's result. Beside a published total also the mean and the deduction that it comes
 * from, though the ranking was revealed without them: a record shows how a total was reached.
 */
const published = (view: HostView, talk: string): PublicResult | undefined => {
  const shown = view.projector.results[talk];
  const whole = view.judging[talk]?.result;
  if (shown?.total === undefined || whole?.mean === undefined || whole.total !== shown.total) return shown;
  return { ...shown, mean: whole.mean, deduction: whole.deductionTotal };
};

/** The talks in running order, with what the hall has learnt of their results. */
export const talkLines = (view: HostView): TalkLine[] =>
  Object.values(view.projector.order)
    .filter((one) => one.kind === 'talk')
    .sort((a, b) => a.key - b.key || (a.item < b.item ? -1 : 1))
    .map((item, n) => ({ item, number: n + 1, result: published(view, item.item) }));

/** Those whose total has been published, the first rank first; talks in their order where no rank is known. */
export const rankedLines = (lines: readonly TalkLine[]): TalkLine[] =>
  lines
    .filter((one) => one.result?.total !== undefined)
    .sort((a, b) => (a.result?.rank ?? 999) - (b.result?.rank ?? 999) || a.number - b.number);

export interface PresentGroup {
  readonly role: Role;
  readonly people: readonly Attendee[];
}
const ORDER: readonly Role[] = ['host', 'timekeeper', 'speaker', 'head-judge', 'judge', 'clerk', 'remote', 'audience'];

/**
 * Who was present, each under the first of their roles that counts most, names by pinyin; the projector is nobody.
 * Guests without a name are only counted.
 */
export const presentGroups = (people: readonly Attendee[]): { groups: PresentGroup[]; unnamed: number } => {
  const persons = people.filter((one) => one.roles.some((role) => role !== 'projector'));
  const named = persons.filter((one) => one.name !== undefined);
  const groups = ORDER.map((role) => ({
    role,
    people: named
      .filter((one) => ORDER.find((other) => one.roles.includes(other)) === role)
      .sort((a, b) => compareNames(a.name ?? '', b.name ?? '')),
  }));
  return { groups: groups.filter((one) => one.people.length > 0), unnamed: persons.length - named.length };
};

/** What a person still has to do before the record is whole. */
export type Wanted = 'end' | 'summary' | 'decisions' | 'confirm';
export const wantedOf = (view: HostView): Wanted[] => {
  if (view.record.confirmedAt !== undefined) return [];
  if (view.projector.session.status !== 'ended') return ['end'];
  const { words } = view.record;
  const lacks = (['summary', 'decisions'] as const).filter((section) => (words[section] ?? '').trim() === '');
  return [...lacks, 'confirm'];
};
