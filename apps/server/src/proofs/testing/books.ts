import { createHash } from 'node:crypto';
import { ACCESS, type SessionCommand } from '@rostrum/domain';
import { expect } from 'vitest';
import type { Entry, Screen } from './screen.ts';
import type { Truth } from './truth.ts';

const hashed = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
/** The key under which the log knows a command. */
export const keyOf = (screen: Screen, { envelope }: Entry): { author: string; id: string } => ({
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

interface Told {
  acknowledged: number;
  refused: number;
  retried: number;
  unsettled: number;
  /** Carried out, but nobody heard. */
  lateLive: number;
}
/**
 * What every client wrote down beside what the log says: acknowledged once means one effect, refused none. Says the
 * counts, by `name`, and gives them. AC3, AC4, SY9.
 */
export const checkBooks = (name: string, screens: readonly Screen[], { events, accepted, revision }: Truth): Told => {
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
  const told: Told = { acknowledged: 0, refused: 0, retried: 0, unsettled: 0, lateLive: 0 };
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
  process.stdout.write(`${name}: ${JSON.stringify({ ...told, events: events.length })}\n`);
  return told;
};

/** QU4: nobody's vote counts twice, and the counts are those of the votes. */
export const checkVotes = ({ events, state }: Truth): void => {
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
