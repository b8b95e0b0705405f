import * as v from 'valibot';
import { decided, entry, id, refuse, text, type Context, type Decision, type Instant, type Tagged } from './kernel.ts';
import type { SessionState } from './session.ts';

/** Whom a message of the host reaches: everyone in a role, or one person. */
export const messageCommands = {
  'message.send': v.object({
    to: v.variant('kind', [
      v.object({
        kind: v.literal('role'),
        role: v.picklist(['speaker', 'judge', 'timekeeper', 'head-judge', 'clerk']),
      }),
      v.object({ kind: v.literal('person'), participant: id }),
    ]),
    text: text(120),
  }),
  'message.acknowledge': v.object({ message: id }),
  'message.withdraw': v.object({ message: id }),
} as const;
export const messageEvents = {
  /** `to`: the participants who were meant when it was sent. */
  'message.sent': v.object({ message: id, to: v.array(id), text: text(120) }),
  'message.acknowledged': v.object({ message: id, participant: id }),
  'message.withdrawn': v.object({ message: id }),
} as const;
export type MessageCommand = Tagged<typeof messageCommands>;
export type MessageEvent = Tagged<typeof messageEvents>;

interface Message {
  readonly message: string;
  readonly text: string;
  readonly sentAt: Instant;
  /** By participant: when they acknowledged it, or 0 while they have not. */
  to: Record<string, Instant>;
}
export interface MessageState {
  items: Record<string, Message>;
}
export const initialMessages: MessageState = { items: {} };
/** Older ones leave the state; the log keeps them. */
const KEPT = 50;

export const decideMessage = (
  state: SessionState,
  command: MessageCommand,
  context: Context,
): Decision<MessageEvent> => {
  if (command.type === 'message.send') {
    const { participants } = state.people;
    const { to } = command;
    const current = state.order.current === undefined ? undefined : state.order.items[state.order.current]?.speaker;
    // «The speaker» is whoever has the floor; before the first talk, all of them.
    const named =
      to.kind === 'person'
        ? [to.participant]
        : to.role === 'speaker' && current !== undefined
          ? [current]
          : Object.values(participants)
              .filter((one) => !one.guest && one.roles.includes(to.role))
              .map((one) => one.participant);
    const known = named.filter((one) => entry(participants, one));
    if (known.length === 0) return refuse('nobody-to-tell');
    const message = context.newId();
    return decided([{ type: 'message.sent', message, to: known, text: command.text }], { message });
  }
  const found = entry(state.messages.items, command.message);
  if (!found) return refuse('unknown-message');
  if (command.type === 'message.withdraw') return decided([{ type: 'message.withdrawn', message: command.message }]);
  const self = context.author.participant;
  if (self === undefined || entry(found.to, self) === undefined) return refuse('not-allowed');
  return found.to[self] === 0
    ? decided([{ type: 'message.acknowledged', message: command.message, participant: self }])
    : decided([]);
};

export const applyMessage = (state: SessionState, event: MessageEvent, at: Instant): void => {
  const { items } = state.messages;
  switch (event.type) {
    case 'message.sent': {
      const oldest = Object.keys(items);
      if (oldest[0] !== undefined && oldest.length >= KEPT) delete items[oldest[0]];
      items[event.message] = {
        message: event.message,
        text: event.text,
        sentAt: at,
        to: Object.fromEntries(event.to.map((one) => [one, 0])),
      };
      return;
    }
    case 'message.acknowledged': {
      const found = items[event.message];
      if (found) found.to[event.participant] = at;
      return;
    }
    case 'message.withdrawn':
      delete items[event.message];
      return;
  }
};
