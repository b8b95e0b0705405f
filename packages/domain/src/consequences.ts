import { spent, type Clock } from './clock.ts';
import { type CountdownState } from './countdown.ts';
import { proposeDeductions } from './deductions.ts';
import { judgesOf, judgingOf } from './judging-state.ts';
import type { Context } from './kernel.ts';
import type { Link } from './people.ts';
import type { OrderState } from './running-order.ts';
import type { SessionCommand, SessionEvent, SessionState } from './session.ts';

/** What follows from an event in other capabilities, within the same command and so undone with it. */
export const consequences = (
  state: SessionState,
  command: SessionCommand,
  event: SessionEvent,
  context: Context,
): SessionEvent[] => {
  switch (event.type) {
    case 'item.opened': {
      const { from } = event;
      const item = state.order.items[event.to];
      const left = from === undefined ? undefined : state.countdown.clocks[from];
      const late =
        from !== undefined && left && left.status !== 'ended' && spent(left, context.now) > 0
          ? proposeDeductions(state, from, spent(left, context.now), context)
          : [];
      const show = !(command.type === 'item.open' && command.show === false);
      const scene = item?.kind === 'talk' ? ({ kind: 'talk' } as const) : ({ kind: 'welcome' } as const);
      const opens =
        item?.kind === 'talk' &&
        state.judging.rules.opens === 'with-talk' &&
        !state.judging.final &&
        judgesOf(state, event.to).length > 0 &&
        judgingOf(state, event.to).status === 'closed';
      // Going back to a talk takes back what leaving it proposed, unless its speaker has ended it.
      const resumed = state.countdown.clocks[event.to]?.status === 'ended' ? [] : withdrawn(state, event.to);
      return [
        ...late,
        ...resumed,
        ...(show ? [{ type: 'scene.shown' as const, command: context.command, scene }] : []),
        ...(opens ? [{ type: 'judging.opened' as const, talk: event.to, command: context.command }] : []),
      ];
    }
    case 'countdown.ended':
      return proposeDeductions(state, event.item, event.elapsed, context);
    case 'countdown.started':
    case 'countdown.reset':
      return withdrawn(state, event.item);
    case 'countdown.limited': {
      const clock = state.countdown.clocks[event.item];
      return clock?.status === 'ended' ? proposeDeductions(state, event.item, clock.elapsed, context, event.limit) : [];
    }
    case 'undone':
      return restoredClocks(state, event.target).flatMap(({ talk, clock, over }) =>
        over ? proposeDeductions(state, talk, clock.elapsed, context, clock.limit) : withdrawn(state, talk),
      );
    case 'participant.erased':
      return [
        ...leavesStage(state, event.participant),
        ...(state.stage.hands[event.participant] === undefined
          ? []
          : [{ type: 'hand.lowered' as const, participant: event.participant }]),
      ];
    case 'link.revoked':
      // Who is erased has left the stage already, whichever of the links is the last.
      return command.type === 'participant.erase' ? [] : offStage(state, event.link);
    case 'reveal.begun':
      return [{ type: 'scene.shown', scene: { kind: 'reveal' } }];
    case 'session.ended': {
      const current = state.order.current;
      const clock = current === undefined ? undefined : state.countdown.clocks[current];
      const stop: SessionEvent[] =
        current !== undefined && clock?.status === 'running'
          ? [
              { type: 'countdown.ended', item: current, elapsed: spent(clock, context.now) },
              ...proposeDeductions(state, current, spent(clock, context.now), context),
            ]
          : [];
      return [
        ...stop,
        ...Object.keys(state.stage.onStage).map((participant) => ({ type: 'stage.removed' as const, participant })),
        ...Object.keys(state.stage.invited).map((participant) => ({ type: 'stage.uninvited' as const, participant })),
      ];
    }
    default:
      return [];
  }
};

/** The clocks that undoing a press puts back, as they will stand, and whether their time is over and counts. */
const restoredClocks = (state: SessionState, target: string): { talk: string; clock: Clock; over: boolean }[] =>
  state.undo.recent
    .filter((one) => one.command === target && one.before !== undefined)
    .flatMap((one) => {
      if (one.subject.startsWith('clock:')) {
        const clock = one.before as Clock;
        return [{ talk: one.subject.slice('clock:'.length), clock, over: clock.status === 'ended' }];
      }
      if (one.subject !== 'order:') return [];
      const { order, clocks } = one.before as { order: OrderState; clocks: CountdownState['clocks'] };
      // The talk that was left goes on; the one that was opened has been left, as before.
      return [order.current, state.order.current].flatMap((talk) => {
        const clock = talk === undefined ? undefined : clocks[talk];
        if (talk === undefined || !clock || clock.status === 'ended') return [];
        return [{ talk, clock, over: talk !== order.current && clock.elapsed > 0 }];
      });
    });

/** PE7: whoever has lost the last link that lets them speak from afar leaves the stage with it. */
const offStage = (state: SessionState, revoked: string): SessionEvent[] => {
  const link = state.people.links[revoked];
  if (!link) return [];
  const { participant } = link;
  const speaks = (one: Link): boolean =>
    one.participant === participant && one.revokedAt === undefined && (one.role === 'remote' || one.role === 'speaker');
  if (!speaks(link) || Object.values(state.people.links).some((one) => one.link !== revoked && speaks(one))) return [];
  return leavesStage(state, participant);
};
const leavesStage = (state: SessionState, participant: string): SessionEvent[] => [
  ...(state.stage.onStage[participant] ? [{ type: 'stage.removed' as const, participant }] : []),
  ...(state.stage.invited[participant] ? [{ type: 'stage.uninvited' as const, participant }] : []),
];

const withdrawn = (state: SessionState, talk: string): SessionEvent[] =>
  Object.values(judgingOf(state, talk).deductions)
    .filter((one) => one.status === 'proposed' && one.reason !== 'other')
    .map((one) => ({ type: 'deduction.withdrawn', talk, deduction: one.deduction }));
