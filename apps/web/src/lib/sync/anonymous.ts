import type { MeView } from '@rostrum/domain';
import { nanoid } from 'nanoid';
import type { TextStorage } from './device-storage.ts';

/**
 * A question asked without a name. Nothing on the server leads from it to its participant, so the phone itself keeps
 * what it asked; whoever clears the browser's storage loses the trace, and nobody can give it back.
 */
export interface AnonymousQuestion {
  /** The id of the command that asked it. */
  readonly command: string;
  /** The one-time secret whose hash is the question's author. */
  readonly secret: string;
  /** Absent until the server has answered. */
  readonly question?: string;
  readonly text: string;
  readonly askedAt: number;
}

type ViewedQuestion = MeView['questions'][string];

/** A question of one's own. */
export interface OwnQuestion {
  readonly question: string;
  readonly text: string;
  readonly askedAt: number;
  readonly anonymous: boolean;
  /** `sent`: the server has it, but this screen's view does not show it (it waits, is hidden, or is far down). */
  readonly status: ViewedQuestion['status'] | 'sent';
  readonly votes: number;
}

/** The anonymous questions of one person in one run, on this device. */
export class AnonymousQuestions {
  readonly #storage: TextStorage;
  readonly #key: string;

  /** `scope` names session, run and participant. */
  constructor(storage: TextStorage, scope: string) {
    this.#storage = storage;
    this.#key = `rostrum.questions/${scope}`;
  }

  /** Fresh for each question: two with one secret would be known as by the same person. */
  static secret(): string {
    return nanoid(32);
  }

  list(): readonly AnonymousQuestion[] {
    try {
      const read: unknown = JSON.parse(this.#storage.get(this.#key) ?? '[]');
      return Array.isArray(read) ? read.filter(isAnonymousQuestion) : [];
    } catch {
      return [];
    }
  }

  /** Notes a question before it is sent. */
  asked(question: Omit<AnonymousQuestion, 'question'>): void {
    this.#write([...this.list().filter((one) => one.command !== question.command), question]);
  }

  /** The server has answered: from now on the phone knows its own question by its id. */
  answered(command: string, question: string): void {
    this.#write(this.list().map((one) => (one.command === command ? { ...one, question } : one)));
  }

  /** Refused or withdrawn: it never became a question. */
  forget(command: string): void {
    this.#write(this.list().filter((one) => one.command !== command));
  }

  #write(list: readonly AnonymousQuestion[]): void {
    this.#storage.set(this.#key, JSON.stringify(list));
  }
}

const isAnonymousQuestion = (value: unknown): value is AnonymousQuestion => {
  const one = value as Partial<AnonymousQuestion> | null;
  return (
    typeof one?.command === 'string' &&
    typeof one.secret === 'string' &&
    typeof one.text === 'string' &&
    typeof one.askedAt === 'number' &&
    (one.question === undefined || typeof one.question === 'string')
  );
};

/** All one's own questions, newest first: those asked by name from `me`, the anonymous ones as the view shows them. */
export const ownQuestions = (
  named: Readonly<Record<string, ViewedQuestion>>,
  shown: Readonly<Record<string, ViewedQuestion>>,
  anonymous: readonly AnonymousQuestion[],
): OwnQuestion[] => {
  const all: OwnQuestion[] = [];
  for (const { question, text, askedAt, status, votes } of Object.values(named)) {
    all.push({ question, text, askedAt, anonymous: false, status, votes });
  }
  for (const { question, text, askedAt } of anonymous) {
    if (question === undefined) continue;
    const seen = shown[question];
    all.push({ question, text, askedAt, anonymous: true, status: seen?.status ?? 'sent', votes: seen?.votes ?? 0 });
  }
  return all.sort((a, b) => b.askedAt - a.askedAt);
};
