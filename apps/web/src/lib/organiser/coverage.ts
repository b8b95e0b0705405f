import type { MemberSummary } from '@rostrum/protocol';

/** Where a member stands in a programme: has spoken, is to speak, or neither yet. */
export type Standing = 'spoke' | 'scheduled' | 'yet';
export const STANDINGS: readonly Standing[] = ['spoke', 'scheduled', 'yet'];

export const standingOf = (member: MemberSummary): Standing =>
  member.spoke.length > 0 ? 'spoke' : member.scheduled.length > 0 ? 'scheduled' : 'yet';

const pinyin = new Intl.Collator('zh-u-co-pinyin', { numeric: true });
/** Names as a roll is called: Chinese ones by pinyin, the same in both languages. */
export const compareNames = (a: string, b: string): number => pinyin.compare(a, b);
export const byName = <T extends { readonly name: string }>(people: readonly T[]): T[] =>
  [...people].sort((a, b) => compareNames(a.name, b.name));

export interface UnitCoverage {
  /** Absent for those who name none. */
  readonly unit?: string;
  /** One for each member: those who have spoken first, those who have yet to last. */
  readonly standings: readonly Standing[];
  readonly spoke: number;
}

/** The members of a programme by unit, the largest units first. */
export const byUnit = (members: readonly MemberSummary[]): UnitCoverage[] => {
  const units = new Map<string, Standing[]>();
  for (const one of members) {
    const unit = one.unit ?? '';
    units.set(unit, [...(units.get(unit) ?? []), standingOf(one)]);
  }
  return [...units]
    .map(([unit, standings]) => ({
      ...(unit === '' ? {} : { unit }),
      standings: STANDINGS.flatMap((kind) => standings.filter((one) => one === kind)),
      spoke: standings.filter((one) => one === 'spoke').length,
    }))
    .sort((a, b) => b.standings.length - a.standings.length || compareNames(a.unit ?? '\uffff', b.unit ?? '\uffff'));
};

/** How many more sessions it takes until everyone has had their turn, at the size that sessions have had. */
export const sessionsToGo = (yetTo: number, talks: readonly number[]): { each: number; sessions: number } => {
  const sized = talks.filter((count) => count > 0);
  const each =
    sized.length === 0 ? 4 : Math.max(1, Math.round(sized.reduce((sum, one) => sum + one, 0) / sized.length));
  return { each, sessions: Math.ceil(yetTo / each) };
};
