import * as v from 'valibot';
import { isLive } from './holding.ts';
import { count, decided, entry, id, refuse, text, type Context, type Decision, type Tagged } from './kernel.ts';
import type { SessionState } from './session.ts';

/** What a projector can show. */
const scene = v.variant('kind', [
  v.object({ kind: v.literal('welcome') }),
  v.object({ kind: v.literal('talk') }),
  /** Video of those on stage: alone, or beside the page. */
  v.object({ kind: v.literal('remote'), layout: v.picklist(['video', 'beside']) }),
  v.object({ kind: v.literal('question'), question: id }),
  /** Marks of one talk as they arrive, with the board; only where marks are shown live. */
  v.object({ kind: v.literal('live'), talk: id }),
  /** How many sheets of a talk are in; never whose or what. */
  v.object({ kind: v.literal('judging'), talk: id }),
  /** How to vote, and how many have. */
  v.object({ kind: v.literal('vote'), panel: id }),
  v.object({ kind: v.literal('scoreboard') }),
  v.object({ kind: v.literal('reveal') }),
  v.object({ kind: v.literal('message'), text: text(160) }),
  v.object({ kind: v.literal('black') }),
]);
export type Scene = Readonly<v.InferOutput<typeof scene>>;

export const projectorCommands = {
  /** `from` is the serial number of the scene on the pressed screen. */
  'scene.show': v.object({ from: count, scene }),
} as const;
export const projectorEvents = {
  'scene.shown': v.object({ command: v.exactOptional(id), scene }),
} as const;
export type ProjectorCommand = Tagged<typeof projectorCommands>;
export type ProjectorEvent = Tagged<typeof projectorEvents>;

export interface ProjectorState {
  scene: Scene;
  /** Counts changes of scene, so that a press can name what it replaces. */
  serial: number;
}
export const initialProjector: ProjectorState = { scene: { kind: 'welcome' }, serial: 0 };

const sameScene = (a: Scene, b: Scene): boolean => {
  const [one, other] = [Object.entries(a), Object.entries(b)];
  return one.length === other.length && one.every(([key, value]) => (b as Record<string, unknown>)[key] === value);
};

export const decideProjector = (
  state: SessionState,
  command: ProjectorCommand,
  context: Context,
): Decision<ProjectorEvent> => {
  const { scene: next } = command;
  if (sameScene(next, state.projector.scene)) return decided([]);
  if (command.from !== state.projector.serial) return refuse('changed-meanwhile');
  if (next.kind === 'question') {
    const question = entry(state.questions.items, next.question);
    if (!question) return refuse('unknown-question');
    if (question.status === 'hidden' || question.status === 'waiting') return refuse('question-not-open');
  }
  if ((next.kind === 'live' || next.kind === 'judging') && !entry(state.judging.talks, next.talk))
    return refuse('unknown-item');
  if (next.kind === 'live' && !isLive(state, next.talk)) return refuse('marks-are-held');
  if (next.kind === 'vote' && !entry(state.judging.votes, next.panel)) return refuse('vote-not-open');
  if (next.kind === 'reveal' && !state.reveal.show) return refuse('nothing-to-reveal');
  return decided([{ type: 'scene.shown', command: context.command, scene: next }]);
};

export const applyProjector = (state: SessionState, event: ProjectorEvent): void => {
  state.projector.scene = event.scene;
  state.projector.serial += 1;
};
