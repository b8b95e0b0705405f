import { Exact } from './exact.ts';
import type { AwardRules, Part } from './ranking-rules.ts';

/** Talks that share a place, with the total that they share (to the decimals of the rules). */
export interface PlaceGroup {
  readonly talks: readonly string[];
  readonly total: Exact;
}

export interface Award {
  readonly award: string;
  readonly talks: string[];
}

/** So many of `entries`; a share in whole talks, as its rounding says. */
export function seatsOf(part: Part, entries: number): number {
  if ('count' in part) return part.count;
  const exact = Exact.of(part.share).times(Exact.whole(entries));
  const cut = Number(exact.toFixed({ mode: 'truncate', decimals: 0 }));
  if (part.round === 'down') return cut;
  if (part.round === 'half-up') return Number(exact.toFixed({ mode: 'half-up', decimals: 0 }));
  return exact.compare(Exact.whole(cut)) > 0 ? cut + 1 : cut;
}

/** Tiers from the highest down over groups from the best down. A group is never parted: it gets one tier together, or none. */
export function awardTiers(rules: AwardRules, groups: readonly PlaceGroup[], entries: number): Award[] {
  const awards = rules.tiers.map((tier): Award => ({ award: tier.id, talks: [] }));
  const limit = rules.limit ? seatsOf(rules.limit, entries) : Infinity;
  // Seats given in all, the tier that is being filled, and how many of its seats are taken.
  let given = 0;
  let at = 0;
  let used = 0;
  for (const { talks, total } of groups) {
    const size = talks.length;
    const fitsLimit = rules.overfull === 'share' ? given < limit : given + size <= limit;
    if (!fitsLimit) break;
    for (; at < rules.tiers.length; at++, used = carried(rules, used, at, entries)) {
      const tier = rules.tiers[at];
      if (!tier) break;
      // Nobody after this group has more: the tier is done, and the seats that it leaves are not handed down.
      if (tier.atLeast !== undefined && total.compare(Exact.of(tier.atLeast)) < 0) continue;
      const seats = tier.most ? seatsOf(tier.most, entries) : Infinity;
      if (rules.overfull === 'share' ? used < seats : used + size <= seats) break;
    }
    const award = awards[at];
    if (!award) break;
    award.talks.push(...talks);
    used += size;
    given += size;
  }
  return awards;
}

/** How many seats of the tier at `at` are taken already when it begins: by what the tie above took too much, or none. */
function carried(rules: AwardRules, used: number, at: number, entries: number): number {
  const above = rules.tiers[at - 1]?.most;
  if (rules.sharing === 'extra' || !above) return 0;
  return Math.max(0, used - seatsOf(above, entries));
}

/** The best so many; a tie across the border gets in or stays out together. */
export function bestOf(groups: readonly PlaceGroup[], seats: number, overfull: 'share' | 'step-down'): string[] {
  const best: string[] = [];
  for (const { talks } of groups) {
    if (overfull === 'share' ? best.length >= seats : best.length + talks.length > seats) break;
    best.push(...talks);
  }
  return best;
}
