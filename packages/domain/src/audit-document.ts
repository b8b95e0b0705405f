import type { AuditLine } from './audit-line.ts';
import { allJudges } from './judging-state.ts';
import { inOrder } from './order-figures.ts';
import type { SessionState } from './session.ts';
import { factsOf, given, personById, type PersonView, type SessionFacts } from './views/parts.ts';

/** Lines with the names of all that stands in them. */
export interface AuditDocument {
  session: SessionFacts;
  lines: AuditLine[];
  people: Record<string, PersonView>;
  /** Judges of all panels, for whoever looks for one. */
  judges: string[];
  talks: Record<string, { number: number; title: string }>;
  panels: Record<string, { name?: string; criteria: Record<string, string> }>;
}

export const auditDocument = (state: SessionState, lines: readonly AuditLine[]): AuditDocument => {
  const judges = allJudges(state);
  const people = new Set([
    ...judges,
    ...lines.flatMap((one) => [one.by, one.judge, one.other].filter((who) => who !== undefined)),
  ]);
  const talks = inOrder(state.order.items).filter((one) => one.kind === 'talk');
  return {
    session: factsOf(state),
    lines: [...lines],
    people: Object.fromEntries([...people].map((who) => [who, personById(state, who)])),
    judges,
    talks: Object.fromEntries(talks.map(({ item, title }, index) => [item, { number: index + 1, title }])),
    panels: Object.fromEntries(
      state.judging.rules.set.panels.map(({ id, name, ballot }) => [
        id,
        {
          ...given('name', name),
          criteria: Object.fromEntries(
            ballot.kind === 'marks' ? ballot.rubric.criteria.map((one) => [one.id, one.name ?? one.id]) : [],
          ),
        },
      ]),
    ),
  };
};
