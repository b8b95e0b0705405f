import * as v from 'valibot';
import {
  decided,
  duration,
  entry,
  id,
  optionalText,
  refuse,
  text,
  type Context,
  type Decision,
  type Duration,
  type Instant,
  type Tagged,
} from './kernel.ts';
import { newClock, spent } from './clock.ts';
import { inOrder, MINUTE, SHORTEST, thresholds } from './order-figures.ts';
import type { SessionState } from './session.ts';

const planned = v.pipe(duration, v.minValue(SHORTEST), v.maxValue(4 * 60 * MINUTE));
const facts = {
  kind: v.picklist(['talk', 'break']),
  title: text(160),
  planned,
  /** The participant whose turn it is; a break has none. */
  speaker: v.exactOptional(id),
  /** From this much time left the clock warns; from `finalAt` it says that the last words are due. */
  warnAt: duration,
  finalAt: duration,
  /** The speaker gives the talk from afar. */
  remote: v.exactOptional(v.boolean()),
  /** Whom the talk counts for where teams are ranked. */
  team: v.exactOptional(text(60)),
};
export const item = v.object({ item: id, key: v.number(), ...facts });
type ItemFacts = Readonly<v.InferOutput<typeof item>>;

export const orderCommands = {
  'item.add': v.object({
    kind: facts.kind,
    title: facts.title,
    planned,
    speaker: facts.speaker,
    warnAt: v.exactOptional(duration),
    finalAt: v.exactOptional(duration),
    remote: facts.remote,
    team: facts.team,
  }),
  'item.change': v.object({
    item: id,
    ...v.partial(
      v.object({
        title: facts.title,
        planned,
        speaker: id,
        warnAt: duration,
        finalAt: duration,
        remote: v.boolean(),
        team: optionalText(60),
      }),
    ).entries,
  }),
  'item.remove': v.object({ item: id }),
  /** Moves an item to stand behind `after`, or to the front. */
  'item.move': v.object({ item: id, after: v.exactOptional(id) }),
  /** Makes `to` the current item; `from` is what was current on the screen that was pressed. Shows its scene unless told not to. */
  'item.open': v.object({ from: v.exactOptional(id), to: id, show: v.exactOptional(v.boolean()) }),
} as const;

export const orderEvents = {
  'item.added': item,
  'item.changed': orderCommands['item.change'],
  'item.removed': v.object({ item: id }),
  'item.moved': v.object({ item: id, key: v.number() }),
  'item.opened': v.object({ command: v.exactOptional(id), from: v.exactOptional(id), to: id }),
} as const;

export type OrderCommand = Tagged<typeof orderCommands>;
export type OrderEvent = Tagged<typeof orderEvents>;

export interface Item extends Omit<ItemFacts, 'item'> {
  readonly item: string;
  /** waiting until opened, done once another item was opened after it had run. */
  status: 'waiting' | 'current' | 'done';
  openedAt?: Instant;
  closedAt?: Instant;
}
export interface OrderState {
  items: Record<string, Item>;
  current?: string;
}
export const initialOrder: OrderState = { items: {} };

type Limits = { readonly warnAt: Duration; readonly finalAt: Duration };
const fit = ({ warnAt, finalAt }: Limits, length: Duration): boolean => finalAt < warnAt && warnAt <= length;

/**
 * RO9: the thresholds asked for, where one is not named the one that stood. Undefined when the last words would be due
 * before the warning, or the warning before the talk. A length alone brings its own where the old ones no longer fit.
 */
const limitsFor = (
  asked: { readonly warnAt?: Duration | undefined; readonly finalAt?: Duration | undefined },
  length: Duration,
  stood: Limits = thresholds(length),
): Limits | undefined => {
  const limits = { warnAt: asked.warnAt ?? stood.warnAt, finalAt: asked.finalAt ?? stood.finalAt };
  if (fit(limits, length)) return limits;
  return asked.warnAt === undefined && asked.finalAt === undefined ? thresholds(length) : undefined;
};

/** Who speaks, for which team, and which talks there are at all: a final result follows from it. */
const changesResult = (command: OrderCommand): boolean =>
  command.type === 'item.change'
    ? command.speaker !== undefined || command.team !== undefined
    : command.type !== 'item.open';

