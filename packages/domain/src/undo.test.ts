import { describe, expect, it } from 'vitest';
import type { Author } from './kernel.ts';
import type { SessionCommand, SessionEvent, SessionState } from './session.ts';
import { judgingOf } from './judging-state.ts';
import { DAWN, MINUTE } from './testing/context.ts';
import { HOST, judge, KEEPER, prepared, REMOTE, running, SPEAKER, started } from './testing/events.ts';
import { canonical, given } from './testing/given.ts';
import { hostView } from './views/host.ts';

const start = DAWN + MINUTE;
const item = 't1';
const talk = 't1';
const asked: SessionEvent = { type: 'question.asked', question: 'q1', text: 'Why?', asker: 'guest', waiting: false };
const waiting: SessionEvent = { ...asked, waiting: true };
const over: SessionEvent[] = [
  { type: 'countdown.ended', item, elapsed: 11 * MINUTE },
  { type: 'deduction.proposed', talk, deduction: 'x1', reason: 'over-time', points: '0.4', seconds: 60 },
];
const paused: SessionEvent = { type: 'countdown.paused', item, elapsed: MINUTE };
const locked: SessionEvent = { type: 'judging.closed', talk };
const onStage: SessionEvent[] = [
  { type: 'hand.raised', participant: 'rey' },
  { type: 'stage.invited', participant: 'rey' },
];

/** What people see of things; serials and ids of the clock's own proposals do not matter to them. */
const meaning = (state: SessionState): string =>
  canonical({
    order: state.order,
    clocks: state.countdown.clocks,
    page: state.decks.decks[talk]?.page,
    questions: state.questions,
    scene: state.projector.scene,
    stage: state.stage,
    judging: ['t1', 't2'].map((one) => ({
      ...judgingOf(state, one),
      deductions: Object.values(judgingOf(state, one).deductions).map(({ deduction: _id, ...taken }) => taken),
    })),
  });

/** UN1, row by row: what stands before, and the press. */
const ROWS: readonly (readonly [SessionCommand, readonly SessionEvent[], Author?])[] = [
  [{ type: 'countdown.start', item }, started()],
  [{ type: 'countdown.pause', item }, running()],
  [{ type: 'countdown.resume', item }, [...running(), paused]],
  [{ type: 'countdown.resume', item }, [...running(), ...over]],
  [{ type: 'countdown.end', item }, running()],
  [{ type: 'countdown.reset', item }, [...running(), paused]],
  [{ type: 'countdown.reset', item }, [...running(), ...over]],
  [{ type: 'countdown.limit', item, from: 10 * MINUTE, to: 11 * MINUTE }, running()],
  [{ type: 'countdown.limit', item, from: 10 * MINUTE, to: 12 * MINUTE }, [...running(), ...over]],
  [{ type: 'page.show', talk, from: 0, to: 3 }, running(), SPEAKER],
  [{ type: 'item.open', from: 't1', to: 't2' }, running()],
  [{ type: 'item.open', from: 't1', to: 'b3' }, [...running(), ...over]],
  [{ type: 'scene.show', from: 0, scene: { kind: 'black' } }, running()],
  [{ type: 'question.approve', question: 'q1' }, [...running(), waiting]],
  [{ type: 'question.hide', question: 'q1' }, [...running(), asked, { type: 'question.featured', question: 'q1' }]],
  [{ type: 'question.feature', question: 'q1' }, [...running(), waiting]],
  [
    { type: 'question.unfeature', question: 'q1' },
    [...running(), asked, { type: 'question.featured', question: 'q1' }],
  ],
  [{ type: 'question.answer', question: 'q1' }, [...running(), asked]],
  [{ type: 'question.restore', question: 'q1' }, [...running(), asked, { type: 'question.hidden', question: 'q1' }]],
  [{ type: 'judging.open', talk: 't2' }, running()],
  [{ type: 'judging.close', talk }, running()],
  [{ type: 'judging.reopen', talk }, [...running(), locked]],
  [{ type: 'deduction.add', talk, points: '1', note: 'No microphone' }, running()],
  [{ type: 'deduction.confirm', talk, deduction: 'x1', points: '0.2' }, [...running(), ...over]],
  [{ type: 'deduction.waive', talk, deduction: 'x1' }, [...running(), ...over], KEEPER],
  [{ type: 'hand.lower', participant: 'rey' }, [...running(), onStage[0]!]],
  [{ type: 'stage.invite', participant: 'rey' }, [...running(), onStage[0]!]],
  [{ type: 'stage.uninvite', participant: 'rey' }, [...running(), ...onStage]],
];

