import type { SessionSummary } from '@rostrum/protocol';
import type { ServerClock } from '../clock/server-clock.ts';

export interface SettlingTools {
  readonly clock: Pick<ServerClock, 'settle'>;
  /** Every session, those included that nobody has asked for since the start: one of them may be live. */
  readonly catalogue: { summaries(): Promise<readonly Pick<SessionSummary, 'status'>[]> };
}

/** CL1: while no session is live the clock goes back to the wall. To be run every half minute; rejects when the log is unavailable. */
export const settleWhileIdle = async ({ clock, catalogue }: SettlingTools): Promise<void> => {
  const all = await catalogue.summaries();
  if (!all.some(({ status }) => status === 'live')) clock.settle();
};
