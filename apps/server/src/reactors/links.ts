import type { Gateway } from '../gateway/gateway.ts';
import type { Sessions } from '../runtime/sessions.ts';

/** Revocation is an event: whoever came by the link is gone within the second. */
export const watchLinks = (sessions: Sessions, gateway: Gateway): void => {
  sessions.onCommit((room, events) => {
    for (const event of events)
      if (event.type === 'link.revoked') gateway.end(`${room.session}/${room.run}/link/${event.link}`, 'revoked');
  });
};
