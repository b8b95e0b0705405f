import { OPEN_QUESTIONS } from '@rostrum/domain';
import type { Answer } from '@rostrum/protocol';
import type { Room } from '../runtime/sessions.ts';

/**
 * QU6 for questions whose author is a fresh secret each time: how many of them one seat has waiting or open. Whose they
 * are is known here alone, in memory, for as long as they wait; nothing of it is written, logged or shown, and a
 * restart forgets it.
 */
export class AnonymousQuestions {
  /** By run and participant: the questions, by the ids of their commands; absent until the answer is there. */
  readonly #asked = new Map<string, Map<string, string | undefined>>();

  /** Carries an anonymous question out, or refuses it. A repetition of one that was accepted goes through. */
  async ask(room: Room, participant: string, id: string, carryOut: () => Promise<Answer>): Promise<Answer> {
    const seat = `${room.session}/${room.run}/${participant}`;
    const mine = this.#stillOpen(room, seat);
    if (!mine.has(id)) {
      if (mine.size >= OPEN_QUESTIONS)
        return { ok: false, code: 'too-many-questions', detail: { limit: OPEN_QUESTIONS } };
      // Taken before it is answered, so that many at once do not slip through together.
      mine.set(id, undefined);
      this.#asked.set(seat, mine);
    }
    const answer = await carryOut().catch((error: unknown) => {
      mine.delete(id);
      throw error;
    });
    const question = answer.ok ? answer.answer?.['question'] : undefined;
    if (question === undefined) mine.delete(id);
    else mine.set(id, String(question));
    if (mine.size === 0) this.#asked.delete(seat);
    return answer;
  }

  /** A run is over: what was asked in it counts no more. */
  forget(session: string, run: number): void {
    for (const seat of this.#asked.keys()) if (seat.startsWith(`${session}/${run}/`)) this.#asked.delete(seat);
  }

  #stillOpen(room: Room, seat: string): Map<string, string | undefined> {
    const mine = this.#asked.get(seat) ?? new Map<string, string | undefined>();
    for (const [id, question] of mine) {
      const status = question === undefined ? 'waiting' : room.runtime.state.questions.items[question]?.status;
      if (status !== 'waiting' && status !== 'open') mine.delete(id);
    }
    return mine;
  }
}
