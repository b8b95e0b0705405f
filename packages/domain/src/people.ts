import * as v from 'valibot';
import { decideJoin } from './joining.ts';
import {
  decided,
  entry,
  ERASED,
  id,
  optionalText,
  personal,
  refuse,
  role,
  text,
  type Context,
  type Decision,
  type Instant,
  type Role,
  type Tagged,
} from './kernel.ts';
import type { SessionState } from './session.ts';

const place = v.picklist(['hall', 'afar']);
const facts = {
  participant: id,
  name: v.exactOptional(personal(text(60), 'participant')),
  unit: v.exactOptional(personal(optionalText(80), 'participant')),
  /** The member of the workspace who takes part. */
  member: v.exactOptional(id),
  roles: v.array(role),
};

export const peopleCommands = {
  /** Puts somebody on the list, before they come; by the host. */
  'participant.add': v.object({
    name: text(60),
    unit: v.exactOptional(optionalText(80)),
    member: v.exactOptional(id),
    roles: v.pipe(v.array(role), v.minLength(1)),
  }),
  'participant.change': v.object({
    participant: id,
    name: v.exactOptional(text(60)),
    unit: v.exactOptional(optionalText(80)),
    place: v.exactOptional(place),
    roles: v.exactOptional(v.pipe(v.array(role), v.minLength(1))),
  }),
  /** A guest who came by code or QR, or somebody on the list who opened their link: present from now on. */
  'participant.join': v.object({
    participant: id,
    name: v.exactOptional(text(60)),
    role,
    place: v.exactOptional(place),
  }),
  /** How a participant calls themself and where they are. */
  'self.describe': v.object({ name: v.exactOptional(text(60)), place: v.exactOptional(place) }),
  /** By the server after five minutes without a connection. */
  'participant.leave': v.object({ participant: id }),
  /** By the server once their key is about to be destroyed: name and unit go, and every link of theirs. */
  'participant.erase': v.object({ participant: id }),
  'link.issue': v.object({ participant: id, role }),
  'link.revoke': v.object({ link: id }),
} as const;

export const peopleEvents = {
  'participant.added': v.object(facts),
  'participant.changed': v.object({ ...facts, roles: v.exactOptional(facts.roles), place: v.exactOptional(place) }),
  'participant.joined': v.object({ participant: id, name: facts.name, role, place: v.exactOptional(place) }),
  'participant.left': v.object({ participant: id }),
  'participant.erased': v.object({ participant: id }),
  'link.issued': v.object({ link: id, participant: id, role }),
  'link.revoked': v.object({ link: id }),
} as const;
export type PeopleCommand = Tagged<typeof peopleCommands>;
export type PeopleEvent = Tagged<typeof peopleEvents>;

export interface Participant {
  readonly participant: string;
  name?: string;
  unit?: string;
  member?: string;
  roles: Role[];
  /** Came without a personal link. */
  guest?: true;
  place?: 'hall' | 'afar';
  joinedAt?: Instant;
  leftAt?: Instant;
  /** The roles in which they were present, for the record. */
  present?: Role[];
}
export interface Link {
  readonly link: string;
  readonly participant: string;
  readonly role: Role;
  revokedAt?: Instant;
  openedAt?: Instant;
}
export interface PeopleState {
  participants: Record<string, Participant>;
  links: Record<string, Link>;
  /** Guests who ever joined, and those marked present now; counted as events pass, so that nobody walks the crowd. */
  joined: number;
  here: { hall: number; afar: number; unsaid: number };
}
export const initialPeople: PeopleState = {
  participants: {},
  links: {},
  joined: 0,
  here: { hall: 0, afar: 0, unsaid: 0 },
};

/** Those who are on the list, guests left out: few. */
export const LISTED_ROLES: readonly Role[] = [
  'host',
  'head-judge',
  'clerk',
  'timekeeper',
  'speaker',
  'judge',
  'remote',
  'projector',
];

const openLinksOf = ({ links }: PeopleState, participant: string): Link[] =>
  Object.values(links).filter((link) => link.participant === participant && link.revokedAt === undefined);

