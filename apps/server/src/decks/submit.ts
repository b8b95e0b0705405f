import type { SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import type { Sessions } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';

/**
 * Gives a command to the present run of a session; when a reset opened another run meanwhile, to that one too. `undefined`
 * when there is no such session any more. Rejects when the log is unavailable or the server is stopping.
 */
export const submitToPresentRun = async (
  sessions: Sessions,
  session: string,
  command: SessionCommand,
  id: string,
): Promise<Answer | undefined> => {
  for (;;) {
    const room = await sessions.find(session);
    if (!room) return undefined;
    const answer = await room.runtime.submit(systemJob(command, id));
    if (!answer.ok && (answer.code === 'server-stopping' || answer.code === 'busy')) throw new Error(answer.code);
    const present = await sessions.find(session);
    if (present === undefined || present.run === room.run) return answer;
  }
};
