import type { Part, Rounding, TimeRule, RuleSet, TieRule } from '@rostrum/scoring';
import { m } from '#lib/paraglide/messages.js';
import { fullMarks, type PanelDraft, type RubricDraft, type RulesDraft } from '../rules-draft.ts';
import { minutesSeconds } from '../thresholds-draft.ts';
import { allCriteria, fillIn } from './panels.ts';

/** What parts of the rules say, each in one line of words: for closed sections, for reading, for paper. */
const joined = (parts: readonly (string | undefined | false)[], none = m.rules_say_none()): string => {
  const said = parts.filter((one): one is string => typeof one === 'string' && one !== '');
  return said.length === 0 ? none : said.join(' · ');
};

const MODES = { 'half-up': m.rules_half_up, 'half-even': m.rules_half_even, truncate: m.rules_truncate } as const;
export const sayRounding = ({ mode, decimals }: Rounding): string =>
  m.rules_say_decimals({ decimals, mode: MODES[mode]() });

export const panelName = (set: RulesDraft['set'] | RuleSet, id: string): string => {
  const n = set.panels.findIndex((one) => one.id === id);
  return set.panels[n]?.name || (n < 0 ? m.rules_say_gone() : m.rules_panel_n({ number: n + 1 }));
};

const sayPool = (pool: PanelDraft['pool']): string | undefined => {
  switch (pool?.kind) {
    case undefined:
      return undefined;
    case 'mean':
      return m.rules_pool_mean();
    case 'median':
      return m.rules_pool_median();
    case 'sum':
      return m.rules_pool_sum();
    case 'trimmed': {
      const [first, ...more] = pool.trims;
      if (!first) return m.rules_pool_mean();
      const trims =
        more.length === 0 ? m.rules_say_trim(first) : pool.trims.map((one) => m.rules_say_trim_from(one)).join(' · ');
      return pool.over === 'criteria' ? `${trims} · ${m.rules_say_over_criteria()}` : trims;
    }
  }
};

const FILLS = { judges: m.rules_fill_judges, crowd: m.rules_fill_crowd, figures: m.rules_fill_figures } as const;
const sayBallot = ({ ballot }: PanelDraft): string | undefined => {
  switch (ballot.kind) {
    case 'marks':
      return sayRubric(ballot.rubric);
    case 'places':
      return m.rules_say_places({ points: ballot.points.join('–') });
    case 'picks':
      return m.rules_say_picks({ least: ballot.least, most: ballot.most });
    case 'tally':
      return undefined;
  }
};
const sayRubric = (rubric: RubricDraft): string => {
  const full = fullMarks(rubric);
  return joined([
    m.rules_say_criteria({ count: rubric.criteria.length }),
    full !== undefined && m.rules_say_full_marks({ full }),
  ]);
};
export const sayPanel = (draft: RulesDraft, panel: PanelDraft): string =>
  joined([
    FILLS[fillIn(draft, panel)](),
    sayBallot(panel),
    sayPool(panel.pool),
    panel.convert && sayConversion(panel.convert),
    m.rules_say_weight({ weight: panel.weight }),
  ]);

export const sayConversion = (convert: PanelDraft['convert']): string => {
  switch (convert?.kind) {
    case undefined:
      return m.rules_convert_none();
    case 'times':
      return m.rules_say_times(convert);
    case 'by-rank':
      return `${m.rules_convert_by_rank()}: ${m.rules_say_by_rank(convert)}`;
    case 'popularity':
      return `${m.rules_convert_popularity()}, ${m.rules_say_full(convert)}`;
    case 'share-of-most':
      return `${m.rules_convert_share_of_most()}, ${m.rules_say_full(convert)}`;
    case 'share-of-all':
      return `${m.rules_convert_share_of_all()}, ${m.rules_say_full(convert)}`;
  }
};
export const sayStages = ({ rounding }: PanelDraft): string =>
  joined(
    [
      rounding?.criterion && `${m.rules_stage_criterion()}: ${sayRounding(rounding.criterion)}`,
      rounding?.judge && `${m.rules_stage_judge()}: ${sayRounding(rounding.judge)}`,
      rounding?.panel && `${m.rules_stage_panel()}: ${sayRounding(rounding.panel)}`,
      rounding?.converted && `${m.rules_stage_converted()}: ${sayRounding(rounding.converted)}`,
    ],
    m.rules_say_exact(),
  );
export const sayWho = ({ recuse = [], size }: PanelDraft): string =>
  joined([
    recuse.includes('self') && m.rules_say_recuse_self(),
    recuse.includes('own-unit') && m.rules_say_recuse_unit(),
    size && m.rules_say_size(size),
  ]);