export const decidePeople = (state: SessionState, command: PeopleCommand, context: Context): Decision<PeopleEvent> => {
  const { participants, links } = state.people;
  switch (command.type) {
    case 'participant.add': {
      const participant = context.newId();
      const { type: _type, ...given } = command;
      return decided(
        [
          { ...given, type: 'participant.added', participant },
          ...command.roles.map((one) => ({
            type: 'link.issued' as const,
            link: context.newId(),
            participant,
            role: one,
          })),
        ],
        { participant },
      );
    }
    case 'participant.change': {
      const found = entry(participants, command.participant);
      if (!found) return refuse('unknown-participant');
      if (found.name === ERASED) return refuse('person-erased');
      const { roles } = command;
      const open = openLinksOf(state.people, command.participant);
      const fresh = (roles ?? []).filter((one) => !open.some((link) => link.role === one));
      const lost = open.filter((link) => roles?.includes(link.role) === false);
      return decided([
        { ...command, type: 'participant.changed' },
        ...lost.map(({ link }) => ({ type: 'link.revoked' as const, link })),
        ...fresh.map((one) => ({
          type: 'link.issued' as const,
          link: context.newId(),
          participant: command.participant,
          role: one,
        })),
      ]);
    }
    case 'participant.join':
      return decideJoin(state, command);
    case 'self.describe': {
      const self = context.author.participant;
      const found = self === undefined ? undefined : entry(participants, self);
      if (self === undefined || !found) return refuse('unknown-participant');
      if (found.name === ERASED) return refuse('person-erased');
      const { type: _type, ...given } = command;
      if ((given.name ?? found.name) === found.name && (given.place ?? found.place) === found.place) return decided([]);
      return decided([{ type: 'participant.changed', participant: self, ...given }]);
    }
    case 'participant.leave': {
      const found = entry(participants, command.participant);
      return found?.joinedAt !== undefined && found.leftAt === undefined
        ? decided([{ type: 'participant.left', participant: command.participant }])
        : decided([]);
    }
    case 'participant.erase': {
      const found = entry(participants, command.participant);
      if (!found || found.name === ERASED) return decided([]);
      const open = openLinksOf(state.people, command.participant);
      return decided([
        { type: 'participant.erased', participant: command.participant },
        ...open.map(({ link }) => ({ type: 'link.revoked' as const, link })),
      ]);
    }
    case 'link.issue': {
      const found = entry(participants, command.participant);
      if (!found) return refuse('unknown-participant');
      if (found.name === ERASED) return refuse('person-erased');
      const link = context.newId();
      return decided([{ type: 'link.issued', link, participant: command.participant, role: command.role }], { link });
    }
    case 'link.revoke': {
      const found = entry(links, command.link);
      if (!found) return refuse('unknown-link');
      return found.revokedAt === undefined ? decided([{ type: 'link.revoked', link: command.link }]) : decided([]);
    }
  }
};

/** A projector has a link as people have, and is nobody. */
export const isPerson = ({ present = [] }: Participant): boolean => present.some((role) => role !== 'projector');
/** Counts a person in or out, at the place where they are. */
const tally = (here: PeopleState['here'], participant: Participant, by: 1 | -1): void => {
  if (isPerson(participant)) here[participant.place ?? 'unsaid'] += by;
};

export const applyPeople = (state: SessionState, event: PeopleEvent, at: Instant): void => {
  const { people } = state;
  const { participants, links, here } = people;
  switch (event.type) {
    case 'participant.added': {
      const { type: _type, ...facts } = event;
      participants[event.participant] = { ...facts, roles: [...facts.roles] };
      return;
    }
    case 'participant.changed': {
      const found = participants[event.participant];
      if (!found) return;
      const present = found.joinedAt !== undefined && found.leftAt === undefined;
      if (present) tally(here, found, -1);
      const { type: _type, roles, ...facts } = event;
      Object.assign(found, facts);
      if (roles) found.roles = [...roles];
      if (present) tally(here, found, 1);
      return;
    }
    case 'participant.joined': {
      let found = participants[event.participant];
      if (!found) {
        found = { participant: event.participant, roles: [event.role], guest: true };
        participants[event.participant] = found;
        people.joined += 1;
      }
      const present = found.joinedAt !== undefined && found.leftAt === undefined;
      if (present) tally(here, found, -1);
      if (event.name !== undefined) found.name = event.name;
      if (event.place !== undefined) found.place = event.place;
      if (!found.roles.includes(event.role)) found.roles.push(event.role);
      if (!(found.present ?? []).includes(event.role)) found.present = [...(found.present ?? []), event.role];
      found.joinedAt ??= at;
      delete found.leftAt;
      tally(here, found, 1);
      // Only the links of the listed are few enough to look through.
      if (!found.guest)
        for (const link of Object.values(links))
          if (link.participant === event.participant && link.role === event.role) link.openedAt ??= at;
      return;
    }
    case 'participant.left': {
      const found = participants[event.participant];
      if (!found || found.leftAt !== undefined) return;
      tally(here, found, -1);
      found.leftAt = at;
      return;
    }
    case 'participant.erased': {
      const found = participants[event.participant];
      if (!found) return;
      found.name = ERASED;
      delete found.unit;
      return;
    }
    case 'link.issued': {
      const { type: _type, ...facts } = event;
      links[event.link] = facts;
      return;
    }
    case 'link.revoked': {
      const link = links[event.link];
      if (link) link.revokedAt = at;
      return;
    }
  }
};
