import type { Criterion, Entry, RuleSet, Sheet } from '@rostrum/scoring';
import { checkMark } from '@rostrum/scoring';
import { readColumns } from './columns.ts';
import type { ClockProposal, Facts } from './facts.ts';
import { addFact } from './facts.ts';
import type { CellProblem, Table } from './table.ts';
import { at } from './table.ts';

/** What stands in the place of a mark when a judge gives none, and is why. */
const OUT: Readonly<Record<string, string>> = {
  回避: 'recused',
  recused: 'recused',
  弃权: 'abstained',
  abstained: 'abstained',
  免评: 'excused',
  excused: 'excused',
};

export interface MarksTable {
  readonly entries: Entry[];
  readonly sheets: Sheet[];
  readonly judges: string[];
  readonly proposals: ClockProposal[];
}

/** Talks in rows, judges (and criteria) in columns. An empty cell is a sheet that is not in; one half empty is a problem. */
export function readMarks(
  rules: RuleSet,
  panel: string,
  criteria: readonly Criterion[],
  table: Table,
  known: ReadonlySet<string> | undefined,
  confirmTime: boolean,
  problems: CellProblem[],
): MarksTable {
  const columns = readColumns(table, criteria, problems);
  const judges = [...new Set(columns.marks.map((one) => one.judge))];
  const read: MarksTable = { entries: [], sheets: [], judges, proposals: [] };
  const seen = new Set<string>();
  for (let row = columns.from; row < table.rows.length; row++) {
    const refuse = (column: number, problem: CellProblem['problem']): void => {
      const value = at(table, row, column);
      problems.push({ table: table.name, row, column, problem, ...(value !== '' && { value }) });
    };
    const talk = at(table, row, 0);
    if (talk === '') {
      if (table.rows[row]?.some((_, column) => at(table, row, column) !== '')) refuse(0, 'talk-without-name');
      continue;
    }
    if (seen.has(talk)) refuse(0, 'duplicate-talk');
    else if (known && !known.has(talk)) refuse(0, 'unknown-talk');
    if (seen.has(talk) || (known && !known.has(talk))) continue;
    seen.add(talk);
    const facts: Facts = { entry: { talk } };
    for (const [column, fact] of columns.facts) {
      const value = at(table, row, column);
      const problem = value === '' ? undefined : addFact(facts, fact, value, rules, confirmTime);
      if (problem) refuse(column, problem);
    }
    const out: NonNullable<Entry['out']>[number][] = [];
    for (const judge of judges) {
      const cells = columns.marks.filter((one) => one.judge === judge);
      const values = cells.map((one) => at(table, row, one.column));
      const why = values.map((value) => OUT[value.toLowerCase()]).find((reason) => reason !== undefined);
      if (why !== undefined) out.push({ panel, judge, reason: why });
      else if (values.some((value) => value !== '')) {
        read.sheets.push({ panel, judge, talk, marks: marksIn(cells, values, criteria, refuse) });
      }
    }
    read.entries.push(out.length > 0 ? { ...facts.entry, out } : facts.entry);
    if (facts.proposal) read.proposals.push(facts.proposal);
  }
  return read;
}

function marksIn(
  cells: readonly { column: number; criterion: string }[],
  values: readonly string[],
  criteria: readonly Criterion[],
  refuse: (column: number, problem: CellProblem['problem']) => void,
): Record<string, string> {
  const marks: Record<string, string> = {};
  for (const criterion of criteria) {
    const index = cells.findIndex((one) => one.criterion === criterion.id);
    const cell = cells[index];
    const value = values[index] ?? '';
    const problem = checkMark(criterion, value);
    // A criterion without a column of its own is named where the judge's columns begin.
    if (problem) refuse(cell?.column ?? cells[0]?.column ?? 0, problem);
    else marks[criterion.id] = value;
  }
  return marks;
}