describe('undo', () => {
  it.each(ROWS.map((row, index) => [row[0].type, index, row] as const))(
    '[UN1] [UN2] an undone %s leaves all as if it had not been pressed (row %d)',
    (_type, _index, [command, events, by]) => {
      const before = given(...events);
      const pressed = before.when(command, by ?? HOST, { now: start + 5 * MINUTE });
      expect(pressed.decision.ok && pressed.decision.events.length).toBeGreaterThan(0);
      expect(meaning(pressed.state)).not.toBe(meaning(before.state));
      const undone = pressed.when({ type: 'undo', target: 'press-0000001' }, HOST, {
        command: 'press-0000002',
        now: start + 6 * MINUTE,
      });
      expect(undone.decision.ok).toBe(true);
      expect(meaning(undone.state)).toBe(meaning(before.state));
      undone.when({ type: 'undo', target: 'press-0000001' }, HOST).thenRefused('nothing-to-undo');
    },
  );

  it('[UN2] an undone pause runs on as if it had never been pressed', () => {
    const after = given(...running()).when({ type: 'countdown.pause', item }, HOST, { now: start + MINUTE });
    const { state } = after.when({ type: 'undo', target: 'press-0000001' }, HOST, { now: start + 4 * MINUTE });
    expect(state.countdown.clocks[item]).toMatchObject({ status: 'running', startedAt: start, elapsed: 0 });
  });

  it.each([
    ['a later press on the same clock', { type: 'countdown.pause', item }, { type: 'countdown.resume', item }, HOST],
    [
      'a page turned on by the speaker',
      { type: 'page.show', talk, from: 0, to: 1 },
      { type: 'page.show', talk, from: 1, to: 2 },
      SPEAKER,
    ],
    [
      'a clock started in the opened talk',
      { type: 'item.open', from: 't1', to: 't2' },
      { type: 'countdown.start', item: 't2' },
      HOST,
    ],
    [
      'a sheet that has come in',
      { type: 'judging.open', talk: 't2' },
      {
        type: 'sheet.send',
        talk: 't2',
        marks: { content: '30', form: '15', language: '15', presence: '15' },
        comment: '',
      },
      judge('j1'),
    ],
    ['an accepted invitation', { type: 'stage.invite', participant: 'rey' }, { type: 'stage.accept' }, REMOTE],
    [
      'an item that was added',
      { type: 'item.open', from: 't1', to: 't2' },
      { type: 'item.add', kind: 'break', title: 'Tea', planned: MINUTE },
      HOST,
    ],
    ['the end of the session', { type: 'countdown.pause', item }, { type: 'session.end' }, HOST],
  ] as const satisfies readonly (readonly [string, SessionCommand, SessionCommand, Author])[])(
    '[UN3] is refused after %s',
    (_what, first, later, by) => {
      const after = given(...running())
        .when(first, HOST, { now: start + MINUTE })
        .when(later, by, { command: 'press-0000002', now: start + 2 * MINUTE });
      expect(after.decision.ok).toBe(true);
      after.when({ type: 'undo', target: 'press-0000001' }, HOST).thenRefused('undo-superseded');
    },
  );

  it('[UN3] a scene that a reveal has replaced is not brought back', () => {
    const sheet = (one: string): SessionEvent => ({
      type: 'sheet.sent',
      talk,
      judge: one,
      marks: { content: '30', form: '15', language: '15', presence: '15' },
      comment: '',
    });
    given(...running(), sheet('j1'), sheet('j2'), sheet('j3'), locked)
      .when({ type: 'scene.show', from: 0, scene: { kind: 'black' } }, HOST)
      .when({ type: 'reveal.begin', what: { kind: 'talk', talk } }, HOST, { command: 'press-0000002' })
      .when({ type: 'undo', target: 'press-0000001' }, HOST)
      .thenRefused('undo-superseded');
  });

  it('[UN4] undoes all that one press caused, or nothing of it', () => {
    const opened = given(...prepared(), { type: 'session.started' }).when({ type: 'item.open', to: 't1' }, HOST);
    opened.thenKinds('item.opened', 'scene.shown', 'judging.opened');
    const { state } = opened.when({ type: 'undo', target: 'press-0000001' }, HOST);
    expect(state.order.current).toBeUndefined();
    expect(state.projector.scene.kind).toBe('welcome');
    expect(judgingOf(state, 't1').status).toBe('closed');
    const sent = opened.when(
      { type: 'sheet.send', talk, marks: { content: '30', form: '15', language: '15', presence: '15' }, comment: '' },
      judge('j1'),
      { command: 'press-0000002' },
    );
    sent.when({ type: 'undo', target: 'press-0000001' }, HOST).thenRefused('undo-superseded');
  });

  it('[UN5] a page that an undo brings back is one that the hall may see', () => {
    const turned = given(...prepared(), { type: 'session.started' }).when(
      { type: 'page.show', talk, from: 0, to: 4 },
      HOST,
    );
    const { state } = turned
      .when({ type: 'item.open', to: 't1' }, HOST, { command: 'press-0000002' })
      .when({ type: 'undo', target: 'press-0000001' }, HOST);
    expect(state.decks.decks[talk]).toMatchObject({
      page: 0,
      shown: [
        [0, 0],
        [4, 4],
      ],
    });
  });

  it('[UN6] the host is offered the newest press of a host, not a speaker’s', () => {
    const world = given(...running()).when({ type: 'countdown.pause', item }, HOST, { now: start + MINUTE });
    expect(hostView(world.state).undo).toEqual({ target: 'press-0000001', event: 'countdown.paused' });
    const { recent } = world.state.undo;
    const later = {
      ...world.state,
      undo: {
        recent: [
          ...recent,
          { command: 'press-0000002', event: 'page.shown' as const, subject: 'page:t1', by: 'ana', before: 0 },
        ],
      },
    };
    expect(hostView(later).undo).toEqual({ target: 'press-0000001', event: 'countdown.paused' });
  });

  it('an unknown press is refused', () => {
    given(...running())
      .when({ type: 'undo', target: 'press-9999999' }, HOST)
      .thenRefused('nothing-to-undo');
  });
});
