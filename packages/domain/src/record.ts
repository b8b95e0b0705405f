import * as v from 'valibot';
import {
  decided,
  id,
  optionalText,
  personal,
  refuse,
  type Context,
  type Decision,
  type Instant,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

/** The organiser's words in the record, by the heading they stand under. */
const section = v.picklist(['chair', 'secretary', 'summary', 'decisions', 'remarks']);
export const recordCommands = {
  'record.write': v.object({ section, text: optionalText(4000) }),
  'record.confirm': v.object({}),
  'record.reopen': v.object({}),
} as const;
export const recordEvents = {
  /** Words name people, though nobody can say whom: they are encrypted with a key of the session's own. */
  'record.written': v.object({ section, text: personal(optionalText(4000), 'session'), session: id }),
  'record.confirmed': v.object({ command: v.exactOptional(id) }),
  'record.reopened': v.object({}),
} as const;
export type RecordCommand = Tagged<typeof recordCommands>;
export type RecordEvent = Tagged<typeof recordEvents>;

export type RecordSection = 'chair' | 'secretary' | 'summary' | 'decisions' | 'remarks';
export interface RecordState {
  words: Partial<Record<RecordSection, string>>;
  confirmedAt?: Instant;
}
export const initialRecord: RecordState = { words: {} };

export const decideRecord = (state: SessionState, command: RecordCommand, _context: Context): Decision<RecordEvent> => {
  const confirmed = state.record.confirmedAt !== undefined;
  switch (command.type) {
    case 'record.write':
      return confirmed
        ? refuse('record-confirmed')
        : decided([{ ...command, type: 'record.written', session: state.info.session }]);
    case 'record.confirm':
      if (state.info.status !== 'ended') return refuse('session-not-ended');
      return confirmed ? decided([]) : decided([{ type: 'record.confirmed' }]);
    case 'record.reopen':
      return confirmed ? decided([{ type: 'record.reopened' }]) : decided([]);
  }
};

export const applyRecord = (state: SessionState, event: RecordEvent, at: Instant): void => {
  switch (event.type) {
    case 'record.written':
      state.record.words[event.section] = event.text;
      return;
    case 'record.confirmed':
      state.record.confirmedAt = at;
      return;
    case 'record.reopened':
      delete state.record.confirmedAt;
      return;
  }
};
