import { biasOf, explain, type BiasReport, type Result, type Step } from '@rostrum/scoring';
import { isOpened } from './holding.ts';
import {
  countedSheet,
  excuseOf,
  judgingOf,
  panelJudges,
  type ExcuseKind,
  type Standing,
  type TalkJudging,
} from './judging-state.ts';
import type { Instant } from './kernel.ts';
import { isSettled, openTiesOf, ranksAmong, resultsOf, talkResult, type TalkResult } from './results.ts';
import { partsOf } from './reveal-steps.ts';
import { fillOf, judgedPanels, type Fill } from './rules.ts';
import { anonymise, bySize } from './score-anonymous.ts';
import { inOrder } from './order-figures.ts';
import { type Item } from './running-order.ts';
import type { SessionState } from './session.ts';
import { factsOf, given, personById, type PersonView, type SessionFacts } from './views/parts.ts';
import { criteriaOf, type CriterionView } from './views/rubric.ts';

// What stays of a session's judging on paper and in files: the score summary, its matrix, and how each figure came about.

/** What one judge gave one talk; figures only where the talk's marks are opened. */
export interface ScoreCell {
  state: 'in' | 'missing' | 'out';
  /** Why the judge does not score the talk; never in an anonymous document, where it would name them. */
  excuse?: ExcuseKind | 'self' | 'own-unit';
  total?: string;
  /** Struck out as a whole. */
  dropped?: 'highest' | 'lowest';
  /** Struck out criterion by criterion. */
  struck?: Record<string, 'highest' | 'lowest'>;
  marks?: Record<string, string>;
  comment?: string;
  corrected?: number;
  paper?: true;
}
interface ScoreAdjustment {
  kind: 'deduction' | 'bonus';
  reason: 'over-time' | 'under-time' | 'other';
  points: string;
  seconds?: number;
  note?: string;
}
export interface ScoreRow {
  /** In running order, from 1. */
  number: number;
  talk: string;
  title: string;
  speaker?: PersonView;
  team?: string;
  status: Standing;
  /** Why it does not compete, where a person has said so. */
  standing?: string;
  /** `held`: marks are in, and not opened yet. `none`: nothing is in. Settled: locked, and nothing waits. */
  figures: 'held' | 'none' | 'provisional' | 'complete' | 'settled';
  /** Milliseconds. */
  spoke?: number;
  /** By judge, of all panels that mark. */
  cells: Record<string, ScoreCell>;
  /** Among the totals of the leading panel's judges. */
  highest?: string;
  lowest?: string;
  mean?: string;
  /** What other panels give: their figure, and the points that it becomes. */
  parts: { panel: string; value: string; points: string }[];
  adjustments: ScoreAdjustment[];
  deduction?: string;
  bonus?: string;
  total?: string;
  /** Among the talks that are opened. */
  rank?: number;
  tied?: true;
  /** Ids of awards; only once all marks are opened. */
  awards: string[];
  steps: Step[];
}
export interface ScorePanel {
  panel: string;
  name?: string;
  leading?: true;
  kind: 'marks' | 'places' | 'picks' | 'tally';
  fill: Fill;
  weight: string;
  criteria: CriterionView[];
  /** Keys of `judges`, in column order. */
  judges: string[];
}
interface ScoreVersion {
  version: number;
  at: Instant;
  /** Why there is a version after the first. */
  reason?: string;
  signed: { person: PersonView; role: string; at: Instant }[];
}
export interface ScoreDocument {
  session: SessionFacts;
  /** The name of the rules. */
  rules: string;
  anonymous: boolean;
  /** All marks that are in are opened: only then places, awards, teams and comparisons are those of the whole. */
  opened: boolean;
  final: boolean;
  /** Why the newest version was taken up again. */
  reopened?: string;
  versions: ScoreVersion[];
  panels: ScorePanel[];
  /** By key: a person, or a letter. */
  judges: Record<string, { person: PersonView } | { letter: string }>;
  rows: ScoreRow[];
  awards: { award: string; name: string; talks: string[] }[];
  teams: { team: string; total?: string; rank?: number; tied: boolean }[];
  advancing: string[];
  /** Talks that a ballot is still wanted for. */
  openTies: string[][];
  /** How judges compare, a panel each: for the jury's eyes. */
  bias: BiasReport[];
}

