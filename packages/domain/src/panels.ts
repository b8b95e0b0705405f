import { judgingOf, panelOf, type JudgingState, type TalkJudging } from './judging-state.ts';
import type { JudgingCommand, JudgingEvent } from './judging.ts';
import { decided, entry, refuse, type Decision } from './kernel.ts';
import { inOrder } from './order-figures.ts';
import { judgedPanels, problemOf } from './rules.ts';
import type { SessionState } from './session.ts';

export const decideExcuse = (
  state: SessionState,
  judging: TalkJudging,
  command: JudgingCommand & { type: 'judge.excuse' },
): Decision<JudgingEvent> => {
  if (!panelOf(state, command.judge)) return refuse('unknown-participant');
  const sheet = judging.sheets[command.judge];
  if ((sheet?.sent && !sheet.returned) || isListed(state, command)) return refuse('sheet-is-in');
  const found = entry(judging.excused, command.judge);
  if (found?.reason === command.reason && found.kind === (command.kind ?? 'excused')) return decided([]);
  return decided([{ ...command, type: 'judge.excused' }]);
};

/** A judge whose panel votes by places has put the talk on their list. */
const isListed = ({ judging }: SessionState, { judge, talk }: { judge: string; talk: string }): boolean =>
  Object.values(judging.votes).some(({ ballots }) => entry(ballots, judge)?.talks?.includes(talk) === true);

export const decideConfigure = (
  state: SessionState,
  command: JudgingCommand & { type: 'judging.configure' },
): Decision<JudgingEvent> => {
  if (state.judging.sent > 0) return refuse('rules-frozen');
  const rules = command.rules ?? state.judging.rules;
  const problem = problemOf(rules);
  if (problem) return refuse('bad-rules', problem);
  const named = new Set(judgedPanels(rules).map((panel) => panel.id));
  const all = Object.entries(command.panels ?? {});
  if (all.some(([panel]) => !named.has(panel))) return refuse('unknown-panel');
  const judges = all.flatMap(([, members]) => [...new Set(members)]);
  if (judges.some((judge) => !entry(state.people.participants, judge)?.roles.includes('judge')))
    return refuse('unknown-participant');
  if (new Set(judges).size < judges.length) return refuse('judge-on-two-panels');
  const kept = command.panels && Object.fromEntries(all.map(([panel, members]) => [panel, [...new Set(members)]]));
  const event = { type: 'judging.configured' as const, ...(command.rules ? { rules: command.rules } : {}) };
  return decided([kept ? { ...event, panels: kept } : event]);
};

/** JU13: who comes later does not score what is locked already; whose place is taken scores nothing from then on. */
export const decideAdd = (
  state: SessionState,
  command: JudgingCommand & { type: 'judge.add' },
): Decision<JudgingEvent> => {
  const { panel, judge, instead, reason = '–' } = command;
  if (!judgedPanels(state.judging.rules).some((one) => one.id === panel)) return refuse('unknown-panel');
  if (!entry(state.people.participants, judge)?.roles.includes('judge')) return refuse('unknown-participant');
  if (panelOf(state, judge)) return refuse('judge-on-two-panels');
  if (instead !== undefined && panelOf(state, instead)?.id !== panel) return refuse('unknown-participant');
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  const given = (talk: string): boolean =>
    judgingOf(state, talk).status === 'locked' ||
    (instead !== undefined && judgingOf(state, talk).sheets[instead]?.sent !== undefined);
  const excused = (talk: string, who: string, kind: 'joined-later' | 'left'): JudgingEvent => ({
    type: 'judge.excused',
    talk,
    judge: who,
    kind,
    reason,
  });
  return decided([
    { type: 'judge.added', panel, judge, ...(instead === undefined ? {} : { instead }) },
    ...talks.filter((one) => given(one.item)).map((one) => excused(one.item, judge, 'joined-later')),
    ...(instead === undefined
      ? []
      : talks.filter((one) => !given(one.item)).map((one) => excused(one.item, instead, 'left'))),
  ]);
};

export const applyConfigured = (judging: JudgingState, event: JudgingEvent & { type: 'judging.configured' }): void => {
  if (event.rules) judging.rules = event.rules;
  const [leading] = judgedPanels(judging.rules);
  const named = event.panels ?? (event.panel && leading ? { [leading.id]: event.panel } : undefined);
  if (named) judging.panels = Object.fromEntries(Object.entries(named).map(([panel, all]) => [panel, [...all]]));
  // Judges whose panel is gone with the old rules sit on the leading one, so that nobody is lost without a word.
  const known = new Set(judgedPanels(judging.rules).map((panel) => panel.id));
  for (const [panel, members] of Object.entries(judging.panels)) {
    if (known.has(panel)) continue;
    delete judging.panels[panel];
    if (leading) judging.panels[leading.id] = [...(judging.panels[leading.id] ?? []), ...members];
  }
};
