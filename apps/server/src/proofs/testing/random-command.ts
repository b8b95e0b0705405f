import { allJudges, isOpened, type SessionCommand, type SessionState } from '@rostrum/domain';
import { nanoid } from 'nanoid';
import type { Seat } from './screen.ts';

export interface Choice {
  /** A whole number from 0 to below the limit. */
  dice(limit: number): number;
  /** A fresh marker for the oracle to look for. */
  mint(): string;
}
export interface Chosen {
  readonly command: SessionCommand;
  /** For an anonymous question. */
  readonly secret?: string;
}

/** Something that somebody in this seat may send; whether it is accepted is the session's business. */
export const randomCommand = (state: SessionState, seat: Seat, choice: Choice): Chosen => {
  const { dice, mint } = choice;
  const one = <T>(all: readonly T[], otherwise: T): T => all[dice(Math.max(1, all.length))] ?? otherwise;
  const some = (record: Readonly<Record<string, unknown>>): string => one(Object.keys(record), 'unknown');
  const pick = (...all: (() => SessionCommand)[]): Chosen => ({ command: one(all, ask)() });
  const talk = dice(3) > 0 ? (state.order.current ?? some(state.order.items)) : some(state.order.items);
  const question = some(state.questions.items);
  const ask = (): SessionCommand => ({ type: 'question.ask', text: `Words ${mint()}`, named: true });
  const vote = (): SessionCommand => ({ type: dice(4) === 0 ? 'question.unvote' : 'question.vote', question });
  const turn = (): SessionCommand => {
    const deck = state.decks.decks[talk];
    return { type: 'page.show', talk, from: deck?.page ?? 0, to: dice(deck?.pages ?? 1) };
  };
  const clock = (): SessionCommand => {
    const all = ['start', 'pause', 'resume', 'end'] as const;
    return { type: `countdown.${one(all, 'start')}`, item: talk };
  };
  switch (seat.role) {
    case 'audience':
      if (dice(5) === 0)
        return { command: { type: 'question.ask', text: `Words ${mint()}`, named: false }, secret: nanoid(24) };
      return pick(ask, vote, vote, () => ({ type: 'self.describe', place: dice(2) === 0 ? 'hall' : 'afar' }));
    case 'remote':
      return pick(
        ask,
        vote,
        () => ({ type: 'hand.raise' }),
        () => ({ type: 'hand.lower' }),
        () => ({ type: 'stage.accept' }),
        () => ({ type: 'stage.leave' }),
        () => ({ type: 'stage.mute', participant: seat.participant }),
      );
    case 'judge': {
      const marks = { whole: `${10 + dice(900)}.${100_001 + 10 * dice(89_999)}` };
      const sheet = (type: 'sheet.send' | 'sheet.draft') => (): SessionCommand => ({
        type,
        talk,
        marks,
        comment: `Comment ${mint()}`,
      });
      const acknowledge = (): SessionCommand => ({
        type: 'message.acknowledge',
        message: some(state.messages.items),
      });
      return pick(sheet('sheet.send'), sheet('sheet.send'), sheet('sheet.draft'), vote, ask, acknowledge);
    }
    case 'speaker':
      return pick(turn, turn, clock, ask);
    case 'timekeeper': {
      const deduction = some(state.judging.talks[talk]?.deductions ?? {});
      return pick(clock, () => ({ type: 'deduction.confirm', talk, deduction }));
    }
    case 'projector':
      return { command: ask() };
    case 'head-judge':
    case 'clerk': {
      const judge = one(allJudges(state), 'unknown');
      return pick(
        () => ({ type: 'sheet.return', talk, judge, reason: `Return ${mint()}` }),
        () => ({ type: 'judge.nudge', talk, judge }),
        () => ({ type: 'judge.excuse', talk, judge, reason: `Excuse ${mint()}`, kind: 'recused' }),
        () => ({ type: 'judge.include', talk, judge }),
      );
    }
    case 'host':
      return { command: hostCommand(state, talk, choice, turn, clock) };
  }
};

