import { byVotes, inOrder, type HostView, type ProjectorView, type QuestionView, type Scene } from '@rostrum/domain';

/** The nine keys of the desk, in their order: key 1 is the first. */
export const SCENE_KEYS = [
  'welcome',
  'talk',
  'remote',
  'question',
  'judging',
  'scoreboard',
  'reveal',
  'message',
  'black',
] as const;
export type SceneKey = (typeof SCENE_KEYS)[number];

/** The key that a scene belongs to: marks as they come, the count of sheets, and a vote share one. */
export const keyOf = (scene: Scene): SceneKey =>
  scene.kind === 'live' || scene.kind === 'vote' ? 'judging' : scene.kind;

/** What a key cannot be pressed for, now. */
export type Lack =
  | 'no-talk'
  | 'nobody-on-stage'
  | 'no-question'
  | 'no-judging'
  | 'not-locked'
  | 'not-settled'
  | 'sheet-returned'
  | 'not-opened'
  | 'no-text';
export type Cue =
  | { readonly scene: Scene }
  /** Putting it on air computes its steps first. */
  | { readonly reveal: { kind: 'talk'; talk: string } | { kind: 'ranking' } | { kind: 'awards' } }
  /** `preview`: what it will show, where that is known already. */
  | { readonly lack: Lack; readonly preview?: Scene };

/** What the host has chosen for scenes that need a choice. */
export interface Choices {
  readonly question?: string | undefined;
  readonly layout?: 'video' | 'beside' | undefined;
  readonly text?: string | undefined;
  readonly reveal?: 'talk' | 'ranking' | 'awards' | undefined;
}

/** The talk whose marks matter now: the current one, else the last that was judged. */
export const judgedTalk = (view: HostView): string | undefined => {
  const { current, order } = view.projector;
  if (current !== undefined && view.judging[current] && view.judging[current].status !== 'closed') return current;
  return Object.values(view.judging)
    .filter((one) => one.status !== 'closed')
    .sort((a, b) => (order[b.talk]?.openedAt ?? 0) - (order[a.talk]?.openedAt ?? 0))[0]?.talk;
};

/** Open questions as everyone sees them: the featured first, then by votes. */
const openQuestions = (questions: Readonly<Record<string, QuestionView>>): QuestionView[] =>
  Object.values(questions)
    .filter((one) => one.status === 'open')
    .sort(byVotes);

export const cueOf = (key: SceneKey, view: HostView, choices: Choices): Cue => {
  const { projector } = view;
  switch (key) {
    case 'welcome':
    case 'scoreboard':
    case 'black':
      return { scene: { kind: key } };
    case 'talk':
      return projector.current === undefined
        ? { lack: 'no-talk', preview: { kind: 'talk' } }
        : { scene: { kind: 'talk' } };
    case 'remote': {
      if (Object.keys(projector.stage).length === 0) return { lack: 'nobody-on-stage' };
      return { scene: { kind: 'remote', layout: choices.layout ?? (projector.deck ? 'beside' : 'video') } };
    }
    case 'question': {
      const chosen = choices.question === undefined ? undefined : view.questions[choices.question];
      const shown = chosen?.status === 'open' || chosen?.status === 'answered' ? chosen : undefined;
      const question = shown ?? openQuestions(view.questions)[0];
      return question ? { scene: { kind: 'question', question: question.question } } : { lack: 'no-question' };
    }
    case 'judging': {
      const talk = judgedTalk(view);
      if (talk === undefined) return { lack: 'no-judging' };
      return { scene: { kind: view.settings.marksShown === 'live' ? 'live' : 'judging', talk } };
    }
    case 'reveal':
      return revealCue(view, choices);
    case 'message':
      return choices.text ? { scene: { kind: 'message', text: choices.text } } : { lack: 'no-text' };
  }
};

const revealCue = (view: HostView, choices: Choices): Cue => {
  if (view.reveal) return { scene: { kind: 'reveal' } };
  const talk = judgedTalk(view);
  if (talk === undefined) return { lack: 'no-judging' };
  const kind = choices.reveal ?? (view.settings.marksShown === 'talk' ? 'talk' : 'ranking');
  const ranking = kind !== 'talk';
  const meant = Object.values(view.judging).filter((one) =>
    ranking ? one.status !== 'closed' && (one.in > 0 || one.status === 'open') : one.talk === talk,
  );
  if (meant.some((one) => one.status === 'open')) return { lack: 'not-locked' };
  const names = new Set(meant.map((one) => one.talk));
  if (Object.values(view.deductions).some((one) => names.has(one.talk) && one.status === 'proposed'))
    return { lack: 'not-settled' };
  if (meant.some((one) => Object.values(one.sheets).some((sheet) => sheet.state === 'returned')))
    return { lack: 'sheet-returned' };
  // Held by the session's choice, by a freeze, or by scoring together: marks that may be seen come with a result.
  if (meant.some((one) => one.in > 0 && one.result === undefined)) return { lack: 'not-opened' };
  return { reveal: kind === 'talk' ? { kind, talk } : { kind } };
};

/** What most probably comes after what is on air; the host may choose otherwise. */
export const likelyCue = (view: HostView): SceneKey => {
  const { projector } = view;
  const on = keyOf(projector.scene);
  const judged = judgedTalk(view);
  const talkOn = projector.current !== undefined;
  switch (on) {
    case 'talk':
      if (projector.clock?.status === 'ended' && judged !== undefined) return 'judging';
      return openQuestions(view.questions).length > 0 ? 'question' : judged === undefined ? 'welcome' : 'judging';
    case 'judging':
      return view.settings.marksShown === 'live' ? 'scoreboard' : 'reveal';
    case 'reveal':
      return 'scoreboard';
    case 'scoreboard':
      return 'welcome';
    default:
      return talkOn || on === 'welcome' ? 'talk' : 'welcome';
  }
};

/** The projector's view with what `scene` needs beside it, so that a picture of it can be drawn before it is on air. */
export const viewWith = (view: HostView, scene: Scene): ProjectorView => {
  const { projector } = view;
  if (scene.kind === 'question') {
    const question = view.questions[scene.question];
    return question ? { ...projector, scene, question } : { ...projector, scene };
  }
  if (scene.kind === 'talk' && projector.current === undefined) {
    const first = inOrder(projector.order)[0];
    if (!first) return { ...projector, scene };
    const { nextDeck, ...rest } = projector;
    return { ...rest, scene, current: first.item, ...(nextDeck ? { deck: nextDeck } : {}) };
  }
  if (scene.kind !== 'live' && scene.kind !== 'judging') return { ...projector, scene };
  const matrix = view.judging[scene.talk];
  if (!matrix) return { ...projector, scene };
  const sheets = { in: matrix.in, of: matrix.of };
  if (scene.kind === 'judging' || projector.board?.talk === scene.talk) return { ...projector, scene, sheets };
  const { result } = matrix;
  const at = (judge: string): number => matrix.sheets[judge]?.at ?? 0;
  const marks = [...(result?.judgeTotals ?? [])]
    .sort((a, b) => (view.settings.slotOrder === 'arrival' ? at(a.judge) - at(b.judge) : 0))
    .map(({ total, dropped }) => (dropped ? { total, dropped } : { total }));
  return {
    ...projector,
    scene,
    sheets,
    board: {
      talk: scene.talk,
      state: result?.state ?? 'none',
      ...sheets,
      marks,
      ...(result?.mean === undefined ? {} : { mean: result.mean }),
    },
  };
};
