import type { Role } from '../kernel.ts';
import type { SessionState } from '../session.ts';
import { audienceView } from '../views/audience.ts';
import { hostView } from '../views/host.ts';
import { juryDeskView } from '../views/jury-desk.ts';
import { judgeView } from '../views/judge.ts';
import { meView } from '../views/me.ts';
import { projectorView } from '../views/projector.ts';
import { speakerView } from '../views/speaker.ts';
import { timekeeperView } from '../views/timekeeper.ts';

/** Whose screen it is: a role's view, or the personal one of a participant. */
export interface Viewer {
  readonly role: Role | 'me';
  readonly participant?: string;
}

export const viewFor = (state: SessionState, { role, participant = '' }: Viewer): unknown => {
  switch (role) {
    case 'host':
      return hostView(state);
    case 'head-judge':
    case 'clerk':
      return juryDeskView(state, role);
    case 'timekeeper':
      return timekeeperView(state);
    case 'projector':
      return projectorView(state);
    case 'audience':
    case 'remote':
      return audienceView(state);
    case 'speaker':
      return speakerView(state, participant);
    case 'judge':
      return judgeView(state, participant);
    case 'me':
      return meView(state, participant);
  }
};

/** Every view there is of a session: one a shared role, one each speaker and judge, and a personal one each. */
export const viewersOf = (state: SessionState): Viewer[] => {
  const people = Object.values(state.people.participants);
  const each = (role: 'speaker' | 'judge'): Viewer[] =>
    people.filter((one) => one.roles.includes(role)).map(({ participant }) => ({ role, participant }));
  return [
    { role: 'host' },
    { role: 'head-judge' },
    { role: 'clerk' },
    { role: 'timekeeper' },
    { role: 'projector' },
    { role: 'audience' },
    ...each('speaker'),
    ...each('judge'),
    ...people.map(({ participant }): Viewer => ({ role: 'me', participant })),
  ];
};
