import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalBlobs } from '@rostrum/blobs';
import {
  evolveSession,
  initialSession,
  type DeckFacts,
  type SessionCommand,
  type SessionState,
  type StampedSessionEvent,
} from '@rostrum/domain';
import type { PageInfo, Slides } from '@rostrum/slides';
import { createLocalCluster } from '@rostrum/cluster';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Room, Sessions } from '../runtime/sessions.ts';
import { DeckFiles } from './deck-files.ts';
import { PageImages } from './page-images.ts';
import { Rendering } from './rendering.ts';

let dir: string;
let files: DeckFiles;
let rendering: Rendering | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rendering-'));
  files = new DeckFiles(await openLocalBlobs({ dir }));
});
afterEach(async () => {
  await rendering?.close();
  await rm(dir, { recursive: true, force: true });
});

const factsOf = (deck: string, pages: number): DeckFacts => ({
  deck,
  talk: `talk-${deck}`,
  name: 'a.pdf',
  kind: 'pdf',
  pages,
  bytes: 1,
  shapes: Array.from({ length: pages }, () => 1778),
});

/** A room whose only talk has the deck; on air at `page`, if it is. */
class FakeRoom {
  readonly session: string;
  readonly run = 1;
  readonly submitted: SessionCommand[] = [];
  #state: SessionState;

  constructor(session: string, facts: DeckFacts, onAirAt?: number) {
    this.session = session;
    this.#state = initialSession;
    const item = { kind: 'talk' as const, title: 'Talk', planned: 600_000, warnAt: 60_000, finalAt: 10_000 };
    this.apply({ type: 'item.added', item: facts.talk, key: 1, ...item, at: 1 });
    this.apply({ type: 'deck.accepted', ...facts, shapes: [...facts.shapes], at: 1 });
    if (onAirAt !== undefined) {
      this.apply({ type: 'session.started', at: 1 });
      this.apply({ type: 'item.opened', to: facts.talk, at: 1 });
      this.apply({ type: 'page.shown', talk: facts.talk, deck: facts.deck, from: 0, to: onAirAt, at: 1 });
    }
  }
  apply(event: StampedSessionEvent): void {
    this.#state = evolveSession(this.#state, [event]);
  }
  get runtime() {
    return {
      state: this.#state,
      submit: ({ command }: { command: SessionCommand }) => {
        this.submitted.push(command);
        if (command.type === 'deck.progress') this.apply({ ...command, type: 'deck.progressed', at: 1 });
        return Promise.resolve({ ok: true, revision: 1 });
      },
    };
  }
}

const setUp = async (rooms: FakeRoom[], milliseconds = 0, leases = createLocalCluster().leases) => {
  const drawn: string[] = [];
  let clock = 0;
  const slides = {
    renderPage: (pdf: string, index: number, widths: readonly number[]) => {
      clock += milliseconds;
      drawn.push(`${pdf.split('/').at(-2) ?? ''}:${index}`);
      return Promise.resolve(widths.map((width) => ({ width, height: 1, webp: Buffer.from('x') })));
    },
    texts: (_pdf: string, from: number, to: number) =>
      Promise.resolve(
        Array.from(
          { length: to - from },
          (_, at) => ({ text: `text ${from + at}`, notes: `note ${from + at}` }) as PageInfo,
        ),
      ),
  } as unknown as Slides;
  const failures: string[] = [];
  const report = (error: unknown): void => void failures.push(String(error));
  const told: number[] = [];
  const sessions = {
    rooms: () => Promise.resolve(rooms as unknown as Room[]),
    find: (session: string) =>
      Promise.resolve(rooms.find((room) => room.session === session) as unknown as Room | undefined),
  } as unknown as Sessions;
  const made = (rendering = new Rendering({
    files,
    slides,
    leases,
    sessions,
    report,
    images: new PageImages({ files, slides, report }),
    monotonic: () => clock,
    newId: () => 'id',
    tell: (_session, _talk, done) => told.push(done),
  }));
  const begin = async (room: FakeRoom): Promise<void> => {
    const facts = Object.values(room.runtime.state.decks.decks)[0]!;
    const pdf = join(dir, 'source.pdf');
    await writeFile(pdf, 'pdf');
    await files.keep({ session: room.session, deck: facts.deck }, pdf, pdf);
    await made.begin(room.session, facts);
  };
  return { rendering: made, drawn, told, failures, begin, pass: (by: number) => (clock += by) };
};
const readyOf = (room: FakeRoom): unknown => Object.values(room.runtime.state.decks.decks)[0]?.ready;

