import { inOrder, type HostView, type ItemView, type SessionCommand } from '@rostrum/domain';
import { excuseWords, type ExcuseChoice } from '#lib/jury/jury-words.ts';

/**
 * Where a judge stands with one talk. `own`: the talk is theirs, so that they never score it (JU5). `in`: the sheet is
 * sent, and who has sent it cannot be excused.
 */
export interface Standing {
  readonly talk: ItemView;
  readonly number: number;
  readonly state: 'awaited' | 'excused' | 'own' | 'in';
  readonly excuse?: string;
  /** Cannot be taken back: by rule, or since another has their place. */
  readonly lasting?: true;
}

export const standingsOf = (view: Pick<HostView, 'judging' | 'projector'>, judge: string): Standing[] =>
  inOrder(view.projector.order)
    .filter((one) => one.kind === 'talk')
    .map((talk, index) => {
      const sheet = view.judging[talk.item]?.sheets[judge];
      const at = { talk, number: index + 1 };
      if (talk.speaker?.participant === judge) return { ...at, state: 'own' };
      if (sheet?.state === 'excused') {
        const lasting = sheet.excuseKind === 'own-unit' || sheet.excuseKind === 'left';
        return { ...at, state: 'excused', excuse: excuseWords(sheet), ...(lasting ? { lasting } : {}) };
      }
      if (sheet?.state === 'sent' || sheet?.state === 'locked') return { ...at, state: 'in' };
      return { ...at, state: 'awaited' };
    });

/** Excuses a judge from every talk that still waits for their sheet. */
export const excuseAll = (
  standings: readonly Standing[],
  judge: string,
  reason: string,
  kind: ExcuseChoice,
): SessionCommand[] =>
  standings.flatMap(({ talk, state }): SessionCommand[] =>
    state === 'awaited' ? [{ type: 'judge.excuse', talk: talk.item, judge, reason, kind }] : [],
  );

/** Takes back every excuse of a judge. */
export const includeAll = (standings: readonly Standing[], judge: string): SessionCommand[] =>
  standings.flatMap(({ talk, state, lasting }): SessionCommand[] =>
    state === 'excused' && !lasting ? [{ type: 'judge.include', talk: talk.item, judge }] : [],
  );
