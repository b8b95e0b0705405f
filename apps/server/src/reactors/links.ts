import type { Gateway } from '../gateway/gateway.ts';
import type { Sessions } from '../runtime/sessions.ts';
import type { WorkspaceRuntime } from '../runtime/workspace.ts';

/** SE2: revocation is an event, and so is an owner's signing out: whoever came by it is gone within the second. */
export const watchLinks = (
  sessions: Pick<Sessions, 'onCommit'>,
  workspace: Pick<WorkspaceRuntime, 'onCommit'>,
  gateway: Pick<Gateway, 'end'>,
): void => {
  sessions.onCommit((room, events) => {
    for (const event of events)
      if (event.type === 'link.revoked') gateway.end(`${room.session}/${room.run}/link/${event.link}`, 'revoked');
  });
  workspace.onCommit((events) => {
    for (const event of events)
      if (event.type === 'owner.signed-out') gateway.end(`owner/${event.cookie}`, 'signed-out');
  });
};
