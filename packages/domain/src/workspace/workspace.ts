import { create } from 'mutative';
import * as v from 'valibot';
import {
  decided,
  entry,
  id,
  instant,
  language,
  personal,
  refuse,
  text,
  type Context,
  type Decision,
  type Instant,
  type Stamp,
  type Tagged,
} from '../kernel.ts';
import { applyMember, decideMember, memberCommands, memberEvents, type Member } from './members.ts';
import { applyProgramme, decideProgramme, programmeCommands, programmeEvents, type Programme } from './programmes.ts';
import {
  applySessionList,
  decideSessionList,
  sessionListCommands,
  sessionListEvents,
  type SessionEntry,
} from './sessions.ts';

const address = v.pipe(v.string(), v.regex(/^https?:\/\/[A-Za-z0-9.:[\]-]+$/), v.maxLength(200));
const own = {
  'workspace.create': v.object({ name: text(120), language, owner: text(60) }),
  'workspace.change': v.object({ name: v.exactOptional(text(120)), language: v.exactOptional(language) }),
  /** The address that links and QR codes carry. */
  'address.choose': v.object({ address }),
  /** By the server: a one-time link for the owner, by the hash of its secret. */
  'owner.invite': v.object({ invitation: id, expiresAt: instant }),
  /** Trades the invitation for a cookie, by the hash of its secret. */
  'owner.admit': v.object({ invitation: id, cookie: id }),
  'owner.sign-out': v.object({ cookie: id }),
  /** What the demo brought, so that it goes with one click. */
  'demo.mark': v.object({ programme: id, session: id, members: v.array(id) }),
  'demo.remove': v.object({}),
} as const;
const ownEvents = {
  'workspace.created': v.object({ name: text(120), language, owner: personal(text(60), 'ownerId'), ownerId: id }),
  'workspace.changed': own['workspace.change'],
  'address.chosen': own['address.choose'],
  'owner.invited': own['owner.invite'],
  'owner.admitted': own['owner.admit'],
  'owner.signed-out': own['owner.sign-out'],
  'demo.marked': own['demo.mark'],
  'demo.removed': v.object({}),
} as const;

export const workspaceCommands = { ...own, ...memberCommands, ...programmeCommands, ...sessionListCommands } as const;
export const workspaceEvents = { ...ownEvents, ...memberEvents, ...programmeEvents, ...sessionListEvents } as const;
export type WorkspaceCommand = Tagged<typeof workspaceCommands>;
export type WorkspaceEvent = Tagged<typeof workspaceEvents>;
export type StampedWorkspaceEvent = WorkspaceEvent & Stamp;
type OwnCommand = Tagged<typeof own>;
type OwnEvent = Tagged<typeof ownEvents>;

/** The commands that only the server itself gives. */
export const SYSTEM_COMMANDS: readonly WorkspaceCommand['type'][] = [
  'owner.invite',
  'owner.admit',
  'owner.sign-out',
  'session.reset',
  'session.list',
  'demo.mark',
];

export interface WorkspaceState {
  name?: string;
  language: 'zh' | 'en';
  ownerName?: string;
  address?: string;
  /** By the hash of the secret: one-time owner links that have not been used, and when they expire. */
  invitations: Record<string, Instant>;
  /** Hashes of the cookies of signed-in owners. */
  owners: Record<string, Instant>;
  members: Record<string, Member>;
  programmes: Record<string, Programme>;
  sessions: Record<string, SessionEntry>;
  demo?: { programme: string; session: string; members: string[] };
}
export const initialWorkspace: WorkspaceState = {
  language: 'zh',
  invitations: {},
  owners: {},
  members: {},
  programmes: {},
  sessions: {},
};

const isOf = <T extends object>(table: T, type: string): boolean => Object.prototype.hasOwnProperty.call(table, type);

export const decideWorkspace = (
  state: WorkspaceState,
  command: WorkspaceCommand,
  context: Context,
): Decision<WorkspaceEvent> => {
  if (isOf(own, command.type)) return decideOwn(state, command as OwnCommand, context);
  if (state.name === undefined) return refuse('no-workspace');
  if (isOf(memberCommands, command.type)) return decideMember(state, command as never, context);
  if (isOf(programmeCommands, command.type)) return decideProgramme(state, command as never, context);
  return decideSessionList(state, command as never, context);
};

const decideOwn = (state: WorkspaceState, command: OwnCommand, context: Context): Decision<WorkspaceEvent> => {
  switch (command.type) {
    case 'workspace.create':
      if (state.name !== undefined) return refuse('workspace-exists');
      return decided([{ ...command, type: 'workspace.created', ownerId: context.newId() }]);
    case 'workspace.change':
      return decided([{ ...command, type: 'workspace.changed' }]);
    case 'address.choose':
      return state.address === command.address ? decided([]) : decided([{ ...command, type: 'address.chosen' }]);
    case 'owner.invite':
      return decided([{ ...command, type: 'owner.invited' }]);
    case 'owner.admit': {
      const expiresAt = entry(state.invitations, command.invitation);
      if (expiresAt === undefined) return refuse('owner-link-used');
      return context.now > expiresAt ? refuse('owner-link-expired') : decided([{ ...command, type: 'owner.admitted' }]);
    }
    case 'owner.sign-out':
      return decided([{ ...command, type: 'owner.signed-out' }]);
    case 'demo.mark':
      return decided([{ ...command, type: 'demo.marked' }]);
    case 'demo.remove': {
      const { demo } = state;
      if (!demo) return decided([]);
      const used = Object.values(state.sessions).some(
        (one) => one.programme === demo.programme && one.session !== demo.session,
      );
      return decided([
        ...(entry(state.sessions, demo.session) ? [{ type: 'session.removed' as const, session: demo.session }] : []),
        ...(used ? [] : [{ type: 'programme.removed' as const, programme: demo.programme }]),
        ...demo.members
          .filter((member) => entry(state.members, member))
          .map((member) => ({ type: 'member.removed' as const, member })),
        { type: 'demo.removed' },
      ]);
    }
  }
};

const apply = (state: WorkspaceState, event: WorkspaceEvent, at: Instant): void => {
  if (isOf(ownEvents, event.type)) applyOwn(state, event as OwnEvent, at);
  else if (isOf(memberEvents, event.type)) applyMember(state, event as never);
  else if (isOf(programmeEvents, event.type)) applyProgramme(state, event as never);
  else applySessionList(state, event as never, at);
};

const applyOwn = (state: WorkspaceState, event: OwnEvent, at: Instant): void => {
  switch (event.type) {
    case 'workspace.created':
      state.name = event.name;
      state.language = event.language;
      state.ownerName = event.owner;
      return;
    case 'workspace.changed':
      if (event.name !== undefined) state.name = event.name;
      state.language = event.language ?? state.language;
      return;
    case 'address.chosen':
      state.address = event.address;
      return;
    case 'owner.invited':
      state.invitations[event.invitation] = event.expiresAt;
      return;
    case 'owner.admitted':
      delete state.invitations[event.invitation];
      state.owners[event.cookie] = at;
      return;
    case 'owner.signed-out':
      delete state.owners[event.cookie];
      return;
    case 'demo.marked': {
      const { type: _type, ...demo } = event;
      state.demo = { ...demo, members: [...demo.members] };
      return;
    }
    case 'demo.removed':
      delete state.demo;
      return;
  }
};

export const evolveWorkspace = (state: WorkspaceState, events: readonly StampedWorkspaceEvent[]): WorkspaceState =>
  create(state, (draft) => {
    for (const { at, by: _by, ...event } of events) apply(draft, event, at);
  });
