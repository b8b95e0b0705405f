import { setTimeout as delay } from 'node:timers/promises';
import { seeded } from '@rostrum/domain/testing';
import { afterEach, expect, it } from 'vitest';
import { pdfOf } from '../decks/testing/deck-fixtures.ts';
import { checkBooks, checkVotes, keyOf } from './testing/books.ts';
import { Hall } from './testing/hall.ts';
import { startNodes, type Nodes } from './testing/nodes.ts';
import { Screen, type Seat } from './testing/screen.ts';
import { enterAll, Storm } from './testing/storm.ts';
import { converged, TruthReader } from './testing/truth.ts';

const PAGES = 6;
const GUESTS = 16;

let nodes: Nodes;
let hall: Hall;
const enter = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
  nodes = await startNodes(settings);
  // By the balancer: whatever is asked goes to the one node or to the other.
  hall = await Hall.open(nodes.balancer.base, nodes.ownerToken, { settings: { moderation: false } });
};
const open: { close(): void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await nodes.close();
});
const at = async (node: { base: string }, seat: Seat): Promise<Screen> => {
  const screen = await new Screen(node.base, seat).connect();
  open.push(screen);
  return screen;
};
const healthOf = async (node: { base: string }) => {
  const response = await fetch(`${node.base}/healthz`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** A session on air, with a deck, everybody in it, and a storm that has begun. */
const storming = async (seed: number) => {
  await enter();
  const random = seeded(seed);
  const [talk = ''] = hall.talks;
  const screens = await enterAll(hall, GUESTS);
  open.push(...screens.all);
  const { host, all } = screens;
  await hall.upload(talk, 'pages.pdf', await pdfOf(PAGES));
  await host.until(() => host.viewOf('host').decks[talk]?.ready === PAGES, 'the deck', 60_000);
  await host.must({ type: 'session.start' });
  await host.must({ type: 'item.open', to: talk });
  await host.must({ type: 'countdown.start', item: talk });
  await Promise.all(all.map((one) => one.until(() => one.connected, 'a connection')));
  const storm = new Storm(talk, PAGES, (limit) => Math.floor(random() * limit));
  storm.begin(screens);
  return { ...screens, talk, storm };
};
const settle = async (name: string, all: readonly Screen[]) => {
  const keys = all.flatMap((screen) => screen.books.map((entry) => keyOf(screen, entry)));
  const reader = await TruthReader.onRedis(nodes.redis.url, hall.session);
  const truth = await converged(all, () => reader.read(keys), 30_000);
  await reader.close();
  checkVotes(truth);
  return { truth, told: checkBooks(name, all, truth) };
};

it('[TN1] [TN2] [SY11] [AC3] commands race from both sides: one order, no loss, the same views; both count who is there', async () => {
  const { host, all, storm } = await storming(7);
  await delay(6_000);
  await storm.end();
  const { told, truth } = await settle('two nodes', all);
  expect(told.acknowledged).toBeGreaterThan(300);
  expect(Math.min(...nodes.balancer.given)).toBeGreaterThan(8);
  // One revision after another, each once; and time that never goes back, whichever node stamped it.
  expect(truth.events.every((one, n) => n === 0 || one.at >= truth.events[n - 1]!.at)).toBe(true);
  await host.until(() => host.presence?.roles.audience === GUESTS, 'the count of both nodes');
  expect(host.presence?.roles).toMatchObject({ projector: 1, timekeeper: 1, judge: 5, host: 1 });
  for (const node of [nodes.one, nodes.other]) {
    const { status, body } = await healthOf(node);
    expect(status).toBe(200);
    expect(body).toMatchObject({ store: 'redis', survives: 'power-cut', notShared: [] });
    expect(node.complaints).toBe('');
  }
});

it('[TN3] [SY8] a deck uploaded on one node shows on the other; a link revoked on one dies on the other', async () => {
  await enter();
  const [talk = ''] = hall.talks;
  const [host, judge, phone] = [
    await at(nodes.one, hall.host),
    await at(nodes.other, hall.seat('judge')),
    await at(nodes.other, await hall.guest('访客')),
  ];
  await host.must({ type: 'session.start' });
  await host.must({ type: 'item.open', to: talk });
  await hall.upload(talk, 'pages.pdf', await pdfOf(PAGES));
  await phone.until(() => phone.viewOf('audience').deck !== undefined, 'the deck');
  const { deck } = phone.viewOf('audience');
  const file = `page/${deck!.deck}/0/960.webp`;
  await expect.poll(async () => (await phone.get(file)).status, { timeout: 20_000 }).toBe(200);
  const drawn = nodes.one.complaints + nodes.other.complaints;
  expect(drawn).toBe('');

  // SY8: whoever presses on one node and loads the page on the other sees what they have pressed.
  const moved = new Screen(nodes.other.base, hall.host);
  for (let n = 0; n < 20; n += 1) {
    const scene = n % 2 === 0 ? ({ kind: 'black' } as const) : ({ kind: 'welcome' } as const);
    const answer = await host.press({ type: 'scene.show', from: host.viewOf('host').projector.serial, scene });
    if (!answer.ok) throw new Error(answer.code);
    const page = await moved.load();
    expect(page?.view.revision).toBeGreaterThanOrEqual(answer.revision);
    await host.until(() => host.covers(answer.revision), 'its own press');
  }

  const link = hall.links.get(`${judge.seat.participant}/judge`) ?? '';
  const before = performance.now();
  await host.must({ type: 'link.revoke', link });
  await judge.until(() => judge.farewells.length > 0, 'a farewell', 1_000);
  expect(performance.now() - before).toBeLessThan(1_000);
  expect(judge.farewells).toEqual(['revoked']);
  expect((await new Screen(nodes.other.base, judge.seat).get('')).status).toBe(403);
});

it('[TN5] a node is killed: the other goes on with its sessions, and who comes back there has lost nothing', async () => {
  const { host, all, crowd, storm, talk } = await storming(11);
  await delay(1_500);
  await nodes.one.kill();
  const killed = performance.now();
  // Whoever was connected to it has come back when they have seen what was said after it died.
  const said = await crowd[0]!.keep({ type: 'question.ask', text: '还在吗？', named: true });
  const { revision } = said as { revision: number };
  await Promise.all(
    crowd.map((one) => one.until(() => one.connected && one.covers(revision), 'the other node', 10_000)),
  );
  const back = performance.now() - killed;
  await delay(2_000);
  // Its people are counted once, and not with those of the dead node.
  await host.until(() => host.presence?.roles.audience === GUESTS, 'the count', 15_000);
  const counted = performance.now() - killed;
  // What the dead node saw to is seen to by the other: a new deck is drawn.
  await hall.upload(talk, 'more.pdf', await pdfOf(PAGES + 1));
  await host.until(() => host.viewOf('host').decks[talk]?.ready === PAGES + 1, 'the new deck', 60_000);
  await nodes.one.start();
  for (const node of [nodes.other, nodes.one]) {
    await delay(1_000);
    await node.kill();
    await delay(1_000);
    await node.start();
  }
  await storm.end();
  const { told } = await settle('killed nodes', all);
  expect(told.acknowledged).toBeGreaterThan(200);
  expect(told.retried).toBeGreaterThan(0);
  expect(nodes.one.complaints + nodes.other.complaints).toBe('');
  process.stdout.write(`killed node: all back after ${Math.round(back)} ms, counted after ${Math.round(counted)} ms\n`);
});

it('[TN4] Redis is killed and started again in a storm: nothing is lost or doubled, and all goes on', async () => {
  const { host, all, storm } = await storming(13);
  await delay(1_000);
  await nodes.redis.kill();
  await delay(1_500);
  for (const node of [nodes.one, nodes.other]) {
    const { status, body } = await healthOf(node);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'down', reason: 'away' });
  }
  // Screens stay, and hear that it cannot be done now.
  expect(all.every((one) => one.connected)).toBe(true);
  expect(await host.press({ type: 'scene.show', from: 0, scene: { kind: 'black' } })).toMatchObject({
    code: 'unavailable',
  });
  await nodes.redis.start();
  await expect.poll(async () => (await healthOf(nodes.one)).status, { timeout: 10_000 }).toBe(200);
  await delay(1_500);
  await nodes.redis.pause();
  await delay(1_000);
  nodes.redis.resume();
  await delay(1_500);
  await storm.end();
  const { told } = await settle('Redis away', all);
  expect(told.acknowledged).toBeGreaterThan(150);
  expect(told.retried).toBeGreaterThan(0);
});

it('[TN9] [TN8] a Redis that comes back with less than it had acknowledged ends both nodes, and they begin anew', async () => {
  await enter({ appendonly: 'no' });
  expect((await healthOf(nodes.one)).body).toMatchObject({ survives: 'last-save' });
  const phone = await at(nodes.other, await hall.guest('访客'));
  await phone.keep({ type: 'question.ask', text: '会丢吗？', named: true });
  await nodes.redis.kill();
  await nodes.redis.start();
  expect(await Promise.all([nodes.one.ended(), nodes.other.ended()])).toEqual([1, 1]);
  expect(nodes.one.complaints).toContain('Redis has come back with less than it had acknowledged');
  await nodes.one.start();
  expect((await healthOf(nodes.one)).status).toBe(200);
});
