import * as v from 'valibot';
import {
  count,
  decided,
  id,
  instant,
  language,
  optionalText,
  refuse,
  text,
  type Context,
  type Decision,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

/** The rules of one session; whoever creates it chooses, and the host may change them until they matter. */
export const settings = v.object({
  /** A question waits for the host's approval before anyone else sees it. */
  moderation: v.boolean(),
  /** Who may join by code or QR: anybody, whoever gives a name, or nobody without a personal link. */
  guests: v.picklist(['open', 'named', 'closed']),
  anonymousQuestions: v.boolean(),
  /** The speaker starts, pauses and ends the countdown of their own talk. */
  speakerRunsClock: v.boolean(),
  /** The audience may page ahead of the speaker. */
  lookAhead: v.boolean(),
  /** When the hall sees marks: as each is sent, after each talk, or at the end. Frozen once the first sheet is in. */
  marksShown: v.picklist(['live', 'talk', 'end']),
  /** The slots of the live scoreboard fill as sheets arrive, or stand in the order of the panel. */
  slotOrder: v.picklist(['arrival', 'panel']),
  clockOnProjector: v.boolean(),
  /** JU14: the marks of the last so many talks are kept from the board until a reveal shows them. */
  frozenTalks: v.exactOptional(v.pipe(count, v.maxValue(100))),
  /** The projector sounds as a place is revealed. */
  ceremonySound: v.exactOptional(v.boolean()),
});
export type Settings = Readonly<v.InferOutput<typeof settings>>;
export const DEFAULT_SETTINGS: Settings = {
  moderation: true,
  guests: 'open',
  anonymousQuestions: true,
  speakerRunsClock: true,
  lookAhead: false,
  marksShown: 'live',
  slotOrder: 'arrival',
  clockOnProjector: true,
};

const facts = {
  title: text(120),
  startsAt: instant,
  place: optionalText(120),
  language,
  theme: v.picklist(['neutral', 'formal']),
};

export const infoCommands = {
  'session.start': v.object({}),
  'session.end': v.object({}),
  'session.configure': v.object({
    ...v.partial(v.object(facts)).entries,
    settings: v.exactOptional(v.partial(settings)),
  }),
} as const;

/** What a run of a session starts from. */
export const opening = v.object({
  session: id,
  run: v.pipe(v.number(), v.integer(), v.minValue(1)),
  programme: v.exactOptional(id),
  programmeTitle: v.exactOptional(text(120)),
  workspace: text(120),
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  guestKey: id,
  ...facts,
  settings,
});

export const infoEvents = {
  'session.opened': opening,
  'session.started': v.object({}),
  'session.ended': v.object({}),
  'session.configured': infoCommands['session.configure'],
  /** A reset closed this run: kept commands that still arrive for it are refused. */
  'run.closed': v.object({}),
} as const;

export type InfoCommand = Tagged<typeof infoCommands>;
export type InfoEvent = Tagged<typeof infoEvents>;

export interface InfoState {
  session: string;
  run: number;
  programme?: string;
  programmeTitle?: string;
  workspace: string;
  title: string;
  startsAt: number;
  place: string;
  language: 'zh' | 'en';
  theme: 'neutral' | 'formal';
  /** Six digits; typed codes open the session from 30 minutes before its time until it ends. */
  code: string;
  /** What the QR code carries: 128 bits, so that nobody need count wrong guesses. */
  guestKey: string;
  status: 'unopened' | 'prepared' | 'live' | 'ended' | 'closed';
  startedAt?: number;
  endedAt?: number;
  settings: Settings;
}

export const initialInfo: InfoState = {
  session: '',
  run: 0,
  workspace: '',
  title: '',
  startsAt: 0,
  place: '',
  language: 'zh',
  theme: 'neutral',
  code: '',
  guestKey: '',
  status: 'unopened',
  settings: DEFAULT_SETTINGS,
};

export const decideInfo = (state: SessionState, command: InfoCommand, _context: Context): Decision<InfoEvent> => {
  const { info } = state;
  switch (command.type) {
    case 'session.start':
      if (info.status === 'live') return decided([]);
      return info.status === 'prepared' ? decided([{ type: 'session.started' }]) : refuse('session-ended');
    case 'session.end':
      if (info.status === 'ended') return decided([]);
      return info.status === 'live' ? decided([{ type: 'session.ended' }]) : refuse('session-not-live');
    case 'session.configure': {
      const marksShown = command.settings?.marksShown;
      if (marksShown && marksShown !== info.settings.marksShown && state.judging.sent > 0)
        return refuse('marks-shown-frozen');
      return decided([{ ...command, type: 'session.configured' }]);
    }
  }
};

export const applyInfo = (state: SessionState, event: InfoEvent, at: number): void => {
  const { info } = state;
  switch (event.type) {
    case 'session.opened': {
      const { type: _type, ...given } = event;
      Object.assign(info, given, { status: 'prepared' });
      return;
    }
    case 'session.started':
      info.status = 'live';
      info.startedAt ??= at;
      delete info.endedAt;
      return;
    case 'session.ended':
      info.status = 'ended';
      info.endedAt = at;
      return;
    case 'run.closed':
      info.status = 'closed';
      return;
    case 'session.configured': {
      const { type: _type, settings: changed, ...given } = event;
      Object.assign(info, given);
      if (changed) info.settings = { ...info.settings, ...(changed as Partial<Settings>) };
      return;
    }
  }
};
