import * as v from 'valibot';
import {
  decided,
  entry,
  id,
  optionalText,
  personal,
  refuse,
  text,
  type Context,
  type Decision,
  type Tagged,
} from '../kernel.ts';
import type { WorkspaceState } from './workspace.ts';

const facts = { name: personal(text(60), 'member'), unit: v.exactOptional(personal(optionalText(80), 'member')) };
export const memberCommands = {
  'member.add': v.object({
    members: v.pipe(
      v.array(v.object({ name: text(60), unit: v.exactOptional(optionalText(80)) })),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  'member.change': v.object({ member: id, name: v.exactOptional(text(60)), unit: v.exactOptional(optionalText(80)) }),
  /** Takes somebody off the list; what they did stays under their name, their links open nothing any more. */
  'member.remove': v.object({ member: id }),
  /** Forgets somebody for good: their key is destroyed, and with it every name and unit of theirs. */
  'member.erase': v.object({ member: id }),
} as const;
export const memberEvents = {
  'member.added': v.object({ member: id, ...facts }),
  'member.changed': v.object({ member: id, name: v.exactOptional(facts.name), unit: facts.unit }),
  'member.removed': v.object({ member: id }),
  'member.erased': v.object({ member: id }),
} as const;
export type MemberCommand = Tagged<typeof memberCommands>;
export type MemberEvent = Tagged<typeof memberEvents>;

export interface Member {
  readonly member: string;
  name: string;
  unit?: string;
}

export const decideMember = (
  state: WorkspaceState,
  command: MemberCommand,
  context: Context,
): Decision<MemberEvent> => {
  if (command.type === 'member.add')
    return decided(command.members.map((one) => ({ type: 'member.added', member: context.newId(), ...one })));
  if (!entry(state.members, command.member)) return refuse('unknown-member');
  switch (command.type) {
    case 'member.change':
      return decided([{ ...command, type: 'member.changed' }]);
    case 'member.remove':
      return decided([{ ...command, type: 'member.removed' }]);
    case 'member.erase':
      return decided([{ ...command, type: 'member.erased' }]);
  }
};

export const applyMember = (state: WorkspaceState, event: MemberEvent): void => {
  const { type: _type, ...given } = event;
  switch (event.type) {
    case 'member.added':
      state.members[event.member] = given as Member;
      return;
    case 'member.changed': {
      const found = state.members[event.member];
      if (found) Object.assign(found, given);
      return;
    }
    case 'member.removed':
    case 'member.erased':
      delete state.members[event.member];
      return;
  }
};
