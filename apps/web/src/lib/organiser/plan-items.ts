import type { HostView, ItemView, Role, SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { plainFigure } from './rules-draft.ts';

export interface PlanRow {
  readonly item: ItemView;
  /** Of talks alone, from 1. */
  readonly number?: number;
  readonly startsAt: number;
  readonly minutes: number;
  readonly deck?: HostView['decks'][string];
}

/** The running order as planned: when each item is to begin, one after the other. */
export const planRows = (view: HostView): PlanRow[] => {
  let at = view.projector.session.startsAt;
  let number = 0;
  return Object.values(view.projector.order)
    .sort((a, b) => a.key - b.key || (a.item < b.item ? -1 : 1))
    .map((item) => {
      const startsAt = at;
      at += item.planned;
      if (item.kind === 'talk') number += 1;
      const deck = view.decks[item.item];
      return {
        item,
        startsAt,
        minutes: item.planned / 60_000,
        ...(item.kind === 'talk' ? { number } : {}),
        ...(deck ? { deck } : {}),
      };
    });
};

/** Minutes as typed, in milliseconds; halves and the like are welcome. Undefined when they are none or beyond four hours. */
export const plannedOf = (text: string): number | undefined => {
  const value = plainFigure(text);
  const minutes = /^\d{1,3}(\.\d{1,2})?$/.test(value) ? Number(value) : NaN;
  return minutes >= 1 && minutes <= 240 ? Math.round(minutes * 60_000) : undefined;
};

/** The item behind which `item` comes to stand when it moves by one; `undefined` is the front. */
export const moveBy = (rows: readonly PlanRow[], item: string, by: -1 | 1): { after?: string } => {
  const others = rows.map((row) => row.item.item).filter((one) => one !== item);
  const at = rows.findIndex((row) => row.item.item === item) + by;
  const after = others[at - 1];
  return after === undefined ? {} : { after };
};

/** Whether any sheet has been sent: rules, panel and what the hall sees stay as they are from then on. */
export const rulesFrozen = (view: HostView): boolean =>
  Object.values(view.judging).some((talk) =>
    Object.values(talk.sheets).some((sheet) => sheet.state === 'sent' || sheet.state === 'locked'),
  );

export interface WhoSpeaks {
  /** Somebody on the session's list, or '' for a new person. */
  readonly participant: string;
  readonly name: string;
  readonly unit: string;
  readonly member: string | undefined;
  readonly remote: boolean;
}
type Send = (command: SessionCommand) => Promise<Answer>;

/** Puts the speaker on the list or gives them the roles that they need: who it is then, or undefined when refused. */
export const speakerFor = async (view: HostView, who: WhoSpeaks, send: Send): Promise<string | undefined> => {
  const needed: Role[] = who.remote ? ['speaker', 'remote'] : ['speaker'];
  if (who.participant === '') {
    const unit = who.unit.trim();
    const answer = await send({
      type: 'participant.add',
      name: who.name.trim(),
      roles: needed,
      ...(unit === '' ? {} : { unit }),
      ...(who.member === undefined ? {} : { member: who.member }),
    });
    const added = answer.ok ? answer.answer?.['participant'] : undefined;
    return added === undefined ? undefined : String(added);
  }
  const has = Object.keys(view.people[who.participant]?.roles ?? {}) as Role[];
  const lacks = needed.filter((role) => !has.includes(role));
  if (lacks.length === 0) return who.participant;
  const answer = await send({ type: 'participant.change', participant: who.participant, roles: [...has, ...lacks] });
  return answer.ok ? who.participant : undefined;
};
