import type { ProjectorView } from '@rostrum/domain';

type OrderItem = ProjectorView['order'][string];
interface Upcoming {
  readonly item: OrderItem;
  /** When it began, or is expected to. */
  readonly at: number;
}
export interface RunningOrder {
  /** Being given now: its clock has been started. */
  readonly now?: Upcoming;
  /** Still to come, the next one first. */
  readonly ahead: readonly Upcoming[];
  /** When the last of them is expected to be over. */
  readonly end: number;
}

/**
 * What is to come, and when: each item takes its planned time after the one before; nothing begins in the past. Items
 * that were passed over come after the rest.
 */
export const runningOrder = (view: ProjectorView, now: number): RunningOrder => {
  const items = Object.values(view.order).sort((a, b) => a.key - b.key);
  const currentAt = items.findIndex((one) => one.item === view.current);
  const current = items[currentAt];
  const clock = view.clock?.item === current?.item ? view.clock?.status : undefined;
  const begun = clock === 'running' || clock === 'paused';
  // Once a talk has been given the planned start says nothing any more.
  const underWay = begun || clock === 'ended' || items.some((one) => one.status === 'done');
  let cursor = underWay ? now : Math.max(now, view.session.startsAt);
  let running: Upcoming | undefined;
  if (current?.openedAt !== undefined && begun) {
    running = { item: current, at: current.openedAt };
    cursor = Math.max(now, current.openedAt + current.planned);
  }
  const waiting = (one: OrderItem): boolean => one.status === 'waiting' && one !== current;
  const ready = current && !begun && clock !== 'ended' && current.status === 'current' ? [current] : [];
  const ahead = [
    ...ready,
    ...items.slice(currentAt + 1).filter(waiting),
    ...items.slice(0, Math.max(0, currentAt)).filter(waiting),
  ];
  const expected = ahead.map((item) => {
    const at = cursor;
    cursor += item.planned;
    return { item, at };
  });
  return { ...(running ? { now: running } : {}), ahead: expected, end: cursor };
};
