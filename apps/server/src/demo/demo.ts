import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inOrder, type Item, type WorkspaceCommand } from '@rostrum/domain';
import type { EventLog } from '@rostrum/event-log';
import type { Answer } from '@rostrum/protocol';
import type { Room, Sessions } from '../runtime/sessions.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import { WORKSPACE_STREAM, type WorkspaceRuntime } from '../runtime/workspace.ts';
import { demoContent, type DemoContent, type DemoTalk } from './demo-content.ts';

const HOUR = 3_600_000;
/** How long the session's stream may take to be there, in milliseconds. */
const OPENS_WITHIN = 10_000;

export interface DemoTools {
  readonly log: Pick<EventLog, 'read'>;
  readonly workspace: WorkspaceRuntime;
  readonly sessions: Pick<Sessions, 'find'>;
  /** Where the decks lie: `<file>.pdf`, and `<file>.json` with `{ notes: string[] }`, a note for each page. */
  readonly folder: string;
  /** Takes a deck as if the talk's speaker had uploaded it; resolves once it is accepted. `file`: the path of a PDF. */
  attachDeck?(session: string, talk: string, file: string, name: string, notes: readonly string[]): Promise<void>;
  now(): number;
  report(error: unknown, what: string): void;
}
export type DemoAnswer =
  { readonly ok: true; readonly programme: string; readonly session: string } | (Answer & { readonly ok: false });

/**
 * Loads the demo. Each step's key follows from how many demos were removed before it, so that pressing twice, on one
 * node or on two, or again after a crash in the middle, leads to one demo.
 */
export class Demo {
  readonly #tools: DemoTools;
  #loading: Promise<DemoAnswer> | undefined;

  constructor(tools: DemoTools) {
    this.#tools = tools;
  }

  /** Resolves once the session is there and its decks are accepted; one that could not be is tried again at the next call. */
  load(): Promise<DemoAnswer> {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #load(): Promise<DemoAnswer> {
    const { workspace } = this.#tools;
    if (workspace.state.name === undefined) return { ok: false, code: 'no-workspace' };
    const content = demoContent(workspace.state.language);
    const known = workspace.state.demo;
    const made = known ? { ok: true as const, ...known } : await this.#make(content);
    if (!made.ok) return made;
    await this.#attachDecks(await this.#opened(made.session), content);
    return { ok: true, programme: made.programme, session: made.session };
  }

  async #make(content: DemoContent): Promise<DemoAnswer> {
    const { language } = this.#tools.workspace.state;
    const round = await this.#removedBefore();
    const added = await this.#give(
      { type: 'member.add', members: content.members.map((one) => ({ ...one })) },
      `demo-${round}-members`,
    );
    if (!added.ok) return added;
    const members = await this.#membersAddedAt(added.revision, content.members.length);
    const { programme: title, purpose, minutes } = content;
    const programmed = await this.#give(
      { type: 'programme.create', title, purpose, language, minutes },
      `demo-${round}-programme`,
    );
    if (!programmed.ok) return programmed;
    const programme = String(programmed.answer?.['programme']);
    const created = await this.#give(
      {
        type: 'session.create',
        programme,
        title: content.session,
        startsAt: nextFullHour(this.#tools.now()),
        place: content.place,
        language,
        talks: content.talks.map((talk) => ({
          title: talk.title,
          minutes,
          speaker: speakerOf(content, members, talk),
          ...(talk.remote ? { remote: true } : {}),
        })),
        judges: content.judges.map((one) => ({ ...one })),
      },
      `demo-${round}-session`,
    );
    if (!created.ok) return created;
    const session = String(created.answer?.['session']);
    const marked = await this.#give({ type: 'demo.mark', programme, session, members }, `demo-${round}-mark`);
    return marked.ok ? { ok: true, programme, session } : marked;
  }

  #give(command: WorkspaceCommand, id: string): Promise<Answer> {
    return this.#tools.workspace.submit(systemJob(command, id));
  }

  /** How many demos have come and gone. */
  async #removedBefore(): Promise<number> {
    const events = await this.#tools.log.read(WORKSPACE_STREAM, 0);
    return events.filter((one) => one.type === 'demo.removed').length;
  }

  /** The ids of the members that a command added, whether now or at an earlier try: its events end at its revision. */
  async #membersAddedAt(revision: number, count: number): Promise<string[]> {
    const events = await this.#tools.log.read(WORKSPACE_STREAM, revision - count, count);
    return events.map((one) => (one.data as { member: string }).member);
  }

  async #opened(session: string): Promise<Room> {
    for (let waited = 0; waited < OPENS_WITHIN; waited += 20) {
      const room = await this.#tools.sessions.find(session);
      if (room) return room;
      await sleep(20);
    }
    throw new Error('the session of the demo was not opened');
  }

  async #attachDecks(room: Room, content: DemoContent): Promise<void> {
    const tools = this.#tools;
    if (!tools.attachDeck || room.runtime.state.info.status !== 'prepared') return;
    for (const talk of inOrder(room.runtime.state.order.items).filter((one) => this.#lacksDeck(room, one))) {
      const { file } = content.talks.find((one) => one.title === talk.title) ?? {};
      if (file === undefined) continue;
      const [name = talk.title] = talk.title.split(' / ');
      const path = join(tools.folder, file);
      try {
        const { notes } = JSON.parse(await readFile(`${path}.json`, 'utf8')) as { notes: string[] };
        await tools.attachDeck(room.session, talk.item, `${path}.pdf`, `${name}.pdf`, notes);
      } catch (error) {
        // The demo is worth having without a picture.
        tools.report(error, 'demo deck');
      }
    }
  }

  #lacksDeck(room: Room, { item, kind }: Item): boolean {
    return kind === 'talk' && room.runtime.state.decks.decks[item] === undefined;
  }
}

const speakerOf = (content: DemoContent, members: readonly string[], { speaker }: DemoTalk) => {
  const [person, member] = [content.members[speaker], members[speaker]];
  if (!person || member === undefined) throw new Error(`the demo has no member ${speaker}`);
  return { ...person, member };
};

/** Full by the clock on this machine's wall: some zones are off by half an hour. */
const nextFullHour = (now: number): number => new Date(now).setMinutes(0, 0, 0) + HOUR;