const hostCommand = (
  state: SessionState,
  talk: string,
  { dice, mint }: Choice,
  turn: () => SessionCommand,
  clock: () => SessionCommand,
): SessionCommand => {
  const one = <T>(all: readonly T[], otherwise: T): T => all[dice(Math.max(1, all.length))] ?? otherwise;
  const some = (record: Readonly<Record<string, unknown>>): string => one(Object.keys(record), 'unknown');
  const question = some(state.questions.items);
  const talks = Object.keys(state.order.items);
  const judge = one(allJudges(state), 'unknown');
  const remotes = Object.values(state.people.participants).filter((person) => person.roles.includes('remote'));
  const remote = one(
    remotes.map((person) => person.participant),
    'unknown',
  );
  if (dice(4) === 0) return towardsReveal(state, talk);
  switch (dice(20)) {
    case 0: {
      const { current } = state.order;
      return { type: 'item.open', to: one(talks, talk), ...(current === undefined ? {} : { from: current }) };
    }
    case 1:
      return turn();
    case 2:
      return clock();
    case 3:
      return { type: 'question.approve', question };
    case 4:
      return {
        type: one(['question.hide', 'question.answer', 'question.restore'] as const, 'question.hide'),
        question,
      };
    case 5:
      return { type: dice(3) === 0 ? 'question.unfeature' : 'question.feature', question };
    case 6:
      return { type: 'judging.open', talk };
    case 7:
    case 8:
      return { type: 'judging.close', talk };
    case 9:
      return { type: 'results.open', ...(dice(2) === 0 ? {} : { talk }) };
    case 10:
      return { type: 'reveal.begin', what: dice(3) === 0 ? { kind: 'ranking' } : { kind: 'talk', talk } };
    case 11:
    case 12: {
      const at = state.reveal.show?.at ?? 0;
      return { type: 'reveal.step', from: at, to: Math.max(0, at + (dice(5) === 0 ? -1 : 1)) };
    }
    case 13:
    case 14: {
      const scenes = [
        { kind: 'welcome' },
        { kind: 'talk' },
        { kind: 'question', question },
        { kind: 'live', talk },
        { kind: 'judging', talk },
        { kind: 'scoreboard' },
        { kind: 'black' },
      ] as const;
      return { type: 'scene.show', from: state.projector.serial, scene: one(scenes, { kind: 'black' }) };
    }
    case 15: {
      const role = one(['judge', 'speaker', 'timekeeper'] as const, 'judge');
      return { type: 'message.send', text: `Message ${mint()}`, to: { kind: 'role', role } };
    }
    case 16:
      return dice(3) === 0
        ? { type: 'stage.remove', participant: remote }
        : { type: 'stage.invite', participant: remote };
    case 17:
      return dice(2) === 0
        ? { type: 'judge.excuse', talk, judge, reason: `Excuse ${mint()}` }
        : { type: 'deduction.add', talk, points: '0.5', note: `Deduction ${mint()}` };
    case 18:
      return dice(2) === 0
        ? { type: 'record.write', section: 'summary', text: `Record ${mint()}` }
        : { type: 'participant.add', name: `Added ${mint()}`, roles: ['judge'] };
    default:
      return { type: 'session.configure', settings: { moderation: dice(2) === 0, lookAhead: dice(3) === 0 } };
  }
};

/** The next thing on the way to a result that the hall sees; chance alone seldom gets there. */
const towardsReveal = (state: SessionState, talk: string): SessionCommand => {
  const { show } = state.reveal;
  if (show) {
    return show.at < show.steps.length
      ? { type: 'reveal.step', from: show.at, to: show.at + 1 }
      : { type: 'reveal.finish' };
  }
  const judging = state.judging.talks[talk];
  if (judging?.status !== 'locked') return { type: 'judging.close', talk };
  const waiting = Object.values(judging.deductions).find((one) => one.status === 'proposed');
  if (waiting) return { type: 'deduction.waive', talk, deduction: waiting.deduction, note: '' };
  return isOpened(state, talk) ? { type: 'reveal.begin', what: { kind: 'talk', talk } } : { type: 'results.open' };
};
