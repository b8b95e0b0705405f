import * as v from 'valibot';
import {
  decided,
  entry,
  id,
  instant,
  refuse,
  type Context,
  type Decision,
  type Duration,
  type Instant,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

/** Between accepting an invitation and being on air, so that nobody is surprised by the hall. */
export const AIR_DELAY: Duration = 3000;
/** A place on stage is held this long for someone who lost the network. */
export const STAGE_HOLD: Duration = 120_000;
const STAGE_LIMIT = 6;
const target = { participant: id };

export const stageCommands = {
  'hand.raise': v.object({}),
  'hand.lower': v.object({ participant: v.exactOptional(id) }),
  'stage.invite': v.object(target),
  'stage.uninvite': v.object(target),
  'stage.accept': v.object({}),
  'stage.decline': v.object({}),
  'stage.leave': v.object({}),
  'stage.remove': v.object(target),
  'stage.mute': v.object(target),
  /** The person themself, muted by the host or back after a cut, speaks again. */
  'stage.unmute': v.object({}),
} as const;

const change = v.object({ ...target, command: v.exactOptional(id) });
export const stageEvents = {
  'hand.raised': v.object(target),
  'hand.lowered': change,
  'stage.invited': change,
  'stage.uninvited': change,
  'stage.declined': v.object(target),
  /** `airAt`: when picture and voice reach the hall. */
  'stage.entered': v.object({ ...target, airAt: instant }),
  'stage.left': v.object(target),
  'stage.removed': change,
  'stage.muted': change,
  'stage.unmuted': v.object(target),
} as const;
export type StageCommand = Tagged<typeof stageCommands>;
export type StageEvent = Tagged<typeof stageEvents>;

export interface StageState {
  hands: Record<string, Instant>;
  invited: Record<string, Instant>;
  onStage: Record<string, { airAt: Instant; muted: boolean }>;
}
export const initialStage: StageState = { hands: {}, invited: {}, onStage: {} };

export const decideStage = (state: SessionState, command: StageCommand, context: Context): Decision<StageEvent> => {
  const { hands, invited, onStage } = state.stage;
  const self = context.author.participant;
  // The server itself mutes or removes whoever has lost the network for long.
  const host = context.author.role === 'host' || context.author.role === 'system';
  const participant = 'participant' in command ? command.participant : self;
  if (participant === undefined || !entry(state.people.participants, participant)) return refuse('unknown-participant');
  if (participant !== self && !host) return refuse('not-allowed');
  const over = state.info.status === 'ended' || state.info.status === 'closed';
  const place = entry(onStage, participant);
  const press = { participant, command: context.command };
  switch (command.type) {
    case 'hand.raise':
      if (state.info.status !== 'live') return refuse('session-not-live');
      if (entry(hands, participant) || entry(onStage, participant)) return decided([]);
      return decided([{ type: 'hand.raised', participant }]);
    case 'hand.lower':
      return entry(hands, participant) ? decided([{ type: 'hand.lowered', ...press }]) : decided([]);
    case 'stage.invite':
      if (over) return refuse('session-ended');
      if (entry(onStage, participant) || entry(invited, participant)) return decided([]);
      if (Object.keys(onStage).length >= STAGE_LIMIT) return refuse('stage-full', { limit: STAGE_LIMIT });
      return decided([{ type: 'stage.invited', ...press }]);
    case 'stage.uninvite':
      return entry(invited, participant) ? decided([{ type: 'stage.uninvited', ...press }]) : decided([]);
    case 'stage.accept': {
      if (over) return refuse('session-ended');
      if (entry(onStage, participant)) return decided([]);
      if (!entry(invited, participant)) return refuse('not-invited');
      return decided([{ type: 'stage.entered', participant, airAt: context.now + AIR_DELAY }]);
    }
    case 'stage.decline':
      return entry(invited, participant) ? decided([{ type: 'stage.declined', participant }]) : decided([]);
    case 'stage.leave':
      return entry(onStage, participant) ? decided([{ type: 'stage.left', participant }]) : decided([]);
    case 'stage.remove':
      return entry(onStage, participant) ? decided([{ type: 'stage.removed', ...press }]) : decided([]);
    case 'stage.mute':
      if (!place) return refuse('not-on-stage');
      return place.muted ? decided([]) : decided([{ type: 'stage.muted', ...press }]);
    case 'stage.unmute':
      if (!place) return refuse('not-on-stage');
      return place.muted ? decided([{ type: 'stage.unmuted', participant }]) : decided([]);
  }
};

export const applyStage = (state: SessionState, event: StageEvent, at: Instant): void => {
  const { hands, invited, onStage } = state.stage;
  const { participant } = event;
  switch (event.type) {
    case 'hand.raised':
      hands[participant] = at;
      return;
    case 'hand.lowered':
      delete hands[participant];
      return;
    case 'stage.invited':
      invited[participant] = at;
      return;
    case 'stage.uninvited':
    case 'stage.declined':
      delete invited[participant];
      delete hands[participant];
      return;
    case 'stage.entered':
      delete invited[participant];
      delete hands[participant];
      onStage[participant] = { airAt: event.airAt, muted: false };
      return;
    case 'stage.left':
    case 'stage.removed':
      delete onStage[participant];
      return;
    case 'stage.muted':
    case 'stage.unmuted': {
      const place = onStage[participant];
      if (place) place.muted = event.type === 'stage.muted';
      return;
    }
  }
};
