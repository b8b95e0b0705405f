import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

/** The connection of somebody who attends: in the hall, or from afar. Both see the audience's view. */
export type Attending = ScreenConnection<'audience'> | ScreenConnection<'remote'>;
export type Tab = 'page' | 'questions' | 'ask';
