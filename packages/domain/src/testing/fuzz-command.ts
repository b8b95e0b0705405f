import type { Author, Role } from '../kernel.ts';
import type { SessionCommand } from '../session.ts';
import type { Play } from './play.ts';
import type { Seed } from './seed.ts';

export interface Dice {
  (limit: number): number;
}
export interface FuzzWorld {
  readonly seed: Seed;
  readonly play: Play;
  readonly dice: Dice;
  mint(): string;
}

/** A command of this type as somebody of the story might give it, now and then one that makes no sense. */
export const fuzzCommand = (fuzz: FuzzWorld, type: SessionCommand['type'], by: Author): SessionCommand => {
  const { seed, play, dice } = fuzz;
  const { state } = play;
  const one = <T>(all: readonly T[], otherwise: T): T => (all.length === 0 ? otherwise : all[dice(all.length)]!);
  const some = <T>(record: Readonly<Record<string, T>>): string => one(Object.keys(record), 'unknown');
  const flip = () => dice(2) === 0;
  const talk = flip() ? (state.order.current ?? seed.talks[0]!) : some(state.order.items);
  const participant = some(state.people.participants);
  const text = `Words ${fuzz.mint()}`;
  const marks = { whole: `${dice(900) + 10}.${String(100_000 + dice(899_999)).replace(/0$/, '7')}` };
  const deductions = Object.keys(state.judging.talks[talk]?.deductions ?? {});
  const deck = state.decks.decks[talk];
  const minutes = () => (1 + dice(9)) * 60_000;
  switch (type) {
    case 'session.open':
    case 'run.close':
    case 'session.start':
      return { type: 'session.start' };
    case 'session.end':
      return play.events.length > 150 && dice(3) === 0 ? { type } : { type: 'session.start' };
    case 'session.configure':
      return { type, settings: { moderation: flip(), lookAhead: flip(), slotOrder: flip() ? 'arrival' : 'panel' } };
    case 'item.add':
      return {
        type,
        kind: flip() ? 'talk' : 'break',
        title: text,
        planned: minutes(),
        speaker: one(seed.speakers, ''),
      };
    case 'item.change':
      return { type, item: talk, planned: minutes() };
    case 'item.remove':
      return { type, item: talk };
    case 'item.move':
      return flip() ? { type, item: talk } : { type, item: talk, after: some(state.order.items) };
    case 'item.open': {
      const { current } = state.order;
      return { type, to: some(state.order.items), show: flip(), ...(current === undefined ? {} : { from: current }) };
    }
    case 'countdown.limit':
      return { type, item: talk, from: state.countdown.clocks[talk]?.limit ?? 0, to: minutes() };
    case 'countdown.start':
    case 'countdown.pause':
    case 'countdown.resume':
    case 'countdown.end':
    case 'countdown.reset':
      return { type, item: talk };
    case 'deck.accept':
      return {
        type,
        deck: play.newId(),
        talk,
        name: `${text}.pdf`,
        kind: 'pdf',
        pages: 5,
        bytes: 1000,
        shapes: [1778],
      };
    case 'deck.progress':
      return { type, deck: deck?.deck ?? 'unknown', ready: [[0, dice(5)]] };
    case 'deck.reject':
      return { type, talk, name: `${text}.pdf`, problem: 'encrypted' };
    case 'deck.remove':
      return { type, talk, deck: deck?.deck ?? 'unknown' };
    case 'page.show':
      return { type, talk, from: deck?.page ?? 0, to: dice(6) };
    case 'question.ask':
      return { type, text, named: flip() };
    case 'question.unvote': {
      const mine = Object.keys(state.questions.voters).filter(
        (one) => state.questions.voters[one]?.[by.participant ?? ''],
      );
      return { type, question: one(mine, 'unknown') };
    }
    case 'question.unfeature': {
      const featured = Object.values(state.questions.items).filter((one) => one.featured);
      return {
        type,
        question: one(
          featured.map((one) => one.question),
          'unknown',
        ),
      };
    }
    case 'question.vote':
    case 'question.approve':
    case 'question.hide':
    case 'question.feature':
    case 'question.answer':
    case 'question.restore':
      return { type, question: some(state.questions.items) };
    case 'judging.configure':
      return { type, panels: { judges: [...seed.judges] } };
    case 'judging.open':
    case 'judging.close':
    case 'judging.reopen':
      return { type, talk };
    case 'sheet.draft':
    case 'sheet.send':
      return { type, talk, marks, comment: `Comment ${fuzz.mint()}` };
    case 'judge.excuse':
      return { type, talk, judge: one(seed.judges, ''), reason: text };
    case 'judge.recuse':
      return { type, talk, kind: flip() ? 'recused' : 'abstained', reason: text };
    case 'judge.add':
      return { type, panel: 'judges', judge: participant, instead: one(seed.judges, '') };
    case 'judge.nudge':
      return { type, talk, judge: one(seed.judges, '') };
    case 'talk.stand':
      return { type, talk, status: one(['competing', 'withdrawn', 'forfeit'], 'competing'), reason: text };
    case 'sheet.note':
      return { type, talk, note: text };
    case 'sheet.return':
      return { type, talk, judge: one(seed.judges, ''), reason: text };
    case 'sheet.enter': {
      const judge = one(seed.judges, '');
      const first = state.judging.talks[talk]?.sheets[judge]?.entered;
      return { type, talk, judge, marks: first?.marks ?? marks, comment: first?.comment ?? `Comment ${fuzz.mint()}` };
    }
    case 'vote.open':
    case 'vote.close':
      return { type, panel: 'hall' };
    case 'vote.cast':
      return { type, panel: 'hall', talks: [talk] };
    case 'vote.rate':
      return { type, panel: 'hall', talk, marks };
    case 'figure.enter':
      return { type, panel: 'hall', talk, value: '1' };
    case 'tie.open':
      return { type, talks: [...seed.talks.slice(0, 2)] };
    case 'tie.vote':
      return { type, tie: some(state.judging.ties), talks: [...seed.talks.slice(0, 2)] };
    case 'tie.close':
      return { type, tie: some(state.judging.ties) };
    case 'result.sign':
      return { type, version: state.judging.versions.length };
    case 'result.reopen':
      return { type, reason: text };
    case 'result.release':
      return { type, comments: flip(), names: flip() };
    case 'judge.include':
      return { type, talk, judge: one(Object.keys(state.judging.talks[talk]?.excused ?? {}), 'unknown') };
    case 'deduction.add':
      return { type, talk, points: `0.${1 + dice(9)}`, note: text };
    case 'deduction.confirm':
      return { type, talk, deduction: one(deductions, 'unknown') };
    case 'deduction.waive':
      return { type, talk, deduction: one(deductions, 'unknown'), note: text };
    case 'results.open':
      return flip() ? { type } : { type, talk };
    case 'reveal.begin':
      return { type, what: flip() ? { kind: 'talk', talk } : { kind: flip() ? 'ranking' : 'awards' } };
    case 'reveal.step': {
      const at = state.reveal.show?.at ?? 0;
      return { type, from: at, to: Math.max(0, at + (dice(4) === 0 ? -1 : 1)) };
    }
    case 'scene.show': {
      const question = some(state.questions.items);
      const kinds = [
        { kind: 'welcome' },
        { kind: 'talk' },
        { kind: 'question', question },
        { kind: 'live', talk },
        { kind: 'judging', talk },
        { kind: 'vote', panel: 'hall' },
        { kind: 'scoreboard' },
        { kind: 'black' },
        { kind: 'remote', layout: 'video' },
      ] as const;
      return { type, from: state.projector.serial, scene: kinds[dice(kinds.length)]! };
    }
    case 'stage.invite':
      return { type, participant: one(seed.remotes, '') };
    case 'stage.uninvite':
      return { type, participant: some(state.stage.invited) };
    case 'stage.remove':
      return { type, participant: some(state.stage.onStage) };
    case 'hand.lower':
      return by.role === 'remote' ? { type } : { type, participant: some(state.stage.hands) };
    case 'participant.leave':
    case 'participant.erase':
      return { type, participant };
    case 'stage.mute':
      return { type, participant: by.participant ?? participant };
    case 'participant.add':
      return {
        type,
        name: `Added ${fuzz.mint()}`,
        roles: [one<Role>(['judge', 'remote', 'timekeeper', 'head-judge', 'clerk', 'audience'], 'audience')],
      };
    case 'participant.change':
      return { type, participant, name: `Changed ${fuzz.mint()}`, place: flip() ? 'hall' : 'afar' };
    case 'participant.join':
      return flip()
        ? { type, participant, role: 'audience', place: flip() ? 'hall' : 'afar' }
        : { type, participant: play.newId(), role: 'audience', name: `Guest ${fuzz.mint()}` };
    case 'self.describe':
      return { type, place: flip() ? 'hall' : 'afar' };
    case 'link.issue':
      return { type, participant, role: flip() ? 'judge' : 'remote' };
    case 'link.revoke':
      return { type, link: some(state.people.links) };
    case 'message.send':
      return {
        type,
        text,
        to: flip()
          ? { kind: 'role', role: one(['speaker', 'judge', 'timekeeper'] as const, 'judge') }
          : { kind: 'person', participant },
      };
    case 'message.acknowledge':
    case 'message.withdraw':
      return { type, message: some(state.messages.items) };
    case 'record.write':
      return { type, section: 'summary', text };
    case 'undo':
      return { type, target: play.lastCommand };
    default:
      return { type };
  }
};
