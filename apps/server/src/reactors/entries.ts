import type { Room, Sessions } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import type { WorkspaceRuntime } from '../runtime/workspace.ts';

export interface EntriesTools {
  readonly sessions: Pick<Sessions, 'onCommit'>;
  readonly workspace: Pick<WorkspaceRuntime, 'state' | 'submit'>;
  report(error: unknown, what: string): void;
}

/**
 * The workspace's list follows what a session is called and when it begins. Compared after every batch, so that what a
 * crash or a full disk cut off is made up for by whatever happens in the session next.
 */
export const followEntries = ({ sessions, workspace, report }: EntriesTools): void => {
  const follow = async ({ session, run, runtime }: Room): Promise<void> => {
    const { title, startsAt, status } = runtime.state.info;
    const entry = workspace.state.sessions[session];
    if (status === 'unopened' || status === 'closed' || entry?.run !== run) return;
    if (entry.title === title && entry.startsAt === startsAt) return;
    const id = `entry-${session}-${run}-${runtime.revision}`;
    await workspace.submit(systemJob({ type: 'session.list' as const, session, run, title, startsAt }, id));
  };
  sessions.onCommit((room) => void follow(room).catch((error: unknown) => report(error, 'entries')));
};
