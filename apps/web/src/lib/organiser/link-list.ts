import { judgesInOrder, type HostView, type Role } from '@rostrum/domain';

/** One row of the links page: a person in one role, with the link that is good now. */
export interface LinkRow {
  readonly participant: string;
  readonly name?: string;
  readonly unit?: string;
  readonly role: Role;
  /** The link's id; absent when every link of the role has been revoked. */
  readonly link?: string;
  readonly openedAt?: number;
  /** When the last one was revoked, where none is left. */
  readonly revokedAt?: number;
  /** Speakers: the number and title of their first talk. Judges: their place on the panel. */
  readonly number?: number;
  readonly talk?: string;
}
export interface LinkGroup {
  readonly kind: 'hall' | 'jury' | 'speaker' | 'judge' | 'remote';
  readonly rows: readonly LinkRow[];
}
const KINDS: Readonly<Partial<Record<Role, LinkGroup['kind']>>> = {
  projector: 'hall',
  timekeeper: 'hall',
  host: 'hall',
  'head-judge': 'jury',
  clerk: 'jury',
  speaker: 'speaker',
  judge: 'judge',
  remote: 'remote',
};
const ORDER: readonly Role[] = ['projector', 'timekeeper', 'host', 'speaker', 'head-judge', 'clerk', 'judge', 'remote'];

/** Everybody on the list, role by role: speakers in running order, judges in panel order. */
export const linkGroups = (view: HostView): LinkGroup[] => {
  const talks = Object.values(view.projector.order)
    .filter((one) => one.kind === 'talk')
    .sort((a, b) => a.key - b.key);
  const rows = Object.values(view.people).flatMap((person): LinkRow[] => {
    // Nobody can be given a link in the stead of somebody who was erased.
    const links = person.erased ? [] : Object.values(person.links);
    return ORDER.filter((role) => links.some((one) => one.role === role)).map((role) => {
      const own = links.filter((one) => one.role === role);
      const good = own.filter((one) => one.revoked === undefined).pop();
      const opened = good?.opened;
      const revoked = Math.max(...own.map((one) => one.revoked ?? 0));
      const at = talks.findIndex((one) => one.speaker?.participant === person.participant);
      const place = judgesInOrder(view).indexOf(person.participant);
      const number = role === 'judge' ? place + 1 : at + 1;
      const talk = talks[at]?.title;
      return {
        participant: person.participant,
        role,
        ...(person.name === undefined ? {} : { name: person.name }),
        ...(person.unit === undefined ? {} : { unit: person.unit }),
        ...(good ? { link: good.link } : { revokedAt: revoked }),
        ...(opened === undefined ? {} : { openedAt: opened }),
        ...(number > 0 && (role === 'speaker' || role === 'judge') ? { number } : {}),
        ...(role === 'speaker' && talk !== undefined ? { talk } : {}),
      };
    });
  });
  const kinds: readonly LinkGroup['kind'][] = ['hall', 'speaker', 'jury', 'judge', 'remote'];
  return kinds
    .map((kind) => ({
      kind,
      rows: rows
        .filter((one) => KINDS[one.role] === kind)
        .sort(
          (a, b) =>
            ORDER.indexOf(a.role) - ORDER.indexOf(b.role) ||
            (a.number ?? 999) - (b.number ?? 999) ||
            (a.participant < b.participant ? -1 : 1),
        ),
    }))
    .filter((one) => one.rows.length > 0);
};

/** Waiting to be opened for the first time. */
export const unopened = (groups: readonly LinkGroup[]): LinkRow[] =>
  groups.flatMap((group) => group.rows).filter((one) => one.link !== undefined && one.openedAt === undefined);
