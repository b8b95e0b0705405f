import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ACCESS, remaining, type SessionCommand } from '@rostrum/domain';
import { seeded } from '@rostrum/domain/testing';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pdfOf } from '../decks/testing/deck-fixtures.ts';
import { removeDir, tempDir } from '../testing/server.ts';
import { Hall } from './testing/hall.ts';
import type { Screen } from './testing/screen.ts';
import { type Entry } from './testing/screen.ts';
import { freePort, ServerProcess } from './testing/server-process.ts';
import { converged, TruthReader, type Truth } from './testing/truth.ts';

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

const hashed = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const keyOf = (screen: Screen, { envelope }: Entry): { author: string; id: string } => ({
  author: envelope.secret === undefined ? screen.seat.participant : `anonymous ${hashed(envelope.secret)}`,
  id: envelope.id,
});
/** A text that no other command carries, where the command can carry one: its effect is recognised by it. */
const wordOf = (command: SessionCommand): string | undefined =>
  command.type === 'question.ask'
    ? command.text
    : command.type === 'sheet.send' || command.type === 'sheet.draft'
      ? command.comment
      : undefined;

it(`[SY9] [AC3] [AC4] [SY11] [CD11] [QU4] nothing acknowledged is lost or doubled by ten kills in a storm (seed ${SEED})`, async () => {
  const random = seeded(SEED);
  const dice = (limit: number): number => Math.floor(random() * limit);
  const hall = await Hall.open(server.base, await server.start(), { settings: { moderation: false } });
  const [talk = ''] = hall.talks;
  const host = await hall.screen(hall.host);
  await hall.upload(talk, 'pages.pdf', await pdfOf(PAGES));
  await host.until(() => host.viewOf('host').decks[talk]?.pages === PAGES, 'the deck', 60_000);
  await host.must({ type: 'session.start' });
  await host.must({ type: 'item.open', to: talk });
  await host.must({ type: 'countdown.start', item: talk });

  const speaker = await hall.screen(hall.seat('speaker'));
  const judges = await Promise.all(hall.seats('judge').map((seat) => hall.screen(seat)));
  const watching = await Promise.all(
    (['projector', 'timekeeper', 'remote'] as const).map((one) => hall.screen(hall.seat(one))),
  );
  const crowd = await Promise.all(
    Array.from({ length: 20 }, async (_one, at) => hall.screen(await hall.guest(`访客${at}`))),
  );
  const screens = [host, speaker, ...judges, ...watching, ...crowd];
  expect(screens.length).toBe(30);
  const began = host.viewOf('host').projector.clock;

  let storming = true;
  const storm = async (pause: number, act: () => Promise<unknown>): Promise<void> => {
    while (storming) {
      await act();
      await delay(pause + dice(pause));
    }
  };
  /** Live commands are given once, or not at all while there is no connection. */
  const live = async (screen: Screen, command: SessionCommand): Promise<void> => {
    if (screen.connected) await screen.attempt(screen.note(command, { pressed: Date.now() }));
  };
  const turn = (screen: Screen, page: number): Promise<void> =>
    live(screen, { type: 'page.show', talk, from: page, to: (page + 1) % PAGES });
  const act = async (phone: Screen): Promise<unknown> => {
    const questions = Object.keys(phone.viewOf('audience').questions);
    const chance = dice(10);
    const text = `为什么 ${nanoid()}`;
    if (questions.length < 3 || chance === 0) return phone.keep({ type: 'question.ask', text, named: true });
    if (chance === 1) return phone.keep({ type: 'question.ask', text, named: false }, nanoid(24));
    const question = questions[dice(questions.length)] ?? '';
    return phone.keep({ type: chance < 8 ? 'question.vote' : 'question.unvote', question });
  };
  const mark = (judge: Screen): Promise<unknown> => {
    const marks = { content: String(20 + dice(20)), form: '15', language: '16', presence: '17.5' };
    return judge.keep({
      type: dice(3) === 0 ? 'sheet.draft' : 'sheet.send',
      talk,
      marks,
      comment: `评语 ${nanoid()}`,
    });
  };
  const scenes = [{ kind: 'talk' }, { kind: 'welcome' }, { kind: 'black' }] as const;
  const running = [
    ...crowd.map((phone) => storm(150, () => act(phone))),
    ...judges.map((judge) => storm(120, () => mark(judge))),
    storm(40, () => turn(speaker, speaker.viewOf('speaker').talks[talk]?.deck?.page ?? 0)),
    storm(90, () => turn(host, host.viewOf('host').projector.deck?.page ?? 0)),
    storm(110, () =>
      live(host, { type: 'scene.show', from: host.viewOf('host').projector.serial, scene: scenes[dice(3)]! }),
    ),
  ];
  for (let kills = 0; kills < KILLS; kills += 1) {
    await delay(300 + dice(500));
    await server.kill();
    await server.start();
    await Promise.all(screens.map((one) => one.until(() => one.connected, 'the server', 30_000)));
  }
  await delay(300);
  storming = false;
  await Promise.all(running);

  const keys = screens.flatMap((screen) => screen.books.map((entry) => keyOf(screen, entry)));
  const reader = await TruthReader.open(dir, hall.session);
  const truth = await converged(screens, () => reader.read(keys));
  await reader.close();
  checkBooks(screens, truth);
  checkVotes(truth);
  // CD11: the clock runs on as if there had been no kill.
  const clock = truth.state.countdown.clocks[talk]!;
  expect(clock).toMatchObject({ status: 'running', startedAt: began?.startedAt, elapsed: 0 });
  for (const role of ['projector', 'host', 'speaker'] as const) {
    const before = Date.now();
    const page = (await screens.find((one) => one.seat.role === role)!.load())!;
    const shown = remaining(clock, page.serverNow);
    expect(shown).toBeLessThanOrEqual(remaining(clock, before) + 20);
    expect(shown).toBeGreaterThanOrEqual(remaining(clock, Date.now()) - 20);
  }
  for (const one of screens) one.close();
  expect(server.complaints).toBe('');
}, 170_000);

