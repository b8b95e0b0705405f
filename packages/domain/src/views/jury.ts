import { explain, type Result, type Step } from '@rostrum/scoring';
import { votes } from '../ballots.ts';
import { isOpened } from '../holding.ts';
import {
  allJudges,
  countedSheet,
  excuseOf,
  judgesOf,
  judgingOf,
  panelJudges,
  type ResultVersion,
  type Standing,
} from '../judging-state.ts';
import { entry } from '../kernel.ts';
import { openTiesOf, resultsOf, talkResult, type TalkResult } from '../results.ts';
import type { RevealStep } from '../reveal.ts';
import { fillOf, type Fill, type JudgingRules } from '../rules.ts';
import { inOrder } from '../order-figures.ts';
import type { SessionState } from '../session.ts';
import { given, personById, type PersonView } from './parts.ts';
import { deductionsOf, type DeductionView } from './timekeeper.ts';

export type SheetMark = 'none' | 'draft' | 'sent' | 'locked' | 'excused' | 'returned' | 'entered';
export interface SheetCell {
  state: SheetMark;
  at?: number;
  corrected?: number;
  /** Why a judge does not score, in words, and of which kind. */
  excuse?: string;
  excuseKind?: string;
  /** Why the sheet was sent back. */
  returned?: string;
  nudgedAt?: number;
  /** Who typed it in from paper, and who did so again. */
  paper?: { entered: string; confirmed?: string };
  total?: string;
  marks?: Record<string, string>;
  comment?: string;
}
export interface TalkMatrix {
  talk: string;
  status: 'closed' | 'open' | 'locked';
  standing?: { status: Standing; reason: string };
  resultsOpened?: true;
  /** By judge, of all panels that mark. */
  sheets: Record<string, SheetCell>;
  in: number;
  of: number;
  /** With the arithmetic of every step; only once marks may be seen by who runs the session. */
  result?: TalkResult;
}
export interface PanelView {
  panel: string;
  name?: string;
  /** The order in the rules. */
  key: number;
  kind: 'marks' | 'places' | 'picks' | 'tally';
  fill: Fill;
  judges: readonly string[];
  vote?: { status: 'open' | 'closed'; voters: number; closedAt?: number; figures?: Record<string, string> };
  /** Figures that somebody has entered, by talk. */
  figures?: Record<string, string>;
}
/** All that those see who run the judging: host, head judge and tally clerk. */
export interface JuryView {
  rules: JudgingRules;
  panels: Record<string, PanelView>;
  /** Judges by name, those of the leading panel first by `key`. */
  judges: Record<string, PersonView & { panel: string; key: number }>;
  /** Judges on the list of people who sit on no panel yet: those who may come in late or take a place. */
  spare: Record<string, PersonView>;
  /** Whoever typed in a sheet from paper or signed a result, by name. */
  signers: Record<string, PersonView>;
  judging: Record<string, TalkMatrix>;
  deductions: Record<string, DeductionView>;
  /** The steps of the reveal, those to come included. */
  reveal?: { at: number; steps: Record<string, RevealStep> };
  /** Talks that a ballot is wanted for, and the ballots that were opened. */
  tied: readonly (readonly string[])[];
  ties: Record<string, { tie: string; talks: readonly string[]; status: 'open' | 'closed'; in: Record<string, true> }>;
  /** How the result stands; only once all marks may be seen. */
  outcome?: {
    ranking: readonly { talk: string; rank: number; tied: boolean }[];
    awards: readonly { award: string; talks: readonly string[] }[];
    teams: readonly { team: string; total?: string; rank?: number; tied: boolean }[];
    advancing: readonly string[];
  };
  versions: Record<string, ResultVersion>;
  final: boolean;
  reopened?: string;
  released?: { comments: boolean; names: boolean };
}

/** Judges by name, those of the leading panel first, each panel in its order. */
export const judgesInOrder = ({ judges }: Pick<JuryView, 'judges'>): string[] =>
  Object.values(judges)
    .sort((a, b) => a.key - b.key)
    .map((one) => one.participant);

export const juryView = (state: SessionState): JuryView => {
  const { judging } = state;
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const seen = talks.filter((one) => isOpened(state, one.item) && judgingOf(state, one.item).order > 0);
  const results = seen.length > 0 ? resultsOf(state) : undefined;
  const steps = results ? explain(results) : undefined;
  const all = talks.every((one) => isOpened(state, one.item) || judgingOf(state, one.item).order === 0);
  return {
    rules: judging.rules,
    panels: panelsOf(state),
    judges: judgesIn(state),
    spare: spareIn(state),
    signers: signersIn(state),
    judging: Object.fromEntries(
      talks.map(({ item }) => {
        const visible = results !== undefined && seen.some((one) => one.item === item);
        const result = visible
          ? {
              ...talkResult(state, results, item),
              explanation: (steps?.get(item) ?? []).filter((step) => all || !COMPARES.has(step.kind)),
            }
          : undefined;
        return [item, matrixOf(state, item, result)];
      }),
    ),
    deductions: deductionsOf(state),
    ...given('reveal', revealOf(state)),
    tied: all && results ? openTiesOf(results) : [],
    ties: Object.fromEntries(
      Object.entries(judging.ties).map(([tie, { talks: tied, status, ballots }]) => [
        tie,
        {
          tie,
          talks: tied,
          status,
          in: Object.fromEntries(Object.keys(ballots).map((judge) => [judge, true as const])),
        },
      ]),
    ),
    ...given('outcome', all && results ? outcomeOf(results) : undefined),
    versions: Object.fromEntries(judging.versions.map((one) => [String(one.version), one])),
    final: judging.final,
    ...given('reopened', judging.reopened),
    ...given('released', judging.released),
  };
};

