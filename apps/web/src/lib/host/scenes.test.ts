import { judgesInOrder, hostView, type HostView } from '@rostrum/domain';
import { scenario, type ScenarioName, type ScenarioOptions } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import { checksOf } from './checks.ts';
import { questionLists, selectionAfter } from './question-lists.ts';
import { cueOf, likelyCue, viewWith } from './scenes.ts';

const view = (name: ScenarioName, options?: ScenarioOptions): HostView => hostView(scenario(name, options).state);

describe('scene keys', () => {
  it('say what they lack instead of sending what would be refused', () => {
    const early = view('prepared');
    expect(cueOf('talk', early, {})).toMatchObject({ lack: 'no-talk' });
    expect(cueOf('question', early, {})).toEqual({ lack: 'no-question' });
    expect(cueOf('remote', early, {})).toEqual({ lack: 'nobody-on-stage' });
    expect(cueOf('judging', early, {})).toEqual({ lack: 'no-judging' });
    expect(cueOf('message', early, {})).toEqual({ lack: 'no-text' });
    expect(cueOf('reveal', view('judging'), {})).toEqual({ lack: 'not-locked' });
  });

  it('show the selected question only when the hall may see it, else the best', () => {
    const asked = view('questions');
    const { open, featured, waiting } = questionLists(asked.questions);
    const best = featured[0] ?? open[0];
    expect(cueOf('question', asked, { question: waiting[0]?.question })).toEqual({
      scene: { kind: 'question', question: best?.question },
    });
    const second = open[1]?.question ?? '';
    expect(cueOf('question', asked, { question: second })).toEqual({ scene: { kind: 'question', question: second } });
    expect(viewWith(asked, { kind: 'question', question: second }).question?.question).toBe(second);
  });

  it('judging is the live board or the count of sheets, as the session has it', () => {
    const live = cueOf('judging', view('judging'), {});
    expect(live).toMatchObject({ scene: { kind: 'live' } });
    const held = view('judging', { settings: { marksShown: 'talk' }, sheets: 3 });
    const count = cueOf('judging', held, {});
    expect(count).toMatchObject({ scene: { kind: 'judging' } });
    if (!('scene' in count)) throw new Error('no scene');
    expect(viewWith(held, count.scene).sheets).toEqual({ in: 3, of: 7 });
    expect(viewWith(held, count.scene).board).toBeUndefined();
  });

  it('the first talk can be looked at before it begins', () => {
    const early = view('prepared');
    expect(likelyCue(early)).toBe('talk');
    expect(viewWith(early, { kind: 'talk' }).deck?.talk).toBe(Object.values(early.projector.order)[0]?.item);
  });
});

describe('checks before going live', () => {
  it('name what is missing and count who is here', () => {
    const early = view('prepared', { decks: 3 });
    const [judge] = judgesInOrder(early);
    const presence = { roles: { projector: 1 }, listed: { [judge ?? '']: true as const } };
    const checks = checksOf(early, { presence, video: { state: 'off' } });
    expect(checks[0]).toMatchObject({ kind: 'projector', ok: true });
    expect(checks).toContainEqual(expect.objectContaining({ kind: 'deck-missing', ok: false }));
    expect(checks.find((one) => one.kind === 'judges')).toMatchObject({ ok: false, here: 1, of: 7 });
    expect(checks.find((one) => one.kind === 'links')).toMatchObject({ ok: false });
    expect(checksOf(view('prepared'), { video: { state: 'off' } }).find((one) => one.kind === 'decks')).toMatchObject({
      ok: true,
      of: 4,
    });
  });
});

describe('the selection among questions', () => {
  it('falls to the next when the selected leaves, to the one before at the end, and to the first at last', () => {
    expect(selectionAfter(['a', 'b', 'c'], ['a', 'c'], 'b')).toBe('c');
    expect(selectionAfter(['a', 'b'], ['a'], 'b')).toBe('a');
    expect(selectionAfter([], ['x'], undefined)).toBe('x');
    expect(selectionAfter(['a'], [], 'a')).toBeUndefined();
    expect(selectionAfter(['a', 'b'], ['n', 'a', 'b'], 'a')).toBe('a');
  });
});
