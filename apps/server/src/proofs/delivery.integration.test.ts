import { setTimeout as delay } from 'node:timers/promises';
import { remaining, type Clock } from '@rostrum/domain';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pdfOf } from '../decks/testing/deck-fixtures.ts';
import { removeDir, tempDir } from '../testing/server.ts';
import { Device } from './testing/device.ts';
import { Hall } from './testing/hall.ts';
import { proofServer, type ProofServer } from './testing/proof-server.ts';
import { Screen } from './testing/screen.ts';
import { readTruth } from './testing/truth.ts';

let dir: string;
let server: ProofServer;
let hall: Hall;
let host: Screen;
let talk: string;
const open: { close(): void }[] = [];
const enter = async (seat: Parameters<Hall['screen']>[0]): Promise<Screen> => {
  const screen = await hall.screen(seat);
  open.push(screen);
  return screen;
};
const device = async (seat: Parameters<Hall['screen']>[0], storage?: object): Promise<Device> => {
  const opened = await Device.open(server.base, seat, storage);
  open.push(opened);
  return opened;
};
beforeEach(async () => {
  dir = await tempDir();
  server = await proofServer(dir);
  hall = await Hall.open(server.base, await server.ownerToken(), { settings: { moderation: false } });
  host = await enter(hall.host);
  talk = hall.talks[0] ?? '';
  await host.must({ type: 'session.start' });
  await host.must({ type: 'item.open', to: talk });
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await server.close();
  await removeDir(dir);
});
const withDeck = async (pages: number): Promise<void> => {
  await hall.upload(talk, 'pages.pdf', await pdfOf(pages));
  await host.until(() => host.viewOf('host').decks[talk]?.ready === pages, 'the deck', 60_000);
};
const truth = (run = 1) => readTruth(dir, hall.session, run);

