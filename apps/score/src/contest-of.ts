import type { Contest, Entry, List, Panel, RuleSet, Sheet, Tally } from '@rostrum/scoring';
import { isDecimal } from '@rostrum/scoring';
import type { ClockProposal } from './facts.ts';
import { readMarks } from './marks-table.ts';
import type { CellProblem, Table } from './table.ts';
import { at, plain } from './table.ts';

export interface ReadContest {
  readonly contest: Contest;
  readonly problems: readonly CellProblem[];
  readonly proposals: readonly ClockProposal[];
}

/**
 * A contest out of tables: one for each panel, called as the panel is; a single one needs no name. Tables of marks have
 * talks in rows; tables of figures a talk and a figure a row; tables of lists a judge and the talks in order a row.
 * The first table that has talks in its rows says which there are, and in which order.
 */
export function contestOf(rules: RuleSet, tables: readonly Table[], confirmTime: boolean): ReadContest {
  const problems: CellProblem[] = [];
  const pairs = pairTables(rules, tables, problems);
  const entries: Entry[] = [];
  const sheets: Sheet[] = [];
  const lists: List[] = [];
  const tallies: Tally[] = [];
  const proposals: ClockProposal[] = [];
  const panels: Record<string, { judges: { id: string }[] }> = {};
  for (const { panel, table } of pairs) {
    if (panel.ballot.kind === 'places' || panel.ballot.kind === 'picks') continue;
    const known = entries.length > 0 ? new Set(entries.map((entry) => entry.talk)) : undefined;
    if (panel.ballot.kind === 'marks') {
      const { criteria } = panel.ballot.rubric;
      const read = readMarks(rules, panel.id, criteria, table, known, confirmTime, problems);
      merge(entries, read.entries, known !== undefined);
      sheets.push(...read.sheets);
      proposals.push(...read.proposals);
      panels[panel.id] = { judges: read.judges.map((id) => ({ id })) };
    } else {
      const read = readTallies(panel, table, known, problems);
      if (!known) entries.push(...read.map(({ talk }) => ({ talk })));
      tallies.push(...read);
    }
  }
  for (const { panel, table } of pairs) {
    if (panel.ballot.kind !== 'places' && panel.ballot.kind !== 'picks') continue;
    const found = readLists(panel, table, entries, problems);
    lists.push(...found);
    panels[panel.id] = { judges: found.map(({ judge }) => ({ id: judge })) };
  }
  return { contest: { entries, panels, sheets, lists, tallies }, problems, proposals };
}

function pairTables(
  rules: RuleSet,
  tables: readonly Table[],
  problems: CellProblem[],
): { panel: Panel; table: Table }[] {
  const [onlyPanel, ...otherPanels] = rules.panels;
  const filled = tables.filter((table) => table.rows.some((row) => row.some((cell) => plain(cell) !== '')));
  const [onlyTable, ...otherTables] = filled;
  if (onlyPanel && onlyTable && otherPanels.length + otherTables.length === 0) {
    return [{ panel: onlyPanel, table: onlyTable }];
  }
  return filled.flatMap((table) => {
    const panel = rules.panels.find((one) => one.id === plain(table.name) || one.name === plain(table.name));
    if (panel) return [{ panel, table }];
    problems.push({ table: table.name, row: 0, column: 0, problem: 'unknown-table', value: table.name });
    return [];
  });
}

/** Later tables add what they say of talks that are known; what an earlier one said stands. */
function merge(entries: Entry[], more: readonly Entry[], known: boolean): void {
  if (!known) entries.push(...more);
  else {
    for (const one of more) {
      const place = entries.findIndex((entry) => entry.talk === one.talk);
      const entry = entries[place];
      if (!entry) continue;
      const [out, adjustments] = [
        [...(entry.out ?? []), ...(one.out ?? [])],
        [...(entry.adjustments ?? []), ...(one.adjustments ?? [])],
      ];
      entries[place] = {
        ...one,
        ...entry,
        ...(out.length > 0 && { out }),
        ...(adjustments.length > 0 && { adjustments }),
      };
    }
  }
}

function readTallies(
  panel: Panel,
  table: Table,
  known: ReadonlySet<string> | undefined,
  problems: CellProblem[],
): Tally[] {
  const seen = new Set<string>();
  return table.rows.flatMap((_, row): Tally[] => {
    const [talk, value] = [at(table, row, 0), at(table, row, 1)];
    if (row === 0 || (talk === '' && value === '')) return [];
    const refuse = (column: number, problem: CellProblem['problem'], cell: string): Tally[] => {
      problems.push({ table: table.name, row, column, problem, value: cell });
      return [];
    };
    if (talk === '') return refuse(0, 'talk-without-name', talk);
    if (seen.has(talk)) return refuse(0, 'duplicate-talk', talk);
    seen.add(talk);
    if (known && !known.has(talk)) return refuse(0, 'unknown-talk', talk);
    if (value === '') return refuse(1, 'missing', value);
    return isDecimal(value) ? [{ panel: panel.id, talk, value }] : refuse(1, 'not-a-decimal', value);
  });
}

function readLists(panel: Panel, table: Table, entries: Entry[], problems: CellProblem[]): List[] {
  const given = entries.length > 0 ? new Set(entries.map((entry) => entry.talk)) : undefined;
  const found = table.rows.flatMap((cells, row): List[] => {
    const judge = at(table, row, 0);
    if (row === 0 || judge === '') return [];
    const talks: string[] = [];
    for (let column = 1; column < cells.length; column++) {
      const talk = at(table, row, column);
      if (talk === '') continue;
      const problem = talks.includes(talk)
        ? 'talk-listed-twice'
        : given && !given.has(talk)
          ? 'unknown-talk'
          : undefined;
      if (problem) problems.push({ table: table.name, row, column, problem, value: talk });
      else talks.push(talk);
    }
    return [{ panel: panel.id, judge, talks }];
  });
  // Without a table of talks, they are those that somebody has listed, in the order of their names.
  if (!given) entries.push(...[...new Set(found.flatMap((list) => list.talks))].sort().map((talk) => ({ talk })));
  return found;
}