/** Steps that hold other talks’ figures: not to be read while any of those is held. */
const COMPARES: ReadonlySet<Step['kind']> = new Set(['converted', 'weighted', 'rank', 'tie', 'tie-open', 'award']);

const panelsOf = (state: SessionState): JuryView['panels'] => {
  const { rules } = state.judging;
  return Object.fromEntries(
    rules.set.panels.map((panel, key): [string, PanelView] => {
      const vote = entry(state.judging.votes, panel.id);
      const shown = vote && {
        status: vote.status,
        voters: vote.voters,
        ...given('closedAt', vote.closedAt),
        ...given('figures', vote.status === 'closed' ? vote.figures : undefined),
      };
      return [
        panel.id,
        {
          panel: panel.id,
          ...given('name', panel.name),
          key,
          kind: panel.ballot.kind,
          fill: fillOf(rules, panel),
          judges: panelJudges(state, panel.id),
          ...given('vote', votes(state, panel.id) ? shown : undefined),
          ...given('figures', entry(state.judging.figures, panel.id)),
        },
      ];
    }),
  );
};

const judgesIn = (state: SessionState): JuryView['judges'] => {
  const { rules } = state.judging;
  const panelOfJudge = (judge: string): string =>
    rules.set.panels.find((panel) => panelJudges(state, panel.id).includes(judge))?.id ?? '';
  return Object.fromEntries(
    allJudges(state).map((judge, key) => [judge, { ...personById(state, judge), panel: panelOfJudge(judge), key }]),
  );
};

const spareIn = (state: SessionState): JuryView['spare'] => {
  const seated = new Set(allJudges(state));
  const spare = Object.values(state.people.participants).filter(
    (one) => one.roles.includes('judge') && one.guest !== true && !seated.has(one.participant),
  );
  return Object.fromEntries(spare.map((one) => [one.participant, personById(state, one.participant)]));
};

const signersIn = (state: SessionState): JuryView['signers'] => {
  const sheets = Object.values(state.judging.talks).flatMap((talk) => Object.values(talk.sheets));
  const typed = sheets.flatMap(({ sent, entered }) => [
    ...(sent?.paper ? [sent.paper.entered, sent.paper.confirmed] : []),
    ...(entered ? [entered.by] : []),
  ]);
  const signed = state.judging.versions.flatMap((one) => Object.keys(one.signed));
  return Object.fromEntries([...new Set([...typed, ...signed])].map((one) => [one, personById(state, one)]));
};

/** JU3: where marks are held, states until results are opened, and never a draft's marks. */
const matrixOf = (state: SessionState, talk: string, result: TalkResult | undefined): TalkMatrix => {
  const judging = judgingOf(state, talk);
  const expected = judgesOf(state, talk);
  const marking = state.judging.rules.set.panels.filter((one) => one.ballot.kind === 'marks');
  const judges = allJudges(state).filter((judge) =>
    marking.some((panel) => panelJudges(state, panel.id).includes(judge)),
  );
  const totals = new Map((result?.panels ?? []).flatMap((one) => one.judgeTotals.map((two) => [two.judge, two.total])));
  const cell = (judge: string): SheetCell => {
    const sheet = judging.sheets[judge];
    const excuse = excuseOf(state, talk, judge);
    if (excuse) return { state: 'excused', excuse: excuse.reason, excuseKind: excuse.kind };
    const asked = given('nudgedAt', sheet?.nudgedAt);
    if (sheet?.returned) return { state: 'returned', at: sheet.returned.at, returned: sheet.returned.reason, ...asked };
    const { sent, entered } = sheet ?? {};
    if (!sent && entered) return { state: 'entered', at: entered.at, paper: { entered: entered.by }, ...asked };
    if (!sent) return { state: sheet?.draft ? 'draft' : 'none', ...given('at', sheet?.draft?.at), ...asked };
    return {
      state: judging.status === 'locked' ? 'locked' : 'sent',
      at: sent.at,
      ...(sent.corrected > 0 ? { corrected: sent.corrected } : {}),
      ...given('paper', sent.paper ?? (entered && { entered: entered.by })),
      ...(result ? { marks: sent.marks, ...given('total', totals.get(judge)) } : {}),
      ...(result && sent.comment !== '' ? { comment: sent.comment } : {}),
    };
  };
  return {
    talk,
    status: judging.status,
    ...given('standing', judging.standing),
    ...(judging.resultsOpened ? { resultsOpened: true as const } : {}),
    sheets: Object.fromEntries(judges.map((judge) => [judge, cell(judge)])),
    in: expected.filter((judge) => countedSheet(judging.sheets[judge])).length,
    of: expected.length,
    ...given('result', result),
  };
};

const revealOf = ({ reveal: { show } }: SessionState): JuryView['reveal'] =>
  show && { at: show.at, steps: Object.fromEntries(show.steps.map((step, index) => [String(index + 1), step])) };

const outcomeOf = (results: Result): JuryView['outcome'] => ({
  ranking: results.ranking,
  awards: results.awards,
  teams: results.teams.map(({ team, total, rank, tied }) => ({
    team,
    ...given('total', total),
    ...given('rank', rank),
    tied,
  })),
  advancing: results.advancing,
});
