import { inOrder, type ItemView, type SpeakerView } from '@rostrum/domain';

/** The talk's number in the running order, breaks not counted: `06`. */
export const talkNumber = (order: Readonly<Record<string, ItemView>>, item: string): string => {
  const talks = inOrder(order).filter((one) => one.kind === 'talk');
  return String(talks.findIndex((one) => one.item === item) + 1).padStart(2, '0');
};

/** The speaker's own talks, in running order. */
export const ownTalks = (view: SpeakerView): ItemView[] => inOrder(view.order).filter((one) => one.item in view.talks);

/** The own talk that is on now, in a session that runs. */
export const talkOnAir = (view: SpeakerView): ItemView | undefined =>
  view.session.status === 'live' ? ownTalks(view).find((one) => one.item === view.current) : undefined;

/** The talk to prepare first: the next that has not been given, else the last. */
export const talkToPrepare = (view: SpeakerView): ItemView | undefined => {
  const own = ownTalks(view);
  return own.find((one) => one.status !== 'done') ?? own[own.length - 1];
};

/** How many talks stand before this one, the present one counted; 0 when it is next or on. */
export const talksBefore = (view: SpeakerView, item: string): number => {
  const waiting = inOrder(view.order).filter((one) => one.kind === 'talk' && one.status !== 'done');
  const at = waiting.findIndex((one) => one.item === item);
  return at < 0 ? 0 : waiting.slice(0, at).filter((one) => one.status !== 'done').length;
};

/** When an item is due: the plan carried on from when the present one opened, or from the session's start. */
export const dueAt = (view: Pick<SpeakerView, 'order' | 'session'>, item: string): number => {
  let at = view.session.startedAt ?? view.session.startsAt;
  for (const one of inOrder(view.order)) {
    if (one.item === item) return one.openedAt ?? at;
    if (one.closedAt !== undefined) at = one.closedAt;
    else at = (one.openedAt ?? at) + one.planned;
  }
  return at;
};
