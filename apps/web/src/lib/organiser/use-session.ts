import type { SessionCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { useToasts } from '#lib/design/toasts.svelte.ts';
import { refusalText } from '#lib/i18n/refusals.ts';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

export type Send = (command: SessionCommand, done?: string) => Promise<Answer>;

/** Sends for the host and says why when refused: call it while the component is made. */
export const useSession = (connection: () => ScreenConnection<'host'>): Send => {
  const toasts = useToasts();
  return async (command, done) => {
    const answer = await connection().send(command);
    if (answer.ok) {
      if (done !== undefined) toasts.say({ kind: 'ok', text: done });
    } else if (answer.code !== 'withdrawn')
      toasts.say({ kind: 'trouble', text: refusalText(answer.code, answer.detail) });
    return answer;
  };
};