/** The usual document, or one in which nobody can tell whose marks are whose. */
export interface DocumentOptions {
  /** Puts judges in an order that says nothing of who they are, the same each time: they get letters by it. */
  readonly shuffle?: (judges: readonly string[]) => string[];
}

/** OU5: the whole document of a session's judging. Talks whose marks are held carry no figure. */
export const scoreDocument = (state: SessionState, { shuffle }: DocumentOptions = {}): ScoreDocument => {
  const { judging } = state;
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const results = resultsOf(state);
  const opened = talks.every((one) => isOpened(state, one.item) || judgingOf(state, one.item).order === 0);
  const { tiers = [], special = [] } = judging.rules.set.awards ?? {};
  const named = new Map([...tiers, ...special].map(({ id, name }) => [id, name ?? id]));
  const panels = panelsOf(state);
  const keys = panels.flatMap((one) => one.judges);
  const document: ScoreDocument = {
    session: factsOf(state),
    rules: judging.rules.title,
    anonymous: shuffle !== undefined,
    opened,
    final: judging.final,
    ...given('reopened', judging.reopened),
    versions: judging.versions.map(({ version, at, reason, signed }) => ({
      version,
      at,
      ...given('reason', reason),
      signed: Object.entries(signed).map(([who, one]) => ({ person: personById(state, who), ...one })),
    })),
    panels,
    judges: Object.fromEntries(keys.map((judge) => [judge, { person: personById(state, judge) }])),
    rows: rowsOf(state, talks, results, opened),
    awards: opened
      ? results.awards.map(({ award, talks: who }) => ({ award, name: named.get(award) ?? award, talks: [...who] }))
      : [],
    teams: opened
      ? results.teams.map(({ team, total, rank, tied }) => ({
          team,
          ...given('total', total),
          ...given('rank', rank),
          tied,
        }))
      : [],
    advancing: opened ? [...results.advancing] : [],
    openTies: opened ? openTiesOf(results).map((one) => [...one]) : [],
    bias: opened
      ? panels.flatMap((one) => biasOf(results, one.panel) ?? []).filter((one) => one.judges.length > 0)
      : [],
  };
  return shuffle ? anonymise(document, shuffle) : document;
};

const panelsOf = (state: SessionState): ScorePanel[] => {
  const { rules } = state.judging;
  const judged = judgedPanels(rules);
  const rest = rules.set.panels.filter((one) => !judged.includes(one));
  return [...judged, ...rest].map((panel, index) => ({
    panel: panel.id,
    ...given('name', panel.name),
    ...(index === 0 && judged.length > 0 ? { leading: true as const } : {}),
    kind: panel.ballot.kind,
    fill: fillOf(rules, panel),
    weight: panel.weight,
    criteria: panel.ballot.kind === 'marks' ? criteriaOf(panel.ballot.rubric) : [],
    judges: panel.ballot.kind === 'marks' ? [...panelJudges(state, panel.id)] : [],
  }));
};

