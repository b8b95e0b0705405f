import { inOrder, remaining, type AudienceView, type ItemView } from '@rostrum/domain';

export interface PlannedItem {
  readonly item: ItemView;
  /** Among the talks, from 1; absent for a break. */
  readonly number?: number;
  /** When it begins, began, or is likely to begin; absent where nobody can know. */
  readonly at?: number;
  readonly estimated: boolean;
}

type Seen = Pick<AudienceView, 'order' | 'current' | 'clock'> & {
  session: Pick<AudienceView['session'], 'startsAt' | 'status'>;
};

/** The running order with the times that can be told at `now`: real ones, then each after the planned time of those before. */
export const expectedTimes = (view: Seen, now: number): PlannedItem[] => {
  const items = inOrder(view.order);
  const current = items.findIndex((one) => one.item === view.current);
  const ended = view.session.status === 'ended' || view.session.status === 'closed';
  const left = view.clock ? Math.max(0, remaining(view.clock, now)) : 0;
  let next = current < 0 ? Math.max(now, view.session.startsAt) : now + left;
  let talks = 0;
  return items.map((item, at) => {
    const number = item.kind === 'talk' ? { number: ++talks } : {};
    if (item.openedAt !== undefined && item.status !== 'waiting')
      return { item, ...number, at: item.openedAt, estimated: false };
    if (ended || at <= current) return { item, ...number, estimated: true };
    const begins = next;
    next += item.planned;
    return { item, ...number, at: begins, estimated: true };
  });
};
