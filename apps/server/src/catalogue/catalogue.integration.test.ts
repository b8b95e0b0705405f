import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ERASED, initialWorkspace, personalMarks, sessionEvents, type SessionEntry } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { createPersonalCodec, openSqliteEventLog, type EventLog, type NewEvent } from '@rostrum/event-log';
import { openSqliteVault, type Vault } from '@rostrum/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeDir, tempDir } from '../testing/server.ts';
import { Catalogue } from './catalogue.ts';

const SESSIONS = 500;
const seed = scenario('ended', { ids: 'long', questions: 10, crowd: 60 });

/** An installation with years behind it, on disk as the server would have written it, each person with a key of their own. */
describe(`${SESSIONS} sessions of about 300 events`, () => {
  let dir: string;
  let vault: Vault;
  let log: EventLog;
  let forget: (person: string) => void;
  const sessions: Record<string, SessionEntry> = {};
  const workspace = { state: { ...initialWorkspace, sessions } };

  beforeAll(async () => {
    dir = await tempDir();
    vault = await openSqliteVault({ file: join(dir, 'vault.sqlite') });
    const codec = createPersonalCodec({
      marks: personalMarks(sessionEvents) as never,
      keys: { forEncryption: (person) => vault.personKey(person), find: (person) => vault.findPersonKey(person) },
      erasedAs: ERASED,
      snapshotKey: await vault.installationKey('snapshots'),
    });
    forget = (person) => codec.forget(person);
    log = await openSqliteEventLog({ file: join(dir, 'events.sqlite'), codec });
    for (let index = 0; index < SESSIONS; index += 1) {
      const events = eventsOf(index);
      const session = (events[0]!.data as { session: string }).session;
      sessions[session] = { session, run: 1, code: '123456', guestKey: 'g', createdAt: 0, title: 't', startsAt: 0 };
      await log.append({ stream: `session/${session}/1`, expectedRevision: 0, events, commands: [] });
    }
  });
  afterAll(async () => {
    await log.close();
    await vault.close();
    await removeDir(dir);
  });

  /** The same evening with ids of its own. */
  const eventsOf = (index: number): NewEvent[] => {
    const text = JSON.stringify(seed.events).replaceAll(/"id(0[0-9a-z]+)"/g, `"s${index}x$1"`);
    return (JSON.parse(text) as (NewEvent & Record<string, never>)[]).map(({ type, at, by, ...data }) =>
      by === undefined ? { type, at, data } : { type, at, by, data },
    );
  };
  const begin = async () => {
    const report = (error: unknown) => {
      throw error;
    };
    const catalogue = new Catalogue({
      log,
      workspace,
      sessions: { rooms: () => Promise.resolve([]) },
      stateVersion: 'v1',
      report,
    });
    const before = performance.now();
    await catalogue.start();
    const summaries = await catalogue.summaries();
    return { catalogue, summaries, took: performance.now() - before };
  };

  test('are folded from nothing, and from their snapshots alike', async () => {
    expect(seed.events.length).toBeGreaterThan(280);
    const cold = await begin();
    expect(cold.summaries).toHaveLength(SESSIONS);
    expect(cold.summaries.every((one) => one.talks.length === 4 && one.talks.every((talk) => talk.done))).toBe(true);
    await cold.catalogue.close();
    const warm = await begin();
    expect(warm.summaries).toEqual(cold.summaries);
    const again = performance.now();
    await warm.catalogue.summaries();
    const asked = performance.now() - again;
    await warm.catalogue.close();
    const [first, second, third] = [cold.took, warm.took, asked].map((one) => Math.round(one));
    console.log(
      `catalogue of ${SESSIONS} × ${seed.events.length}: ${first} ms from nothing, ${second} ms from snapshots, ${third} ms when known`,
    );
  });

  test('no file of the folder holds a name, and who was erased shows none', async () => {
    const { catalogue, summaries } = await begin();
    const talk = summaries[7]!.talks[0]!;
    const name = Buffer.from(seed.cast.speakers[0]!.name);
    expect(talk.speaker).toBe(seed.cast.speakers[0]!.name);
    for (const file of await readdir(dir)) expect((await readFile(join(dir, file))).includes(name)).toBe(false);

    const { session } = summaries[7]!;
    const [opened] = await log
      .read(`session/${session}/1`, 0, 100)
      .then((all) => all.filter((one) => one.type === 'item.added'));
    const { speaker } = opened!.data as { speaker: string };
    await vault.forgetPerson(speaker);
    forget(speaker);
    await log.forgetSnapshots();
    catalogue.forget();
    const found = (await catalogue.summaries()).find((one) => one.session === session)!;
    expect(found.talks[0]!.speaker).toBeUndefined();
    expect(found.talks[1]!.speaker).toBe(seed.cast.speakers[1]!.name);
    await catalogue.close();
  });
});
