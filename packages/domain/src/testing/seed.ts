import type { Language, Role } from '../kernel.ts';
import type { Opening } from '../opening.ts';
import { judgedPanels, type JudgingRules } from '../rules.ts';
import type { Settings } from '../session-info.ts';
import { decideWorkspace, evolveWorkspace, initialWorkspace } from '../workspace/workspace.ts';
import type { StampedWorkspaceEvent, WorkspaceCommand, WorkspaceState } from '../workspace/workspace.ts';
import { castOf, type Cast, type Names } from './cast.ts';
import { contextOf, DAWN, longIds, MINUTE, OWNER, shortIds, SYSTEM } from './context.ts';
import { Play } from './play.ts';

export interface SeedOptions {
  language?: Language;
  names?: Names;
  /** Other people and words than the usual ones. */
  cast?: Cast;
  theme?: 'neutral' | 'formal';
  /** Judges on the panel, 0 to 7; 7 unless told. */
  judges?: number;
  settings?: Partial<Settings>;
  rules?: JudgingRules;
  /** `short`: a1, a2, …; `long`: 22 characters, as real ones. */
  ids?: 'short' | 'long';
  /** The second talk is given from afar. */
  remoteTalk?: boolean;
  /** Talks that have a deck; all unless told. */
  decks?: number;
}
export interface Seed {
  readonly play: Play;
  readonly opening: Opening;
  readonly workspace: WorkspaceState;
  readonly workspaceEvents: readonly StampedWorkspaceEvent[];
  readonly cast: Cast;
  readonly host: string;
  readonly timekeeper: string;
  readonly projector: string;
  readonly headJudge: string;
  readonly clerk: string;
  /** In running order. */
  readonly speakers: readonly string[];
  /** In panel order. */
  readonly judges: readonly string[];
  readonly remotes: readonly string[];
  /** Items in running order. */
  readonly talks: readonly string[];
}

/** A workspace played by its own commands. */
export class WorkspacePlay {
  state: WorkspaceState = initialWorkspace;
  readonly events: StampedWorkspaceEvent[] = [];
  readonly newId: () => string;
  now = DAWN;
  constructor(newId: () => string = shortIds('w')) {
    this.newId = newId;
  }
  run(command: WorkspaceCommand, by = OWNER) {
    const decision = decideWorkspace(this.state, command, contextOf(by, { now: this.now, newId: this.newId }));
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
    const events = decision.events.map((event) => ({ ...event, at: this.now }));
    this.events.push(...events);
    this.state = evolveWorkspace(this.state, events);
    return { events, answer: decision.answer ?? {} };
  }
}

/** A prepared session of four talks with decks, a panel and two remote members: made by the commands that people give. */
export const seedSession = (options: SeedOptions = {}): Seed => {
  const language = options.language ?? 'zh';
  const cast = options.cast ?? castOf(language, options.names);
  const newId = options.ids === 'long' ? longIds() : shortIds();
  const workspace = new WorkspacePlay(newId);
  workspace.run({ type: 'workspace.create', name: cast.workspace, language, owner: cast.host.name });
  const { programme } = workspace.run({ type: 'programme.create', title: cast.programme, language, minutes: 8 }).answer;
  const { events } = workspace.run({
    type: 'session.create',
    programme: String(programme),
    title: cast.session,
    startsAt: DAWN + 30 * MINUTE,
    place: cast.place,
    language,
    host: cast.host,
    talks: cast.talks.map(({ title, minutes }, index) => ({
      title,
      minutes,
      speaker: cast.speakers[index]!,
      ...(options.remoteTalk && index === 1 ? { remote: true } : {}),
    })),
    judges: cast.judges.slice(0, options.judges ?? 7),
    remotes: [...cast.remotes],
    headJudge: cast.headJudge,
    clerk: cast.clerk,
    ...(options.theme ? { theme: options.theme } : {}),
    ...(options.rules ? { rules: options.rules } : {}),
    ...(options.settings ? { settings: options.settings } : {}),
  });
  const [created] = events;
  if (created?.type !== 'session.created') throw new Error('no session was created');
  const { opening } = created;
  const play = new Play(DAWN, newId);
  play.run({ type: 'session.open', ...opening }, SYSTEM);
  const withRole = (role: Role) =>
    opening.participants.filter((one) => one.roles.includes(role)).map((one) => one.participant);
  const talks = opening.items.map((one) => one.item);
  talks.slice(0, options.decks ?? talks.length).forEach((talk, index) => {
    const { title, pages } = cast.talks[index]!;
    const deck = newId();
    const shapes = Array.from({ length: pages }, () => 1778);
    play.wait(MINUTE).run(
      {
        type: 'deck.accept',
        deck,
        talk,
        name: `${title}.pdf`.slice(0, 190),
        kind: 'pdf',
        pages,
        bytes: pages * 180_000,
        shapes,
      },
      SYSTEM,
    );
    play.run({ type: 'deck.progress', deck, ready: [[0, pages - 1]] }, SYSTEM);
  });
  return {
    play,
    opening,
    workspace: workspace.state,
    workspaceEvents: workspace.events,
    cast,
    talks,
    host: withRole('host')[0]!,
    timekeeper: withRole('timekeeper')[0]!,
    projector: withRole('projector')[0]!,
    headJudge: withRole('head-judge')[0]!,
    clerk: withRole('clerk')[0]!,
    speakers: opening.items.map((one) => one.speaker!),
    judges: judgedPanels(opening.rules).flatMap((panel) => opening.panels?.[panel.id] ?? []),
    remotes: withRole('remote').filter((one) => !opening.items.some((item) => item.speaker === one)),
  };
};
