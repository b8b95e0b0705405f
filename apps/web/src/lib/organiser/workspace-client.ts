import type { WorkspaceCommand } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';

export interface WorkspaceParts {
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** A fresh id; the same at each retry of one command, so that it has one effect. */
  newId(): string;
  wait(milliseconds: number): Promise<void>;
}

/** Before the second try, the third, and so on. */
const PAUSES = [300, 900, 2_000, 4_000];
const AWAY: Answer = { ok: false, code: 'server-away' };

/** How the owner's pages reach the workspace. Never rejects: a server that stays silent is a refusal, `server-away`. */
export class WorkspaceClient {
  readonly #parts: WorkspaceParts;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
  }

  send(command: WorkspaceCommand): Promise<Answer> {
    return this.#post('/workspace/commands', { id: this.#parts.newId(), command });
  }
  loadDemo(): Promise<Answer> {
    return this.#post('/workspace/demo', {});
  }
  /** Ends the present run of a session and opens the next; links, codes and decks stay. */
  reset(session: string): Promise<Answer> {
    return this.#post(`/workspace/sessions/${session}/reset`, {});
  }
  /** A one-time link for one more owner. Not repeated: each call makes a new one. */
  async ownerLink(): Promise<string | undefined> {
    const answer = await this.#once('/workspace/owner-link', {});
    return answer?.ok === true ? (answer as { url?: string }).url : undefined;
  }

  async #post(path: string, body: object): Promise<Answer> {
    for (const pause of [0, ...PAUSES]) {
      if (pause > 0) await this.#parts.wait(pause);
      const answer = await this.#once(path, body);
      if (answer) return answer;
    }
    return AWAY;
  }

  /** An answer, or undefined when the server gave none that can be relied on. */
  async #once(path: string, body: object): Promise<Answer | undefined> {
    const headers = { 'content-type': 'application/json' };
    try {
      const response = await this.#parts.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return response.status >= 500 ? undefined : ((await response.json()) as Answer);
    } catch {
      return undefined;
    }
  }
}