describe('kept commands', () => {
  it('[AC3] a vote given offline waits on the phone, survives its page, and arrives once', async () => {
    const { question } = await host.must({ type: 'question.ask', text: '为什么？', named: true });
    const guest = await hall.guest('访客');
    const storage = Device.storage();
    const phone = await device(guest, storage);
    phone.offline();
    await phone.until(() => phone.state.status === 'offline');
    void phone.send({ type: 'question.vote', question: String(question) });
    await phone.until(() => phone.state.pending.some((one) => one.state === 'waiting'));
    expect(host.viewOf('host').questions[String(question)]).toMatchObject({ votes: 0 });
    // The page is closed and opened again; another tab of the phone sends the same outbox.
    phone.close();
    const again = await device(guest, storage);
    await again.until(() => again.state.pending.length === 0);
    await host.until(() => host.viewOf('host').questions[String(question)]?.votes === 1, 'the vote');
    const { events } = await truth();
    expect(events.filter((one) => one.type === 'question.voted')).toHaveLength(1);
  });

  it('[AC3] an answer that was lost is given again: the same id has one effect, other content is refused', async () => {
    const phone = await enter(await hall.guest('访客'));
    const entry = phone.note({ type: 'question.ask', text: '只问一次？', named: true });
    const first = await phone.attempt(entry);
    const [second, third] = await Promise.all([phone.attempt(entry), phone.attempt(entry)]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    const other = {
      ...entry,
      envelope: { ...entry.envelope, command: { ...entry.envelope.command, text: '另一个？' } },
    };
    expect(await phone.attempt(other as typeof entry)).toEqual({ ok: false, code: 'command-id-reused' });
    // Both at once, neither known before: one is carried out.
    const twin = phone.note({ type: 'question.ask', text: '一对？', named: true });
    const pair = await Promise.all([phone.attempt(twin), phone.attempt(twin)]);
    expect(pair[1]).toEqual(pair[0]);
    // The key is the author's: the same id of somebody else is another command.
    const neighbour = await enter(await hall.guest('邻座'));
    const theirs = neighbour.note({ type: 'question.ask', text: '我的问题？', named: true });
    expect(
      await neighbour.attempt({ ...theirs, envelope: { ...theirs.envelope, id: entry.envelope.id } }),
    ).toMatchObject({ ok: true });
    const { events } = await truth();
    expect(events.flatMap((one) => (one.type === 'question.asked' ? [one.text] : []))).toEqual([
      '只问一次？',
      '一对？',
      '我的问题？',
    ]);
  });

  it('[RU5] after a reset a kept command of the earlier run is refused, on the old connection and on a new one', async () => {
    const seat = await hall.guest('访客');
    const phone = await enter(seat);
    const before = phone.note({ type: 'question.ask', text: '上一轮的问题', named: true });
    expect(await hall.reset()).toMatchObject({ ok: true });
    await phone.until(() => phone.farewells.length > 0, 'a farewell', 2_000);
    expect(phone.farewells).toEqual(['run-ended']);
    // A screen that does not heed the farewell hears it again; its page shows the next run, and its outbox is refused.
    phone.open();
    await phone.until(() => phone.farewells.length > 1, 'a second farewell', 2_000);
    const next = new Screen(server.base, seat);
    open.push(next);
    expect(await next.load()).toMatchObject({ run: 2 });
    await next.connect();
    expect(await next.attempt(before)).toEqual({ ok: false, code: 'run-ended' });
    expect(await next.keep({ type: 'question.ask', text: '这一轮的问题', named: true })).toMatchObject({ ok: true });
    for (const run of [1, 2])
      expect((await truth(run)).events.filter((one) => one.type === 'question.asked')).toHaveLength(run - 1);
  });
});

describe('live commands', () => {
  it('[AC4] a page turn pressed offline is refused at once and never carried out', async () => {
    await withDeck(4);
    const speaker = await device(hall.seat('speaker'));
    speaker.offline();
    await speaker.until(() => speaker.state.status === 'offline');
    expect(await speaker.send({ type: 'page.show', talk, from: 0, to: 1 })).toEqual({ ok: false, code: 'offline' });
    expect(speaker.state.pending).toEqual([]);
    speaker.online();
    await speaker.until(() => speaker.state.status === 'live');
    await delay(300);
    expect(host.viewOf('host').projector.deck?.page).toBe(0);
    expect(await speaker.send({ type: 'page.show', talk, from: 0, to: 1 })).toMatchObject({ ok: true });
  }, 60_000);

  it('[AC4] one that arrives more than three seconds after its press is refused; its press can be named only once', async () => {
    await withDeck(4);
    const speaker = await enter(hall.seat('speaker'));
    const turn = { type: 'page.show', talk, from: 0, to: 1 } as const;
    expect(await speaker.press(turn, Date.now() - 3_500)).toEqual({ ok: false, code: 'too-late' });
    expect(await speaker.attempt(speaker.note(turn))).toMatchObject({ ok: false, detail: { field: 'pressed' } });
    const entry = speaker.note(turn, { pressed: Date.now() - 2_000 });
    const first = await speaker.attempt(entry);
    expect(first).toMatchObject({ ok: true });
    await delay(1_300);
    // Late by now, but it was done: the answer is the first, not a refusal.
    expect(await speaker.attempt(entry)).toEqual(first);
    await delay(100);
    expect(host.viewOf('host').projector.deck?.page).toBe(1);
  }, 60_000);

  it('[DK2] two clickers that press for the same page turn one page', async () => {
    await withDeck(6);
    const speaker = await enter(hall.seat('speaker'));
    for (const page of [0, 1, 2])
      expect(await speaker.press({ type: 'page.show', talk, from: page, to: page + 1 })).toMatchObject({ ok: true });
    const turn = { type: 'page.show', talk, from: 3, to: 4 } as const;
    const answers = await Promise.all([speaker.press(turn), host.press(turn)]);
    // The second finds the page turned: nothing to do, or refused; never one page further.
    for (const one of answers) if (!one.ok) expect(one.code).toBe('changed-meanwhile');
    expect(answers.some((one) => one.ok)).toBe(true);
    const { events, state } = await truth();
    expect(state.decks.decks[talk]?.page).toBe(4);
    expect(events.filter((one) => one.type === 'page.shown' && one.to === 4)).toHaveLength(1);
  }, 60_000);

  it('[CD4] a press counts from its own instant, though votes came between it and its arrival', async () => {
    await host.must({ type: 'countdown.start', item: talk });
    const started =
      host.viewOf('host').projector.clock?.startedAt ?? (await truth()).state.countdown.clocks[talk]!.startedAt!;
    await delay(900);
    const pressed = Date.now() - 600;
    expect(await host.keep({ type: 'question.ask', text: nanoid(), named: true })).toMatchObject({ ok: true });
    await host.press({ type: 'countdown.pause', item: talk }, pressed);
    expect((await truth()).state.countdown.clocks[talk]?.elapsed).toBe(pressed - started);
    // Two presses stay in the order in which they came: the clock is never counted twice.
    await host.press({ type: 'countdown.resume', item: talk }, pressed - 500);
    expect((await truth()).state.countdown.clocks[talk]?.startedAt).toBe(pressed);
  });

  it('[UN2] an undone pause leaves the countdown as if it had not been pressed, on every screen', async () => {
    const roles = ['projector', 'timekeeper', 'speaker', 'judge', 'remote'] as const;
    const screens = await Promise.all(roles.map((role) => enter(hall.seat(role))));
    const guest = await enter(await hall.guest('访客'));
    await host.must({ type: 'countdown.start', item: talk });
    const clockOf = (screen: Screen): Clock | undefined => {
      const view = screen.view as { clock?: Clock; projector?: { clock?: Clock } };
      return view.clock ?? view.projector?.clock;
    };
    const all = [host, guest, ...screens];
    for (const one of all) await one.until(() => clockOf(one)?.status === 'running', 'the start');
    const before = clockOf(host)!;
    const entry = host.note({ type: 'countdown.pause', item: talk }, { pressed: Date.now() });
    await host.attempt(entry);
    for (const one of all) await one.until(() => clockOf(one)?.status === 'paused', 'the pause');
    await delay(400);
    await host.must({ type: 'undo', target: entry.envelope.id });
    for (const one of all) await one.until(() => clockOf(one)?.status === 'running', 'the undo');
    const now = Date.now();
    for (const one of all) {
      expect(clockOf(one)).toEqual(before);
      expect(remaining(clockOf(one)!, now)).toBe(remaining(before, now));
    }
  });
});

describe('revocation', () => {
  it('[PE8] at once the socket is closed, the page and its files are refused, and nobody slips in', async () => {
    await withDeck(3);
    const seat = hall.seat('judge');
    const judge = await enter(seat);
    const deck = host.viewOf('host').projector.deck!.deck;
    await expect.poll(async () => (await judge.get(`page/${deck}/0/960.webp`)).status, { timeout: 20_000 }).toBe(200);
    // One that has its upgrade behind it but has not introduced itself yet.
    const { WebSocket } = globalThis;
    const slow = new WebSocket(
      `${server.base.replace('http', 'ws')}/s/${seat.session}/judge/socket/?EIO=4&transport=websocket`,
      { headers: { cookie: seat.cookie } },
    );
    const heard: string[] = [];
    slow.addEventListener('message', ({ data }) => heard.push(String(data)));
    await judge.until(() => heard.length > 0, 'the handshake');

    const link = hall.links.get(`${seat.participant}/judge`)!;
    expect(await host.keep({ type: 'link.revoke', link })).toMatchObject({ ok: true });
    await judge.until(() => judge.farewells.includes('revoked') && !judge.connected, 'the end');
    expect((await judge.get('')).status).toBe(403);
    expect((await judge.get(`page/${deck}/0/960.webp`)).status).toBe(403);

    slow.send('40{"protocol":1}');
    await judge.until(() => heard.some((one) => one.includes('revoked')), 'the farewell');
    expect(heard.join()).not.toContain('"view"');
    slow.close();
    judge.open();
    await judge.until(() => judge.farewells.length === 2, 'the second farewell');
  }, 60_000);
});
