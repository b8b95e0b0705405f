import { inOrder, type AudienceView, type ItemView } from '@rostrum/domain';
import { scheduleOf } from '#lib/running-order/schedule.ts';

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

/** The running order with the times that can be told at `now`: real ones, then those that the host's schedule expects. */
export const expectedTimes = (view: Seen, now: number): PlannedItem[] => {
  const { session, current, clock } = view;
  const items = inOrder(view.order);
  const { rows } = scheduleOf(
    { ...session, items, ...(current === undefined ? {} : { current }), ...(clock === undefined ? {} : { clock }) },
    now,
  );
  const here = items.findIndex((one) => one.item === current);
  const ended = session.status === 'ended' || session.status === 'closed';
  let talks = 0;
  return rows.map(({ item, is, at }, index) => {
    const number = item.kind === 'talk' ? { number: ++talks } : {};
    if (item.openedAt !== undefined && item.status !== 'waiting')
      return { item, ...number, at: item.openedAt, estimated: false };
    if (ended || index <= here || is !== 'todo') return { item, ...number, estimated: true };
    return { item, ...number, at, estimated: true };
  });
};
