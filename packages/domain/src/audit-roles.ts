import { ACCESS } from './access.ts';
import { entry, type Role } from './kernel.ts';
import type { SessionCommand, SessionEvent, SessionState } from './session.ts';

/** Which command leads to an event, where somebody's press does. */
const PRESSED: Partial<Record<SessionEvent['type'], SessionCommand['type']>> = {
  'judging.configured': 'judging.configure',
  'session.configured': 'session.configure',
  'judging.opened': 'judging.open',
  'judging.closed': 'judging.close',
  'judging.reopened': 'judging.reopen',
  'sheet.sent': 'sheet.send',
  'sheet.entered': 'sheet.enter',
  'sheet.confirmed': 'sheet.enter',
  'sheet.returned': 'sheet.return',
  'judge.excused': 'judge.excuse',
  'judge.included': 'judge.include',
  'judge.added': 'judge.add',
  'judge.nudged': 'judge.nudge',
  'talk.stood': 'talk.stand',
  'deduction.proposed': 'deduction.add',
  'deduction.confirmed': 'deduction.confirm',
  'deduction.waived': 'deduction.waive',
  'vote.opened': 'vote.open',
  'vote.closed': 'vote.close',
  'figure.entered': 'figure.enter',
  'tie.opened': 'tie.open',
  'tie.voted': 'tie.vote',
  'tie.closed': 'tie.close',
  'results.opened': 'results.open',
  'reveal.begun': 'reveal.begin',
  'reveal.finished': 'reveal.finish',
  'result.finalised': 'result.finalise',
  'result.reopened': 'result.reopen',
  'result.released': 'result.release',
  undone: 'undo',
};

/** The log keeps who, not as what: the one of their roles that may do such a thing, where there is only one. */
export const auditRole = (state: SessionState, participant: string, event: SessionEvent['type']): Role | undefined => {
  const command = PRESSED[event];
  const roles = entry(state.people.participants, participant)?.roles ?? [];
  if (command === undefined) return undefined;
  const able = roles.filter((one) => ACCESS[command].roles.includes(one));
  return able.length === 1 ? able[0] : undefined;
};