export const decideOrder = (state: SessionState, command: OrderCommand, context: Context): Decision<OrderEvent> => {
  const { items, current } = state.order;
  if (state.judging.final && changesResult(command)) return refuse('result-is-final');
  if (command.type === 'item.add') {
    const last = inOrder(items).pop();
    if (Object.keys(items).length >= 100) return refuse('too-many-items', { limit: 100 });
    if (command.speaker && !entry(state.people.participants, command.speaker)) return refuse('unknown-participant');
    const name = context.newId();
    const limits = limitsFor(command, command.planned);
    if (!limits) return refuse('bad-thresholds');
    const added = {
      ...command,
      item: name,
      key: (last?.key ?? 0) + 1,
      ...limits,
    };
    return decided([{ ...added, type: 'item.added' }], { item: name });
  }
  if (command.type === 'item.open') return decideOpen(state, command, context);
  const found = entry(items, command.item);
  if (!found) return refuse('unknown-item');
  switch (command.type) {
    case 'item.change':
      if (command.speaker && !entry(state.people.participants, command.speaker)) return refuse('unknown-participant');
      if (command.planned === undefined && command.warnAt === undefined && command.finalAt === undefined)
        return decided([{ ...command, type: 'item.changed' }]);
      {
        const limits = limitsFor(command, command.planned ?? found.planned, found);
        return limits ? decided([{ ...command, ...limits, type: 'item.changed' }]) : refuse('bad-thresholds');
      }
    case 'item.remove':
      if (current === command.item) return refuse('item-is-current');
      if (state.judging.talks[command.item]?.order) return refuse('item-has-marks');
      return decided([{ type: 'item.removed', item: command.item }]);
    case 'item.move': {
      if (command.after !== undefined && !entry(items, command.after)) return refuse('unknown-item');
      const others = inOrder(items).filter((other) => other.item !== command.item);
      const at = command.after === undefined ? 0 : others.findIndex((other) => other.item === command.after) + 1;
      others.splice(at, 0, found);
      // Whole keys again at every move: a running order is short, and halving a gap for ever would run out of digits.
      const moved = others.flatMap((other, index) =>
        other.key === index + 1 ? [] : [{ type: 'item.moved' as const, item: other.item, key: index + 1 }],
      );
      return decided(moved);
    }
  }
};

const decideOpen = (
  state: SessionState,
  command: OrderCommand & { type: 'item.open' },
  context: Context,
): Decision<OrderEvent> => {
  const { items, current } = state.order;
  if (state.info.status !== 'live') return refuse(state.info.status === 'ended' ? 'session-ended' : 'session-not-live');
  if (!entry(items, command.to)) return refuse('unknown-item');
  if (current === command.to) return decided([]);
  if (current !== command.from) return refuse('changed-meanwhile');
  return decided([
    {
      type: 'item.opened',
      command: context.command,
      to: command.to,
      ...(current === undefined ? {} : { from: current }),
    },
  ]);
};

export const applyOrder = (state: SessionState, event: OrderEvent, at: Instant): void => {
  const { items } = state.order;
  switch (event.type) {
    case 'item.added': {
      const { type: _type, ...facts } = event;
      items[event.item] = { ...facts, status: 'waiting' };
      state.countdown.clocks[event.item] = newClock(event);
      return;
    }
    case 'item.changed': {
      const found = items[event.item];
      if (!found) return;
      const { type: _type, ...facts } = event;
      items[event.item] = { ...found, ...(facts as Partial<Item>) };
      const clock = state.countdown.clocks[event.item];
      if (!clock) return;
      if (event.planned !== undefined && clock.status === 'ready') clock.limit = event.planned;
      clock.warnAt = event.warnAt ?? clock.warnAt;
      clock.finalAt = event.finalAt ?? clock.finalAt;
      return;
    }
    case 'item.removed':
      delete items[event.item];
      delete state.countdown.clocks[event.item];
      delete state.decks.decks[event.item];
      delete state.decks.problems[event.item];
      delete state.judging.talks[event.item];
      return;
    case 'item.moved': {
      const found = items[event.item];
      if (found) items[event.item] = { ...found, key: event.key };
      return;
    }
    case 'item.opened': {
      const before = event.from === undefined ? undefined : items[event.from];
      const clock = event.from === undefined ? undefined : state.countdown.clocks[event.from];
      if (before && clock) {
        const ran = spent(clock, at) > 0;
        before.status = ran ? 'done' : 'waiting';
        if (ran) before.closedAt = at;
        // A clock left running would count for ever: leaving an item pauses it.
        if (clock.status === 'running') {
          clock.elapsed = spent(clock, at);
          clock.status = 'paused';
          delete clock.startedAt;
        }
      }
      const opened = items[event.to];
      if (!opened) return;
      opened.status = 'current';
      opened.openedAt ??= at;
      delete opened.closedAt;
      state.order.current = event.to;
      return;
    }
  }
};
