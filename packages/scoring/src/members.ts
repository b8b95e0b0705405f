import type { Contest, Entry, Judge, List, PanelMembers, Sheet } from './contest.ts';
import type { Panel } from './panel-rules.ts';
import { own } from './kernel.ts';

/** Who is to score one talk in one panel, in the panel's order, and who has left the denominator and why. */
export interface Expected {
  readonly judges: readonly string[];
  readonly out: readonly { judge: string; reason: string }[];
}

/** What a contest has of one panel, found by talk or judge. */
export interface PanelFile {
  readonly members: PanelMembers;
  readonly sheets: ReadonlyMap<string, readonly Sheet[]>;
  readonly lists: ReadonlyMap<string, List>;
  readonly tallies: ReadonlyMap<string, string>;
  /** Votes by talk, where lists are picks. */
  readonly votes: ReadonlyMap<string, number>;
}

export function filePanel(contest: Contest, panel: Panel): PanelFile {
  const sheets = new Map<string, Sheet[]>();
  for (const sheet of contest.sheets) {
    if (sheet.panel !== panel.id) continue;
    const found = sheets.get(sheet.talk);
    if (found) found.push(sheet);
    else sheets.set(sheet.talk, [sheet]);
  }
  const members = own(contest.panels, panel.id);
  const lists = new Map<string, List>();
  const votes = new Map<string, number>();
  const mayVote = new Set(members?.judges.map((judge) => judge.id));
  for (const list of contest.lists ?? []) {
    if (list.panel !== panel.id) continue;
    if (lists.has(list.judge)) throw new RangeError(`two lists by ${list.judge}`);
    if (new Set(list.talks).size < list.talks.length) throw new RangeError(`list of ${list.judge}: a talk twice`);
    lists.set(list.judge, list);
    if (members && !mayVote.has(list.judge)) continue;
    for (const talk of list.talks) votes.set(talk, (votes.get(talk) ?? 0) + 1);
  }
  const tallies = new Map<string, string>();
  for (const { panel: of, talk, value } of contest.tallies ?? []) {
    if (of !== panel.id) continue;
    if (tallies.has(talk)) throw new RangeError(`two tallies of ${talk} in ${of}`);
    tallies.set(talk, value);
  }
  return { members: members ?? { judges: [] }, sheets, lists, tallies, votes };
}

/** The judges of one talk: replaced from `at` on, recused and out left away. */
export function expectedFor(
  panel: Panel,
  { members }: PanelFile,
  entry: Entry,
  at: number,
  places: ReadonlyMap<string, number>,
): Expected {
  const out: { judge: string; reason: string }[] = [];
  const judges: string[] = [];
  const excused = entry.out?.filter((one) => one.panel === panel.id);
  for (const member of members.judges) {
    const judge = members.replaced ? replacement(members, member, at, places) : member;
    const reason = excused?.find((one) => one.judge === judge.id)?.reason ?? recusal(panel, judge, entry);
    if (reason === undefined) judges.push(judge.id);
    else out.push({ judge: judge.id, reason });
  }
  return { judges, out };
}

function replacement(
  { replaced = [] }: PanelMembers,
  member: Judge,
  at: number,
  places: ReadonlyMap<string, number>,
): Judge {
  let judge = member;
  for (const { judge: left, by, from } of replaced) {
    const start = places.get(from);
    if (start === undefined) throw new RangeError(`replaced from an unknown talk: ${from}`);
    if (left === judge.id && at >= start) judge = by;
  }
  return judge;
}

function recusal(panel: Panel, judge: Judge, entry: Entry): string | undefined {
  if (panel.recuse?.includes('self') && entry.speaker !== undefined && entry.speaker === judge.id) return 'self';
  const sameUnit = judge.unit !== undefined && judge.unit === entry.unit;
  return panel.recuse?.includes('own-unit') && sameUnit ? 'own-unit' : undefined;
}
