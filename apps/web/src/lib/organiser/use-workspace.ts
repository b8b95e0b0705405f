import { nanoid } from 'nanoid';
import { refreshAll } from '$app/navigation';
import type { WorkspaceCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import { useToasts } from '#lib/design/toasts.svelte.ts';
import { refusalText } from '#lib/i18n/refusals.ts';
import { WorkspaceClient } from './workspace-client.ts';

export interface Workspace {
  /** Sends, shows why when refused, says `done` when not, and loads the page's data again. */
  send(command: WorkspaceCommand, done?: string): Promise<Answer>;
  loadDemo(): Promise<Answer>;
  reset(session: string, done: string): Promise<Answer>;
  ownerLink(): Promise<string | undefined>;
}

/** The workspace for a component: call it while the component is made. */
export const useWorkspace = (): Workspace => {
  const toasts = useToasts();
  const client = new WorkspaceClient({
    fetch: (path, init) => fetch(path, init),
    newId: () => nanoid(),
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  });
  const settle = async (answer: Answer, done?: string): Promise<Answer> => {
    if (!answer.ok) toasts.say({ kind: 'trouble', text: refusalText(answer.code, answer.detail) });
    else if (done !== undefined) toasts.say({ kind: 'ok', text: done });
    await refreshAll();
    return answer;
  };
  return {
    send: async (command, done) => settle(await client.send(command), done),
    loadDemo: async () => settle(await client.loadDemo()),
    reset: async (session, done) => settle(await client.reset(session), done),
    ownerLink: () => client.ownerLink(),
  };
};
