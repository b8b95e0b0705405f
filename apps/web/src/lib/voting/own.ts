import type { MeView, SessionCommand } from '@rostrum/domain';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';

type Cast = Extract<SessionCommand, { type: 'vote.cast' }>;
type Rate = Extract<SessionCommand, { type: 'vote.rate' }>;
const isOnItsWay = (one: PendingCommand): boolean => one.state !== 'refused';

/** The list that this phone has sent last and that has not arrived yet, after a reload without network too. */
export const listOnItsWay = (pending: readonly PendingCommand[], panel: string): readonly string[] | undefined =>
  pending
    .filter(isOnItsWay)
    .map((one) => one.command)
    .filter((one): one is Cast => one.type === 'vote.cast' && one.panel === panel)
    .pop()?.talks;

/** Ratings that are on their way, by talk. */
export const ratesOnTheirWay = (
  pending: readonly PendingCommand[],
  panel: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  Object.fromEntries(
    pending
      .filter(isOnItsWay)
      .map((one) => one.command)
      .filter((one): one is Rate => one.type === 'vote.rate' && one.panel === panel)
      .map((one) => [one.talk, one.marks]),
  );

/** The own ballot as it will stand: what has arrived, and over it what is on its way. */
export const ownList = (
  me: MeView | undefined,
  pending: readonly PendingCommand[],
  panel: string,
): readonly string[] | undefined => listOnItsWay(pending, panel) ?? me?.ballots[panel]?.talks;