it('[TN7] of two nodes that take a deck on one draws it; the other when nobody does any more', async () => {
  const { leases } = createLocalCluster();
  const [facts, later] = [factsOf('d', 6), factsOf('e', 2)];
  const [room, next] = [new FakeRoom('s', facts), new FakeRoom('t', later)];
  const one = await setUp([room, next], 0, leases);
  const other = await setUp([room, next], 0, leases);
  await one.begin(room);
  await other.begin(room);
  await expect.poll(() => readyOf(room)).toEqual([[0, 5]]);
  expect([one.drawn.length, other.drawn.length]).toEqual([6, 0]);
  const elsewhere = await leases.take('deck/t/e', 1_000);
  await other.begin(next);
  expect(other.drawn).toEqual([]);
  await elsewhere?.release();
  await other.begin(next);
  await expect.poll(() => readyOf(next)).toEqual([[0, 1]]);
  await one.rendering.close();
});

describe('rendering', () => {
  it('draws one deck after another, keeps the texts, and leaves no mark', async () => {
    const [one, two] = [new FakeRoom('one', factsOf('d1', 6)), new FakeRoom('two', factsOf('d2', 3))];
    const { drawn, begin, failures } = await setUp([one, two]);
    await Promise.all([begin(one), begin(two)]);
    await expect.poll(() => files.unfinished()).toEqual([]);
    const decks = drawn.map((name) => name.split(':')[0]);
    expect(new Set(drawn).size).toBe(9);
    expect(decks.lastIndexOf(decks[0])).toBeLessThan(decks.findIndex((deck) => deck !== decks[0]));
    expect(await files.texts({ session: 'one', deck: 'd1' })).toHaveLength(6);
    expect((await files.texts({ session: 'two', deck: 'd2' }))?.[2]).toEqual({ text: 'text 2', notes: 'note 2' });
    expect([readyOf(one), readyOf(two)]).toEqual([[[0, 5]], [[0, 2]]]);
    expect(failures).toEqual([]);
  });

  it('reports ten pages or a second at a time', async () => {
    const room = new FakeRoom('one', factsOf('d1', 45));
    const { begin, told } = await setUp([room], 30);
    await begin(room);
    await expect.poll(() => files.unfinished()).toEqual([]);
    expect(room.submitted.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)).toBe(45);
  });

  it('goes on from what is there', async () => {
    const room = new FakeRoom('one', factsOf('d1', 4));
    for (const width of [960, 1920] as const)
      await files.putPage({ session: 'one', deck: 'd1' }, 2, width, Buffer.from('x'));
    await files.putPage({ session: 'one', deck: 'd1' }, 3, 960, Buffer.from('half'));
    const { begin, drawn } = await setUp([room]);
    await begin(room);
    await expect.poll(() => readyOf(room)).toEqual([[0, 3]]);
    expect(drawn.sort()).toEqual(['d1:0', 'd1:1', 'd1:3']);
  });

  it('while a session runs, draws its decks, the one on air first and from the shown page on', async () => {
    const waiting = new FakeRoom('waiting', factsOf('d0', 3));
    const live = new FakeRoom('live', factsOf('d1', 6), 4);
    const { begin, drawn, pass, rendering: work } = await setUp([waiting, live]);
    await begin(live);
    await begin(waiting);
    await expect.poll(() => readyOf(live)).toEqual([[0, 5]]);
    expect(drawn.filter((name) => name.startsWith('d1'))).toEqual(['d1:4', 'd1:5', 'd1:3', 'd1:2', 'd1:1', 'd1:0']);
    const others = (): number => drawn.filter((name) => name.startsWith('d0')).length;
    await expect.poll(others).toBe(1);
    work.wake();
    await new Promise((done) => setTimeout(done, 100));
    expect(others()).toBe(1);
    // Others do not wait for ever: a page now and then.
    pass(3_000);
    work.wake();
    await expect.poll(others).toBe(2);
    live.apply({ type: 'session.ended', at: 2 });
    work.wake();
    await expect.poll(() => readyOf(waiting)).toEqual([[0, 2]]);
  });

  it('lets go of a deck that was replaced', async () => {
    const room = new FakeRoom('one', factsOf('d1', 3));
    const { begin, drawn, failures } = await setUp([room]);
    const facts = factsOf('d1', 3);
    const replaced = { ...factsOf('d9', 2), talk: 'talk-d1' };
    room.apply({ type: 'deck.accepted', ...replaced, shapes: [...replaced.shapes], at: 2 });
    await begin(room);
    await rendering?.begin('one', facts);
    await new Promise((done) => setTimeout(done, 100));
    expect(drawn.filter((name) => name.startsWith('d1'))).toEqual([]);
    expect(failures).toEqual([]);
  });
});
