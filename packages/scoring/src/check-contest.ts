import type { Contest } from './contest.ts';
import { Exact } from './exact.ts';
import { own } from './kernel.ts';
import { checkMarks } from './marks.ts';
import type { Panel } from './panel-rules.ts';
import type { RuleSet } from './rules.ts';

/** What keeps a contest from being scored, as a code, and whose it is. */
export interface ContestProblem {
  readonly problem:
    | 'duplicate-talk'
    | 'unknown-talk'
    | 'unknown-panel'
    /** The panel takes sheets, lists or tallies, and this is another of them. */
    | 'not-of-this-panel'
    | 'duplicate-judge'
    /** Not as many judges as the rules are meant for (`detail.least`, `detail.most`, `detail.judges`). */
    | 'panel-size'
    | 'unknown-judge'
    | 'two-sheets'
    | 'missing'
    | 'not-a-decimal'
    | 'out-of-range'
    | 'off-step'
    | 'unknown-criterion'
    /** A list has too few or too many talks (`detail.least`, `detail.most`), or one twice. */
    | 'wrong-number-of-talks'
    | 'talk-listed-twice'
    | 'negative-points';
  readonly panel?: string;
  readonly judge?: string;
  readonly talk?: string;
  readonly criterion?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Everything that `score` would throw on, or pass over without a word; empty when it may be called. */
export function checkContest(rules: RuleSet, contest: Contest): ContestProblem[] {
  const problems: ContestProblem[] = [];
  const talks = new Set<string>();
  for (const { talk, adjustments = [] } of contest.entries) {
    if (talks.has(talk)) problems.push({ problem: 'duplicate-talk', talk });
    talks.add(talk);
    for (const { points } of adjustments) {
      const value = Exact.parse(points);
      if (!value || value.isNegative) problems.push({ problem: value ? 'negative-points' : 'not-a-decimal', talk });
    }
  }
  for (const [id, { judges, replaced = [] }] of Object.entries(contest.panels)) {
    if (!rules.panels.some((panel) => panel.id === id)) problems.push({ problem: 'unknown-panel', panel: id });
    const size = rules.panels.find((panel) => panel.id === id)?.size;
    if (size && (judges.length < size.least || judges.length > size.most)) {
      problems.push({ problem: 'panel-size', panel: id, detail: { ...size, judges: judges.length } });
    }
    const seen = new Set<string>();
    for (const { id: judge } of judges) {
      if (seen.has(judge)) problems.push({ problem: 'duplicate-judge', panel: id, judge });
      seen.add(judge);
    }
    for (const { judge, from } of replaced) {
      if (!talks.has(from)) problems.push({ problem: 'unknown-talk', panel: id, judge, talk: from });
    }
  }
  const panelOf = (id: string): Panel | undefined => rules.panels.find((panel) => panel.id === id);
  const seen = new Set<string>();
  const once = (kind: string, ...key: string[]): boolean => {
    const written = JSON.stringify([kind, ...key]);
    const known = seen.has(written);
    seen.add(written);
    return !known;
  };
  for (const { panel: id, judge, talk, marks } of contest.sheets) {
    const at = { panel: id, judge, talk };
    const ballot = panelOf(id)?.ballot;
    if (!talks.has(talk)) problems.push({ problem: 'unknown-talk', ...at });
    if (!once('sheet', id, judge, talk)) problems.push({ problem: 'two-sheets', ...at });
    if (ballot?.kind !== 'marks') problems.push({ problem: ballot ? 'not-of-this-panel' : 'unknown-panel', ...at });
    else {
      problems.push(...checkMarks(ballot.rubric, marks).map((one) => ({ ...at, ...one })));
      if (!knows(contest, id, judge)) problems.push({ problem: 'unknown-judge', ...at });
    }
  }
  for (const { panel: id, judge, talks: listed } of contest.lists ?? []) {
    const at = { panel: id, judge };
    const panel = panelOf(id);
    if (!once('list', id, judge)) problems.push({ problem: 'two-sheets', ...at });
    if (panel) problems.push(...checkList(panel, listed, talks).map((one) => ({ ...at, ...one })));
    else problems.push({ problem: 'unknown-panel', ...at });
    if (panel && !knows(contest, id, judge)) problems.push({ problem: 'unknown-judge', ...at });
  }
  for (const { panel: id, talk, value } of contest.tallies ?? []) {
    const at = { panel: id, talk };
    const panel = panelOf(id);
    if (panel?.ballot.kind !== 'tally')
      problems.push({ problem: panel ? 'not-of-this-panel' : 'unknown-panel', ...at });
    if (!talks.has(talk)) problems.push({ problem: 'unknown-talk', ...at });
    if (!once('tally', id, talk)) problems.push({ problem: 'two-sheets', ...at });
    if (!Exact.parse(value)) problems.push({ problem: 'not-a-decimal', ...at });
  }
  return problems;
}

/** A list of places names no more talks than earn points; picks have limits of their own. */
function checkList({ ballot }: Panel, listed: readonly string[], talks: ReadonlySet<string>): ContestProblem[] {
  if (ballot.kind !== 'places' && ballot.kind !== 'picks') return [{ problem: 'not-of-this-panel' }];
  const problems: ContestProblem[] = [];
  const most = ballot.kind === 'picks' ? ballot.most : Math.min(ballot.points.length, talks.size);
  const least = ballot.kind === 'picks' ? ballot.least : 1;
  if (listed.length < least || listed.length > most) {
    problems.push({ problem: 'wrong-number-of-talks', detail: { least, most } });
  }
  if (new Set(listed).size < listed.length) problems.push({ problem: 'talk-listed-twice' });
  for (const talk of listed) if (!talks.has(talk)) problems.push({ problem: 'unknown-talk', talk });
  return problems;
}

/** Whether a judge is of the panel, at least for a part of the talks. A panel that is not listed admits every voter. */
function knows({ panels }: Contest, id: string, judge: string): boolean {
  const members = own(panels, id);
  if (!members) return true;
  return members.judges.some((one) => one.id === judge) || (members.replaced ?? []).some((one) => one.by.id === judge);
}
