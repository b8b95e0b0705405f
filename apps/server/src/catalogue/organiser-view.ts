import type { Member, WorkspaceState } from '@rostrum/domain';
import type { AddressChoice, MemberSummary, OrganiserView, ProgrammeSummary, SessionSummary } from '@rostrum/protocol';
import { shown } from './summary.ts';

export interface OrganiserFacts {
  readonly workspace: WorkspaceState;
  /** In any order. */
  readonly sessions: readonly SessionSummary[];
  readonly addresses: readonly AddressChoice[];
  readonly version: string;
}

/** Everything that the owner's pages show. Programmes and members as the workspace has them, sessions by their time. */
export const organiserView = ({ workspace, sessions, addresses, version }: OrganiserFacts): OrganiserView => {
  const sorted = [...sessions].sort((a, b) => a.startsAt - b.startsAt || (a.session < b.session ? -1 : 1));
  return {
    ...(workspace.name === undefined
      ? {}
      : {
          workspace: {
            name: workspace.name,
            language: workspace.language,
            owner: shown(workspace.ownerName) ?? '',
          },
        }),
    addresses,
    programmes: Object.values(workspace.programmes).map((one) => ({
      programme: one.programme,
      title: one.title,
      ...(one.purpose ? { purpose: one.purpose } : {}),
      language: one.language,
      minutes: one.minutes,
      rules: one.rules,
      ...coverageOf(
        workspace.members,
        sorted.filter((session) => session.programme === one.programme),
      ),
    })),
    members: membersOf(workspace.members, sorted),
    sessions: sorted,
    ...(workspace.demo === undefined
      ? {}
      : { demo: { programme: workspace.demo.programme, session: workspace.demo.session } }),
    version,
  };
};

/**
 * OR2: of all members of the workspace, those who have spoken in these sessions, those who have not but are to speak,
 * and those who have yet to; the three add up to all. Speakers who are no members do not count.
 */
const coverageOf = (
  members: Readonly<Record<string, Member>>,
  sessions: readonly SessionSummary[],
): Pick<ProgrammeSummary, 'coverage' | 'members'> => {
  const all = membersOf(members, sessions);
  const spoke = all.filter((one) => one.spoke.length > 0).length;
  const scheduled = all.filter((one) => one.spoke.length === 0 && one.scheduled.length > 0).length;
  return { coverage: { spoke, scheduled, yetTo: all.length - spoke - scheduled, of: all.length }, members: all };
};

const membersOf = (members: Readonly<Record<string, Member>>, sessions: readonly SessionSummary[]): MemberSummary[] => {
  const spoke = new Map<string, Set<string>>();
  const scheduled = new Map<string, Set<string>>();
  for (const session of sessions) {
    for (const { member, done } of session.talks) {
      if (member === undefined || (!done && session.status === 'ended')) continue;
      const into = done ? spoke : scheduled;
      into.set(member, (into.get(member) ?? new Set()).add(session.session));
    }
  }
  return Object.values(members).map((one) => {
    const unit = shown(one.unit);
    return {
      member: one.member,
      name: shown(one.name) ?? '',
      ...(unit ? { unit } : {}),
      spoke: [...(spoke.get(one.member) ?? [])],
      scheduled: [...(scheduled.get(one.member) ?? [])],
    };
  });
};