const checkBooks = (screens: readonly Screen[], { events, accepted, revision }: Truth): void => {
  const records = new Map(accepted.map((one) => [`${one.author} ${one.id}`, one]));
  const words = new Map<string, number>();
  for (const event of events) {
    const word = event.type === 'question.asked' ? event.text : 'comment' in event ? event.comment : undefined;
    if (word !== undefined) words.set(word, (words.get(word) ?? 0) + 1);
  }
  // A press may cause more than its own event, but its own once.
  const turns = new Map<string, number>();
  for (const event of events)
    if (event.type === 'page.shown' || event.type === 'scene.shown')
      turns.set(event.command ?? '', (turns.get(event.command ?? '') ?? 0) + 1);
  const told = { acknowledged: 0, refused: 0, retried: 0, unsettled: 0, lateLive: 0 };
  for (const screen of screens) {
    for (const entry of screen.books) {
      const { author, id } = keyOf(screen, entry);
      const record = records.get(`${author} ${id}`);
      const { command, pressed } = entry.envelope;
      const word = wordOf(command);
      const effects = word === undefined ? undefined : (words.get(word) ?? 0);
      const kept = ACCESS[command.type].delivery === 'kept';
      if (entry.attempts > 1) told.retried += 1;
      if (entry.answer?.ok) {
        told.acknowledged += 1;
        expect(record, `${command.type} was acknowledged`).toBeDefined();
        expect(record!.revision).toBe(entry.answer.revision);
        expect(record!.revision).toBeLessThanOrEqual(revision);
        if (effects !== undefined) expect(effects, command.type).toBe(1);
      } else if (entry.answer) {
        told.refused += 1;
        expect(record, `${command.type} was refused`).toBeUndefined();
        if (effects !== undefined) expect(effects).toBe(0);
      } else {
        told.unsettled += 1;
        expect(kept, `${command.type} is kept and has an answer`).toBe(false);
      }
      if (kept) continue;
      // A live command has at most one effect, within three seconds of its press, answered or not.
      expect(turns.get(id) ?? 0).toBeLessThanOrEqual(1);
      const done = events.find((one) => 'command' in one && one.command === id);
      if (done) expect(done.at - pressed!).toBeLessThanOrEqual(3_000);
      if (done && !entry.answer) told.lateLive += 1;
    }
  }
  process.stdout.write(`kill: ${JSON.stringify({ ...told, events: events.length })}\n`);
  expect(told.acknowledged).toBeGreaterThan(500);
  // Else the kills hit nothing on its way, and the test has proved nothing.
  expect(told.retried).toBeGreaterThan(5);
};

/** QU4: nobody's vote counts twice, and the counts are those of the votes. */
const checkVotes = ({ events, state }: Truth): void => {
  const votes = new Set<string>();
  for (const event of events) {
    if (event.type !== 'question.voted' && event.type !== 'question.unvoted') continue;
    const vote = `${event.question} ${event.voter}`;
    expect(votes.has(vote)).toBe(event.type === 'question.unvoted');
    if (event.type === 'question.voted') votes.add(vote);
    else votes.delete(vote);
  }
  for (const { question, votes: count } of Object.values(state.questions.items))
    expect(count).toBe([...votes].filter((one) => one.startsWith(`${question} `)).length);
  expect(votes.size).toBeGreaterThan(5);
};
