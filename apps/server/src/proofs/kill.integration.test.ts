import { setTimeout as delay } from 'node:timers/promises';
import { remaining } from '@rostrum/domain';
import { seeded } from '@rostrum/domain/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pdfOf } from '../decks/testing/deck-fixtures.ts';
import { removeDir, tempDir } from '../testing/server.ts';
import { checkBooks, checkVotes, keyOf } from './testing/books.ts';
import { Hall } from './testing/hall.ts';
import { freePort, ServerProcess } from './testing/server-process.ts';
import { enterAll, Storm } from './testing/storm.ts';
import { converged, TruthReader } from './testing/truth.ts';

const KILLS = 10;
const SEED = 20_261;
const PAGES = 12;

let dir: string;
let server: ServerProcess;
beforeEach(async () => {
  dir = await tempDir();
  server = new ServerProcess(dir, await freePort());
});
afterEach(async () => {
  await server.kill();
  await removeDir(dir);
});

it(`[SY9] [AC3] [AC4] [SY11] [CD11] [QU4] nothing acknowledged is lost or doubled by ten kills in a storm (seed ${SEED})`, async () => {
  const random = seeded(SEED);
  const dice = (limit: number): number => Math.floor(random() * limit);
  const hall = await Hall.open(server.base, await server.start(), { settings: { moderation: false } });
  const [talk = ''] = hall.talks;
  const screens = await enterAll(hall, 20);
  const { host, all } = screens;
  await hall.upload(talk, 'pages.pdf', await pdfOf(PAGES));
  await host.until(() => host.viewOf('host').decks[talk]?.pages === PAGES, 'the deck', 60_000);
  await host.must({ type: 'session.start' });
  await host.must({ type: 'item.open', to: talk });
  await host.must({ type: 'countdown.start', item: talk });

  expect(all.length).toBe(30);
  await host.until(() => host.viewOf('host').projector.clock?.status === 'running', 'the clock');
  const began = host.viewOf('host').projector.clock;

  const storm = new Storm(talk, PAGES, dice);
  storm.begin(screens);
  for (let kills = 0; kills < KILLS; kills += 1) {
    await delay(300 + dice(500));
    await server.kill();
    await server.start();
    await Promise.all(all.map((one) => one.until(() => one.connected, 'the server', 30_000)));
  }
  await delay(300);
  await storm.end();

  const keys = all.flatMap((screen) => screen.books.map((entry) => keyOf(screen, entry)));
  const reader = await TruthReader.open(dir, hall.session);
  const truth = await converged(all, () => reader.read(keys));
  await reader.close();
  const told = checkBooks('kill', all, truth);
  expect(told.acknowledged).toBeGreaterThan(500);
  // Else the kills hit nothing on its way, and the test has proved nothing.
  expect(told.retried).toBeGreaterThan(5);
  checkVotes(truth);
  // CD11: the clock runs on as if there had been no kill.
  const clock = truth.state.countdown.clocks[talk]!;
  expect(clock).toMatchObject({ status: 'running', startedAt: began?.startedAt, elapsed: 0 });
  for (const role of ['projector', 'host', 'speaker'] as const) {
    const before = Date.now();
    const page = (await all.find((one) => one.seat.role === role)!.load())!;
    const shown = remaining(clock, page.serverNow);
    expect(shown).toBeLessThanOrEqual(remaining(clock, before) + 20);
    expect(shown).toBeGreaterThanOrEqual(remaining(clock, Date.now()) - 20);
  }
  for (const one of all) one.close();
  expect(server.complaints).toBe('');
}, 170_000);