const rowsOf = (state: SessionState, talks: readonly Item[], results: Result, opened: boolean): ScoreRow[] => {
  const open = new Set(
    talks.flatMap(({ item }) => (isOpened(state, item) && judgingOf(state, item).order > 0 ? [item] : [])),
  );
  const steps = explain(results, [...open]);
  const ranks = ranksAmong(results, (talk) => open.has(talk));
  return talks.map((item, index) => {
    const row = plainRow(state, item, index + 1);
    if (!open.has(item.item)) return row;
    const result = talkResult(state, results, item.item);
    const own = (steps.get(item.item) ?? []).filter((one) => opened || !tellsOfOthers(one));
    const place = ranks.find((one) => one.talk === item.item);
    const totals = bySize(result.judgeTotals.map((one) => one.total));
    const [lowest] = totals;
    const highest = totals[totals.length - 1];
    return {
      ...row,
      figures: result.state === 'complete' && isSettled(state, item.item) ? 'settled' : result.state,
      cells: cellsOf(state, item.item, result, own),
      ...given('highest', highest),
      ...given('lowest', lowest),
      ...given('mean', result.mean),
      parts: partsOf(state, results, item.item).map(({ panel, value, points }) => ({ panel, value, points })),
      adjustments: adjustmentsOf(judgingOf(state, item.item)),
      deduction: result.deductionTotal,
      ...(result.bonusTotal === '0' ? {} : { bonus: result.bonusTotal }),
      ...given('total', result.total),
      ...(place ? { rank: place.rank } : {}),
      ...(place?.tied ? { tied: true as const } : {}),
      awards: opened ? results.awards.filter((one) => one.talks.includes(item.item)).map((one) => one.award) : [],
      steps: own,
    };
  });
};

/** What any reader may know of a talk: who sends a sheet, and whether it is in. */
const plainRow = (state: SessionState, { item, title, speaker, team }: Item, number: number): ScoreRow => {
  const { standing, deductions, order } = judgingOf(state, item);
  const out = Object.values(deductions).some((one) => one.status === 'confirmed' && one.out);
  const clock = state.countdown.clocks[item];
  return {
    number,
    talk: item,
    title,
    ...given('speaker', speaker === undefined ? undefined : personById(state, speaker)),
    ...given('team', team),
    status: out ? 'disqualified' : (standing?.status ?? 'competing'),
    ...given('standing', standing?.reason),
    figures: order > 0 ? 'held' : 'none',
    ...given('spoke', clock && clock.status !== 'running' && clock.elapsed > 0 ? clock.elapsed : undefined),
    cells: cellsOf(state, item),
    parts: [],
    adjustments: [],
    awards: [],
    steps: [],
  };
};

/** With a result only where marks are opened. */
const cellsOf = (
  state: SessionState,
  talk: string,
  result?: TalkResult,
  steps: readonly Step[] = [],
): Record<string, ScoreCell> => {
  const totals = new Map((result?.panels ?? []).flatMap((one) => one.judgeTotals).map((one) => [one.judge, one]));
  const cell = (judge: string): ScoreCell => {
    const excuse = excuseOf(state, talk, judge);
    if (excuse) return { state: 'out', excuse: excuse.kind };
    const sheet = countedSheet(judgingOf(state, talk).sheets[judge]);
    if (!sheet) return { state: 'missing' };
    if (!result) return { state: 'in' };
    const { total, dropped } = totals.get(judge) ?? {};
    const struck = Object.fromEntries(
      steps.flatMap((one) =>
        one.kind === 'dropped' && one.judge === judge && one.criterion !== undefined ? [[one.criterion, one.end]] : [],
      ),
    );
    return {
      state: 'in',
      ...given('total', total),
      ...given('dropped', dropped),
      ...(Object.keys(struck).length > 0 ? { struck } : {}),
      marks: sheet.marks,
      ...given('comment', sheet.comment === '' ? undefined : sheet.comment),
      ...(sheet.corrected > 0 ? { corrected: sheet.corrected } : {}),
      ...(sheet.paper ? { paper: true as const } : {}),
    };
  };
  const judges = panelsOf(state).flatMap((one) => one.judges);
  return Object.fromEntries(judges.map((judge) => [judge, cell(judge)]));
};

const adjustmentsOf = ({ deductions }: TalkJudging): ScoreAdjustment[] =>
  Object.values(deductions)
    .filter((one) => one.status === 'confirmed')
    .map(({ kind, reason, points, seconds, note }) => ({
      kind,
      reason,
      points,
      ...given('seconds', seconds),
      ...given('note', note),
    }));

/** Steps that hold figures, or the place, of talks whose marks may be held still. */
const tellsOfOthers = (step: Step): boolean =>
  step.kind === 'tie' ||
  step.kind === 'tie-open' ||
  step.kind === 'rank' ||
  step.kind === 'award' ||
  (step.kind === 'converted' && step.by.kind !== 'times');
