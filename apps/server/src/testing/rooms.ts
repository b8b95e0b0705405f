import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createLocalCluster } from '@rostrum/cluster';
import type { WorkspaceCommand } from '@rostrum/domain';
import { openSqliteEventLog, type EventLog } from '@rostrum/event-log';
import type { Answer } from '@rostrum/protocol';
import { nanoid } from 'nanoid';
import { Openings } from '../reactors/openings.ts';
import { Sessions } from '../runtime/sessions.ts';
import type { RuntimeTools } from '../runtime/stream-runtime.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import { openWorkspace, type WorkspaceRuntime } from '../runtime/workspace.ts';
import { Tokens } from '../tokens.ts';

/** The server without its sockets and pages, on a clock that the test moves. */
export interface TestRooms {
  readonly log: EventLog;
  readonly workspace: WorkspaceRuntime;
  readonly sessions: Sessions;
  readonly openings: Openings;
  readonly counters: ReturnType<typeof createLocalCluster>['counters'];
  readonly tokens: Tokens;
  /** What went wrong, by where. */
  readonly reports: string[];
  now: number;
  readonly newId: () => string;
  /** A command by the server itself, carried out and seen to by the reactors. */
  give(command: WorkspaceCommand): Promise<Answer>;
  close(): Promise<void>;
}

export interface RoomsOptions {
  /** Milliseconds after which openings that failed are tried again. */
  readonly retries?: readonly number[];
  removed?(session: string): Promise<void>;
  ended?(session: string, run: number, why: string): void;
}

export const openRooms = async (dir: string, options: RoomsOptions = {}): Promise<TestRooms> => {
  const reports: string[] = [];
  const report = (_error: unknown, what: string): void => void reports.push(what);
  const log = await openSqliteEventLog({ file: join(dir, 'events.sqlite') });
  const newId = (): string => nanoid(14);
  const clock = { now: Date.now() };
  const tools: RuntimeTools = {
    log,
    now: () => clock.now,
    newId,
    random: (limit) => randomInt(limit),
    stateVersion: 'v',
    report,
  };
  const workspace = await openWorkspace(tools);
  const nowhere = {
    toView: () => undefined,
    toParticipant: () => undefined,
    toConnection: () => undefined,
    hold: () => undefined,
    whenSent: (run: () => void) => run(),
  };
  const sessions = new Sessions(workspace, {
    ...tools,
    monotonic: () => clock.now,
    after: (milliseconds, run) => void setTimeout(run, milliseconds),
    outlet: () => nowhere,
  });
  const { ended = () => undefined, ...rest } = options;
  const openings = new Openings({ log, sessions, report, ended, ...rest });
  await openings.start();
  const cluster = createLocalCluster();
  return {
    log,
    workspace,
    sessions,
    openings,
    counters: cluster.counters,
    tokens: new Tokens(new Uint8Array(32).fill(7)),
    reports,
    newId,
    get now() {
      return clock.now;
    },
    set now(value) {
      clock.now = value;
    },
    give: async (command) => {
      const answer = await workspace.submit(systemJob(command, newId()));
      if (answer.ok) await openings.reached(answer.revision);
      return answer;
    },
    close: async () => {
      await openings.close();
      await sessions.close();
      await workspace.close();
      await cluster.close();
      await log.close();
    },
  };
};

/** A workspace with one session of one talk; gives the session's id. */
export const seedRooms = async (
  rooms: TestRooms,
  settings: { guests?: 'open' | 'named' | 'closed' } = {},
): Promise<string> => {
  if (rooms.workspace.state.name === undefined)
    await rooms.give({ type: 'workspace.create', name: 'Harbour College', language: 'en', owner: 'Miriam' });
  const created = await rooms.give({
    type: 'session.create',
    title: 'Spring round',
    startsAt: rooms.now + 3_600_000,
    place: 'Hall',
    language: 'en',
    talks: [{ title: 'A talk', minutes: 8, speaker: { name: 'Priya Raman' } }],
    judges: [],
    settings,
  });
  if (!created.ok) throw new Error(created.code);
  return String(created.answer?.['session']);
};
