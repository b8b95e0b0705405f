import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

/** Whoever may be asked for a ballot beside the judges. */
export type Voting = ScreenConnection<'audience'> | ScreenConnection<'remote'> | ScreenConnection<'speaker'>;
