import { join } from 'node:path';
import {
  ERASED,
  evolveSession,
  initialSession,
  personalMarks,
  sessionEvents,
  workspaceEvents,
  type SessionState,
  type StampedSessionEvent,
} from '@rostrum/domain';
import { canonical, viewFor, type Viewer } from '@rostrum/domain/testing';
import {
  createPersonalCodec,
  openRedisEventLog,
  openSqliteEventLog,
  type CommandRecord,
  type EventLog,
} from '@rostrum/event-log';
import { openRedis } from '@rostrum/redis';
import { openRedisVault, openSqliteVault, type Vault } from '@rostrum/vault';
import { fromStored } from '../../runtime/stored.ts';
import { streamOf } from '../../runtime/sessions.ts';
import type { Screen } from './screen.ts';

/** What the log on the disk says of one run, read through a door of its own: the measure of all screens. */
export interface Truth {
  readonly events: readonly StampedSessionEvent[];
  readonly state: SessionState;
  readonly revision: number;
  /** The accepted commands among these keys. */
  readonly accepted: readonly CommandRecord[];
}

/** Reads the log in the data folder, beside a server that may be running on it. */
export class TruthReader {
  readonly #vault: Vault;
  readonly #log: EventLog;
  readonly #stream: string;
  readonly #letGo: () => void;
  #events: readonly StampedSessionEvent[] = [];
  #state: SessionState = initialSession;

  private constructor(vault: Vault, log: EventLog, stream: string, letGo: () => void) {
    this.#vault = vault;
    this.#log = log;
    this.#stream = stream;
    this.#letGo = letGo;
  }

  static async open(dir: string, session: string, run = 1): Promise<TruthReader> {
    const vault = await openSqliteVault({ file: join(dir, 'vault.sqlite') });
    const codec = await codecOf(vault);
    const log = await openSqliteEventLog({ file: join(dir, 'events.sqlite'), codec });
    return new TruthReader(vault, log, streamOf(session, run), () => undefined);
  }
  /** The log in Redis, beside the nodes that run on it. */
  static async onRedis(url: string, session: string, run = 1): Promise<TruthReader> {
    const redis = await openRedis({ url, name: 'truth' });
    const vault = await openRedisVault({ redis });
    const log = await openRedisEventLog({ redis, codec: await codecOf(vault) });
    return new TruthReader(vault, log, streamOf(session, run), () => redis.close());
  }

  /** As the log stands now. */
  async read(keys: readonly { author: string; id: string }[] = []): Promise<Truth> {
    const stored = await this.#log.read(this.#stream, this.#events.length);
    const events = stored.map((one) => fromStored<StampedSessionEvent>(one));
    this.#events = [...this.#events, ...events];
    this.#state = evolveSession(this.#state, events);
    const accepted: CommandRecord[] = [];
    for (let at = 0; at < keys.length; at += 200)
      accepted.push(...(await this.#log.commands(this.#stream, keys.slice(at, at + 200))));
    return { events: this.#events, state: this.#state, revision: this.#events.length, accepted };
  }

  async close(): Promise<void> {
    await this.#log.close();
    await this.#vault.close();
    this.#letGo();
  }
}

const codecOf = async (vault: Vault) =>
  createPersonalCodec({
    marks: { ...personalMarks(workspaceEvents), ...personalMarks(sessionEvents) } as never,
    keys: { forEncryption: (person) => vault.personKey(person), find: (person) => vault.findPersonKey(person) },
    erasedAs: ERASED,
    snapshotKey: await vault.installationKey('snapshots'),
    report: (fault) => {
      throw fault;
    },
  });

/** The log of one run as it stands now. */
export const readTruth = async (dir: string, session: string, run = 1): Promise<Truth> => {
  const reader = await TruthReader.open(dir, session, run);
  try {
    return await reader.read();
  } finally {
    await reader.close();
  }
};

/** SY11: how a screen differs from the view of the folded log; undefined when it does not. */
const difference = (screen: Screen, state: SessionState): string | undefined => {
  const { role, participant } = screen.seat;
  const pairs: [unknown, Viewer][] = [[screen.view, { role, participant }]];
  if (role !== 'projector') pairs.push([screen.me, { role: 'me', participant }]);
  for (const [has, viewer] of pairs) {
    const [is, should] = [canonical(has), canonical(viewFor(state, viewer))];
    if (is !== should) return `${viewer.role} ${participant}: ${firstDifference(is, should)}`;
  }
  return undefined;
};
const firstDifference = (is: string, should: string): string => {
  let at = 0;
  while (at < is.length && is[at] === should[at]) at += 1;
  return `has «${is.slice(Math.max(0, at - 120), at + 120)}», should «${should.slice(Math.max(0, at - 120), at + 120)}»`;
};

/** Waits until every screen equals the view of the log; answers the truth, throws with the first difference. */
export const converged = async (
  screens: readonly Screen[],
  read: () => Promise<Truth>,
  limit = 15_000,
): Promise<Truth> => {
  const deadline = performance.now() + limit;
  for (;;) {
    const truth = await read();
    const differences = screens.flatMap((one) => difference(one, truth.state) ?? []);
    if (differences.length === 0) return truth;
    if (performance.now() > deadline) throw new Error(differences.join('\n'));
    await new Promise((done) => setTimeout(done, 100));
  }
};
