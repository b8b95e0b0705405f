import type { Adjustment, Entry, RuleSet, Status } from '@rostrum/scoring';
import { isDecimal, proposeForTime } from '@rostrum/scoring';
import type { Fact } from './columns.ts';
import type { CellProblem } from './table.ts';

const STATUSES: Readonly<Record<string, Status>> = {
  competing: 'competing',
  参赛: 'competing',
  'out of competition': 'out-of-competition',
  'out-of-competition': 'out-of-competition',
  不参评: 'out-of-competition',
  withdrawn: 'withdrawn',
  退出: 'withdrawn',
  退赛: 'withdrawn',
  forfeit: 'forfeit',
  弃权: 'forfeit',
  disqualified: 'disqualified',
  取消资格: 'disqualified',
};

/** What a clock would take off a talk, and whether it was. */
export interface ClockProposal {
  readonly talk: string;
  readonly seconds: number;
  readonly reason: 'over-time' | 'under-time';
  readonly points: string;
  readonly out: boolean;
}

/** What the columns beside the marks say of a talk, put into its entry. */
export interface Facts {
  entry: Entry;
  proposal?: ClockProposal;
}

/** `7:32`, `452` or `452.5` in seconds. */
function readSeconds(text: string): number | undefined {
  const found = /^(?:(\d{1,3}):(?=\d\d(?:\.|$)))?(\d{1,6}(?:\.\d{1,3})?)$/.exec(text);
  return found ? Number(found[1] ?? 0) * 60 + Number(found[2]) : undefined;
}

/** One cell beside the marks; what is wrong with it, if it is. `confirmTime`: what the clock proposes counts. */
export function addFact(
  facts: Facts,
  fact: Fact,
  value: string,
  rules: RuleSet,
  confirmTime: boolean,
): CellProblem['problem'] | undefined {
  const { talk } = facts.entry;
  switch (fact) {
    case 'unit':
    case 'team':
      facts.entry = { ...facts.entry, [fact]: value };
      return undefined;
    case 'status': {
      const status = STATUSES[value.toLowerCase()];
      if (!status) return 'unknown-status';
      facts.entry = { ...facts.entry, status };
      return undefined;
    }
    case 'deduction':
    case 'bonus':
      if (!isDecimal(value) || value.startsWith('-')) return 'not-a-decimal';
      if (/[1-9]/.test(value))
        facts.entry = adjusted(facts.entry, { id: fact, kind: fact, points: value, reason: fact });
      return undefined;
    case 'seconds': {
      const seconds = readSeconds(value);
      if (seconds === undefined) return 'not-a-time';
      const found = proposeForTime(rules.time ?? {}, [seconds]);
      if (!found) return undefined;
      const { reason, points, out = false } = found;
      facts.proposal = { talk, seconds, reason, points, out };
      if (!confirmTime) return undefined;
      facts.entry = out
        ? { ...facts.entry, status: 'disqualified' }
        : adjusted(facts.entry, { id: 'time', kind: 'deduction', points, reason });
      return undefined;
    }
  }
}

function adjusted(entry: Entry, adjustment: Adjustment): Entry {
  return { ...entry, adjustments: [...(entry.adjustments ?? []), adjustment] };
}
