import type { AuditLine } from '@rostrum/domain';

/** Lines about a talk and about a judge (what they did, what was done to their sheet), the newest first. '' admits all. */
export const chosenLines = (lines: readonly AuditLine[], talk: string, judge: string): AuditLine[] =>
  lines
    .filter((one) => talk === '' || one.talk === talk || (one.talks?.includes(talk) ?? false))
    .filter((one) => judge === '' || one.judge === judge || one.by === judge || one.other === judge)
    .reverse();
