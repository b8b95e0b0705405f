import { BRIDGE, type ServerBridge } from '@rostrum/protocol';

/**
 * How the web app's server side reaches Rostrum's server, in the same process: the server sets the bridge on
 * `globalThis` before it imports Kit's handler; `hooks.server.ts` hands it to every request as `event.locals.bridge`.
 * Nothing else crosses: pages import no server code, and the server imports none of the pages.
 */
export const serverBridge = (): ServerBridge | undefined => (globalThis as { [BRIDGE]?: ServerBridge })[BRIDGE];