export const sayTimeRule = (rule: TimeRule | undefined): string => {
  switch (rule?.kind) {
    case undefined:
      return m.rules_time_none();
    case 'flat':
      return m.rules_say_flat({ free: rule.freeSeconds, points: rule.points });
    case 'per-started-unit':
      return joined([
        m.rules_say_unit({ unit: rule.unitSeconds, points: rule.points }),
        rule.cap !== undefined && m.rules_say_cap({ cap: rule.cap }),
      ]);
    case 'stepped':
      return m.rules_say_stepped({ count: rule.steps.length });
    case 'out':
      return m.rules_say_out({ free: rule.freeSeconds });
  }
};
export const sayLimits = ({ time }: RulesDraft['set']): string =>
  joined([
    time?.longest !== undefined && m.rules_say_longest({ time: minutesSeconds(time.longest * 1000) }),
    time?.shortest !== undefined && m.rules_say_shortest({ time: minutesSeconds(time.shortest * 1000) }),
    time?.under && `${m.rules_under()}: ${sayTimeRule(time.under)}`,
    (time?.signals?.length ?? 0) > 0 && m.rules_signals_say({ count: time?.signals?.length ?? 0 }),
    time?.cutOff !== undefined && `${m.rules_cut_off()} ${time.cutOff}`,
    time?.hiddenFromJudges === true && m.rules_hidden(),
  ]);

export const sayAdjust = (set: RulesDraft['set']): string => {
  const { at = { stage: 'total' as const }, cap } = set.adjust ?? {};
  const panel = at.stage === 'total' ? '' : panelName(set, at.panel);
  const where =
    at.stage === 'total'
      ? m.rules_adjust_total()
      : at.stage === 'panel'
        ? m.rules_adjust_panel({ panel })
        : m.rules_adjust_judge({ panel });
  return joined([
    where,
    cap !== undefined && m.rules_say_adjust_cap({ cap }),
    set.least !== undefined && `${m.rules_total_least()} ${set.least}`,
    set.most !== undefined && `${m.rules_total_most()} ${set.most}`,
  ]);
};

const sayTie = (set: RulesDraft['set'], rule: TieRule): string => {
  switch (rule.by) {
    case 'decimals':
      return m.rules_say_tie_decimals({ upTo: rule.upTo });
    case 'criterion':
      return (
        allCriteria(set).find((one) => one.panel === rule.panel && one.criterion === rule.criterion)?.name ??
        m.rules_say_gone()
      );
    case 'panel':
      return panelName(set, rule.panel);
    case 'fewer-deductions':
      return m.rules_tie_fewer();
    case 'ballot':
      return `${m.rules_tie_ballot()} (${rule.count === 'order' ? m.rules_tie_order() : m.rules_tie_votes()})`;
  }
};
export const sayTies = (set: RulesDraft['set']): string =>
  (set.ties ?? []).map((rule) => sayTie(set, rule)).join(' → ') || m.rules_ties_shared();

/** A share as people say it: 0.05 is 5. Undefined when it is no figure. */
export const percentOf = (share: string): string => {
  const value = Number(share);
  return share !== '' && Number.isFinite(value) ? String(Math.round(value * 1e10) / 1e8) : share;
};
const sayPart = (part: Part | undefined): string =>
  part === undefined
    ? m.rules_most_all()
    : 'count' in part
      ? m.rules_say_count(part)
      : m.rules_say_share({ percent: percentOf(part.share) });
export const sayAwards = ({ awards }: RulesDraft['set']): string =>
  joined([
    ...(awards?.tiers ?? []).map((tier, n) =>
      m.rules_say_tier({ name: tier.name || m.rules_tier_n({ number: n + 1 }), most: sayPart(tier.most) }),
    ),
    ...(awards?.special ?? []).map((one) => one.name),
    awards?.limit && `${m.rules_limit()}: ${sayPart(awards.limit)}`,
  ]);
export const sayTeams = ({ teams, advance }: RulesDraft['set']): string =>
  joined([
    teams && m.rules_say_teams({ take: teams.take === 'sum' ? m.rules_teams_sum() : m.rules_teams_mean() }),
    teams?.best !== undefined && `${m.rules_teams_best()} ${teams.best}`,
    advance && m.rules_say_advance({ most: sayPart(advance.most) }),
  ]);
export const sayRun = ({ opens, set }: RulesDraft): string =>
  joined([
    opens === 'with-talk' ? m.organiser_opens_talk() : m.organiser_opens_host(),
    set.calibration &&
      (set.calibration.kind === 'first' ? m.rules_say_first(set.calibration) : m.rules_say_every(set.calibration)),
    set.order === 'draw' && m.rules_say_draw(),
  ]);

/** How a result comes about, short enough for a footnote. */
export const sayPooling = (set: RuleSet): string =>
  joined([...set.panels.map((panel) => sayPool(panel.pool as PanelDraft['pool'])), sayRounding(set.rounding)]);
