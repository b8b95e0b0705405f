import { isOpened } from './holding.ts';
import type { AuditKind, AuditLine } from './audit-line.ts';
import { auditRole } from './audit-roles.ts';
import type { Marks } from './judging-state.ts';
import type { SessionEvent, SessionState, StampedSessionEvent } from './session.ts';

/**
 * OU7: reads a run's log in order, as many events at a time as there are, and gives a line for each that belongs to the
 * judging. `state` is the present one: it says which talks' figures the reader may see. Nobody's vote, draft or note is
 * ever in a line.
 */
export const auditOf = (state: SessionState): { take(events: readonly StampedSessionEvent[]): AuditLine[] } => {
  const sheets = new Map<string, { marks: Marks; comment: string }>();
  const typed = new Map<string, { marks: Marks; comment: string }>();
  const deductions = new Map<
    string,
    { points: string; kind: 'deduction' | 'bonus'; because: AuditLine['because']; command?: string }
  >();
  const presses = new Map<string, AuditKind>();
  let frozen = false;
  let n = 0;

  type Facts = Omit<AuditLine, 'n' | 'at' | 'by' | 'role'>;
  const sheetChange = (talk: string, judge: string, next: { marks: Marks; comment: string }): Facts => {
    const key = `${talk} ${judge}`;
    const before = sheets.get(key);
    sheets.set(key, next);
    const open = isOpened(state, talk);
    const changes = Object.keys(next.marks).flatMap((criterion) => {
      const [from, to] = [before?.marks[criterion], next.marks[criterion]];
      if (before ? from === to : !open) return [];
      return [
        { criterion, ...(open && from !== undefined ? { from } : {}), ...(open && to !== undefined ? { to } : {}) },
      ];
    });
    return {
      kind: before ? 'sheet-corrected' : 'sheet-sent',
      talk,
      judge,
      ...(changes.length > 0 ? { changes } : {}),
      ...(before && before.comment !== next.comment ? { commented: true as const } : {}),
    };
  };

  const factsOf = (event: SessionEvent, by: string | undefined): Facts | undefined => {
    switch (event.type) {
      case 'judging.configured':
        return event.rules ? { kind: 'rules-changed', rules: event.rules.title } : { kind: 'judges-named' };
      case 'session.configured': {
        const { marksShown, frozenTalks } = event.settings ?? {};
        if (marksShown === undefined && frozenTalks === undefined) return undefined;
        return {
          kind: 'shown-changed',
          ...(marksShown === undefined ? {} : { shown: marksShown }),
          ...(frozenTalks === undefined ? {} : { frozenTalks }),
        };
      }
      case 'judging.opened':
        return { kind: 'judging-opened', talk: event.talk };
      case 'judging.closed':
        return { kind: 'judging-closed', talk: event.talk };
      case 'judging.reopened':
        return { kind: 'judging-reopened', talk: event.talk };
      case 'sheet.sent':
        return sheetChange(event.talk, event.judge, { marks: event.marks, comment: event.comment });
      case 'sheet.entered':
        typed.set(`${event.talk} ${event.judge}`, { marks: event.marks, comment: event.comment });
        return { kind: 'paper-entered', talk: event.talk, judge: event.judge };
      case 'sheet.confirmed': {
        const first = typed.get(`${event.talk} ${event.judge}`);
        if (!first) return undefined;
        return { ...sheetChange(event.talk, event.judge, first), kind: 'paper-confirmed', other: event.enteredBy };
      }
      case 'sheet.returned':
        return { kind: 'sheet-returned', talk: event.talk, judge: event.judge, reason: event.reason };
      case 'judge.excused':
        return {
          kind: by === event.judge ? 'judge-recused' : 'judge-excused',
          talk: event.talk,
          judge: event.judge,
          excuse: event.kind ?? 'excused',
          reason: event.reason,
        };
      case 'judge.included':
        return { kind: 'judge-included', talk: event.talk, judge: event.judge };
      case 'judge.added':
        return {
          kind: 'judge-added',
          judge: event.judge,
          panel: event.panel,
          ...(event.instead === undefined ? {} : { other: event.instead }),
        };
      case 'judge.nudged':
        return { kind: 'judge-nudged', talk: event.talk, judge: event.judge };
      case 'talk.stood':
        return { kind: 'talk-stood', talk: event.talk, standing: event.status, reason: event.reason };
      case 'deduction.proposed': {
        const { talk, points, reason: because, kind: adjustment = 'deduction', note, seconds, out } = event;
        deductions.set(event.deduction, {
          points,
          kind: adjustment,
          because,
          ...(event.command ? { command: event.command } : {}),
        });
        return {
          kind: because === 'other' ? 'deduction-added' : 'deduction-proposed',
          talk,
          points,
          adjustment,
          because,
          ...(note === undefined ? {} : { reason: note }),
          ...(seconds === undefined ? {} : { seconds }),
          ...(out ? { out } : {}),
        };
      }
      case 'deduction.withdrawn':
      case 'deduction.confirmed':
      case 'deduction.waived':
        return deductionChange(event);
      case 'vote.opened':
        return { kind: 'vote-opened', panel: event.panel };
      case 'vote.closed':
        return { kind: 'vote-closed', panel: event.panel, voters: event.voters };
      case 'figure.entered':
        return {
          kind: 'figure-entered',
          panel: event.panel,
          talk: event.talk,
          ...(isOpened(state, event.talk) ? { points: event.value } : {}),
        };
      case 'tie.opened':
        return { kind: 'tie-opened', talks: [...event.talks] };
      case 'tie.voted':
        return { kind: 'tie-voted', judge: event.judge };
      case 'tie.closed':
        return { kind: 'tie-closed' };
      case 'results.opened':
        return { kind: 'results-opened', ...(event.talk === undefined ? {} : { talk: event.talk }) };
      case 'reveal.begun':
        return {
          kind: 'reveal-begun',
          reveal: event.what.kind,
          ...(event.what.kind === 'talk' ? { talk: event.what.talk } : {}),
        };
      case 'reveal.finished':
        return { kind: 'reveal-finished' };
      case 'result.finalised':
        return {
          kind: 'result-finalised',
          version: event.version,
          ...(event.reason === undefined ? {} : { reason: event.reason }),
        };
      case 'result.signed':
        return { kind: 'result-signed', version: event.version, signedAs: event.role };
      case 'result.reopened':
        return { kind: 'result-reopened', reason: event.reason };
      case 'result.released':
        return { kind: 'result-released', released: { comments: event.comments, names: event.names } };
      case 'undone': {
        const undone = presses.get(event.target);
        return undone && { kind: 'undone', undone };
      }
      default:
        return undefined;
    }
  };

  const deductionChange = (
    event: SessionEvent & { type: 'deduction.withdrawn' | 'deduction.confirmed' | 'deduction.waived' },
  ): Facts | undefined => {
    const known = deductions.get(event.deduction);
    if (!known) return undefined;
    const { points: from, kind: adjustment, because } = known;
    const facts = { talk: event.talk, adjustment, ...(because === undefined ? {} : { because }) };
    if (event.type === 'deduction.withdrawn') return { kind: 'deduction-withdrawn', points: from, ...facts };
    const note = event.note === undefined ? {} : { reason: event.note };
    if (event.type === 'deduction.waived') return { kind: 'deduction-waived', points: from, ...facts, ...note };
    // What a person adds is confirmed by the same press.
    if (known.command !== undefined && known.command === event.command) return undefined;
    known.points = event.points;
    if (event.points === from) return { kind: 'deduction-confirmed', points: from, ...facts, ...note };
    return { kind: 'deduction-changed', points: event.points, from, ...facts, ...note };
  };

  /** JU11: the first sheet or ballot freezes the rules. */
  const freezes = ({ type }: SessionEvent): boolean =>
    type === 'sheet.sent' || type === 'sheet.confirmed' || type === 'vote.cast' || type === 'vote.rated';

  return {
    take: (events) =>
      events.flatMap((event): AuditLine[] => {
        const { at, by } = event;
        const lines: AuditLine[] = [];
        const facts = factsOf(event, by);
        if (facts) {
          const { command } = event as { command?: string };
          if (command !== undefined && !presses.has(command)) presses.set(command, facts.kind);
          // What the clock proposes or takes back, no person has.
          const pressed = facts.kind === 'deduction-proposed' || facts.kind === 'deduction-withdrawn' ? undefined : by;
          const role = pressed === undefined ? undefined : auditRole(state, pressed, event.type);
          lines.push({
            n: (n += 1),
            at,
            ...facts,
            ...(pressed === undefined ? {} : { by: pressed }),
            ...(role === undefined ? {} : { role }),
          });
        }
        if (!frozen && freezes(event)) {
          frozen = true;
          lines.push({ n: (n += 1), at, kind: 'rules-frozen' });
        }
        return lines;
      }),
  };
};
