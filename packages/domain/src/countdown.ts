import * as v from 'valibot';
import { decided, duration, entry, id, instant, refuse, type Context, type Decision, type Tagged } from './kernel.ts';
import { spent, type Clock } from './clock.ts';
import type { SessionState } from './session.ts';

export interface CountdownState {
  clocks: Record<string, Clock>;
}
export const initialCountdown: CountdownState = { clocks: {} };

const target = { item: id };
export const countdownCommands = {
  'countdown.start': v.object(target),
  'countdown.pause': v.object(target),
  'countdown.resume': v.object(target),
  /** The talk is over: the clock stands, the time counts for deductions. */
  'countdown.end': v.object(target),
  'countdown.reset': v.object(target),
  /** Changes the time allowed, from what the pressed screen showed to what it shall be. */
  'countdown.limit': v.object({ ...target, from: duration, to: duration }),
} as const;

const change = { ...target, command: v.exactOptional(id) };
export const countdownEvents = {
  'countdown.started': v.object({ ...change, from: instant }),
  'countdown.paused': v.object({ ...change, elapsed: duration }),
  'countdown.ended': v.object({ ...change, elapsed: duration }),
  'countdown.reset': v.object(change),
  'countdown.limited': v.object({ ...change, limit: duration }),
} as const;

export type CountdownCommand = Tagged<typeof countdownCommands>;
export type CountdownEvent = Tagged<typeof countdownEvents>;

export const decideCountdown = (
  state: SessionState,
  command: CountdownCommand,
  context: Context,
): Decision<CountdownEvent> => {
  const clock = entry(state.countdown.clocks, command.item);
  if (!clock) return refuse('unknown-item');
  if (state.order.current !== command.item) return refuse('item-not-current');
  if (state.info.status !== 'live') return refuse(state.info.status === 'ended' ? 'session-ended' : 'session-not-live');
  const { author } = context;
  if (author.role === 'speaker') {
    if (state.order.items[command.item]?.speaker !== author.participant) return refuse('not-your-talk');
    if (
      !state.info.settings.speakerRunsClock ||
      command.type === 'countdown.limit' ||
      command.type === 'countdown.reset'
    )
      return refuse('host-runs-clock');
  }
  const { item } = command;
  const press = context.command;
  switch (command.type) {
    case 'countdown.start':
    case 'countdown.resume':
      if (clock.status === 'running') return decided([]);
      if (clock.status === 'ended' && command.type === 'countdown.start') return refuse('countdown-ended');
      return decided([{ type: 'countdown.started', item, command: press, from: context.pressed }]);
    case 'countdown.pause':
      if (clock.status === 'paused') return decided([]);
      if (clock.status !== 'running') return refuse('countdown-not-running');
      return decided([{ type: 'countdown.paused', item, command: press, elapsed: spent(clock, context.pressed) }]);
    case 'countdown.end':
      if (clock.status === 'ended') return decided([]);
      if (clock.status === 'ready') return refuse('countdown-not-running');
      return decided([{ type: 'countdown.ended', item, command: press, elapsed: spent(clock, context.pressed) }]);
    case 'countdown.reset':
      return clock.status === 'ready' ? decided([]) : decided([{ type: 'countdown.reset', item, command: press }]);
    case 'countdown.limit':
      if (clock.limit === command.to) return decided([]);
      if (clock.limit !== command.from) return refuse('changed-meanwhile');
      return decided([{ type: 'countdown.limited', item, command: press, limit: command.to }]);
  }
};

export const applyCountdown = (state: SessionState, event: CountdownEvent): void => {
  const clock = state.countdown.clocks[event.item];
  if (!clock) return;
  switch (event.type) {
    case 'countdown.started':
      clock.status = 'running';
      clock.startedAt = event.from;
      return;
    case 'countdown.paused':
    case 'countdown.ended':
      clock.status = event.type === 'countdown.paused' ? 'paused' : 'ended';
      clock.elapsed = event.elapsed;
      delete clock.startedAt;
      return;
    case 'countdown.reset':
      clock.status = 'ready';
      clock.elapsed = 0;
      clock.limit = state.order.items[event.item]?.planned ?? clock.limit;
      delete clock.startedAt;
      return;
    case 'countdown.limited':
      clock.limit = event.limit;
      return;
  }
};
