import type { Criterion } from '@rostrum/scoring';
import type { CellProblem, Table } from './table.ts';
import { at, plain } from './table.ts';

/** What a column that is nobody's mark may hold. */
export type Fact = 'unit' | 'team' | 'status' | 'seconds' | 'deduction' | 'bonus';

const FACTS: Readonly<Record<string, Fact>> = {
  unit: 'unit',
  单位: 'unit',
  team: 'team',
  团队: 'team',
  队: 'team',
  status: 'status',
  状态: 'status',
  seconds: 'seconds',
  time: 'seconds',
  用时: 'seconds',
  deduction: 'deduction',
  扣分: 'deduction',
  bonus: 'bonus',
  加分: 'bonus',
};

export interface Columns {
  /** The first row with a talk. */
  readonly from: number;
  readonly facts: ReadonlyMap<number, Fact>;
  readonly marks: readonly { readonly column: number; readonly judge: string; readonly criterion: string }[];
}

/**
 * What the head of a table says: talks in the first column; then judges, where there is one criterion; or judge and
 * criterion, in one row (`Li: content`, `李／内容`) or in two, the judge above the first of the criteria.
 */
export function readColumns(table: Table, criteria: readonly Criterion[], problems: CellProblem[]): Columns {
  const width = Math.max(0, ...table.rows.slice(0, 2).map((row) => row.length));
  const find = (text: string): string | undefined =>
    criteria.find(({ id, name }) =>
      [id, name].some((one) => one !== undefined && plain(one).toLowerCase() === text.toLowerCase()),
    )?.id;
  const second = Array.from({ length: width - 1 }, (_, index) => at(table, 1, index + 1)).filter((text) => text !== '');
  const twoRows = at(table, 1, 0) === '' && second.length > 0 && second.some((text) => find(text) !== undefined);
  const facts = new Map<number, Fact>();
  const marks: { column: number; judge: string; criterion: string }[] = [];
  const seen = new Set<string>();
  let above = '';
  for (let column = 1; column < width; column++) {
    const head = at(table, 0, column);
    const below = twoRows ? at(table, 1, column) : '';
    const fact = FACTS[head.toLowerCase()];
    if (fact) {
      facts.set(column, fact);
      continue;
    }
    above = head === '' ? above : head;
    if (head === '' && below === '') continue;
    const named = twoRows ? { judge: above, criterion: find(below) } : splitHead(head, criteria, find);
    const refuse = (problem: CellProblem['problem']): void => {
      problems.push({ table: table.name, row: twoRows ? 1 : 0, column, problem, value: twoRows ? below : head });
    };
    if (named.judge === '' || named.criterion === undefined) refuse('unknown-criterion');
    else {
      const key = JSON.stringify([named.judge, named.criterion]);
      if (seen.has(key)) refuse('duplicate-column');
      seen.add(key);
      marks.push({ column, judge: named.judge, criterion: named.criterion });
    }
  }
  if (marks.length === 0) problems.push({ table: table.name, row: 0, column: 0, problem: 'no-judges' });
  return { from: twoRows ? 2 : 1, facts, marks };
}

function splitHead(
  head: string,
  criteria: readonly Criterion[],
  find: (text: string) => string | undefined,
): { judge: string; criterion: string | undefined } {
  const [only, ...more] = criteria;
  if (only && more.length === 0) return { judge: head, criterion: only.id };
  for (const separator of [':', '/', '·', '-', ' ']) {
    const place = head.lastIndexOf(separator);
    const criterion = place > 0 ? find(head.slice(place + 1).trim()) : undefined;
    if (criterion !== undefined) return { judge: head.slice(0, place).trim(), criterion };
  }
  return { judge: head, criterion: undefined };
}
