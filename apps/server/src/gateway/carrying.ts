import { ACCESS, type Author, type SessionCommand } from '@rostrum/domain';
import { parseEnvelope, type Answer, type Envelope } from '@rostrum/protocol';
import type { Admitted } from '../authorise.ts';
import type { Job } from '../runtime/decide-batch.ts';
import { systemJob } from '../runtime/system-jobs.ts';
import { hashOf, type Tokens } from '../tokens.ts';
import type { AnonymousQuestions } from './anonymous-questions.ts';

export interface CarryingTools {
  readonly tokens: Tokens;
  now(): number;
  report(error: unknown, what: string): void;
}

/**
 * SE1: a command from an admitted connection, whatever came: parsed, checked against its role and run, and carried to the
 * room's queue. Rejects when the log is unavailable.
 */
export const carryCommand = async (
  tools: { readonly tokens: Tokens; readonly anonymous: AnonymousQuestions },
  admitted: Admitted,
  raw: unknown,
): Promise<Answer> => {
  const parsed = parseEnvelope(raw);
  if (!parsed.ok) return parsed;
  const { value: envelope } = parsed;
  const { room } = admitted;
  const access = ACCESS[envelope.command.type];
  if (!access.roles.includes(admitted.role)) return { ok: false, code: 'not-allowed' };
  if (envelope.run !== room.run) return { ok: false, code: 'run-ended' };
  if (room.runtime.state.info.status === 'closed') return { ok: false, code: 'run-ended' };
  if (access.delivery === 'live' && envelope.pressed === undefined)
    return { ok: false, code: 'bad-command', detail: { field: 'pressed', problem: 'missing' } };
  const job = jobOf(tools.tokens, admitted, envelope, access.delivery === 'live');
  const submit = (): Promise<Answer> => room.runtime.submit(job);
  return job.author.anonymous === undefined
    ? submit()
    : tools.anonymous.ask(room, admitted.participant, job.id, submit);
};

const jobOf = (
  tokens: Tokens,
  { role, participant }: Admitted,
  envelope: Envelope,
  live: boolean,
): Job<SessionCommand> => {
  const { command } = envelope;
  // PR2: an anonymous question has no participant from here on, not even in its key.
  const secret = command.type === 'question.ask' && !command.named ? envelope.secret : undefined;
  const author: Author = secret === undefined ? { role, participant } : { role, anonymous: hashOf(secret) };
  return {
    author,
    command,
    id: envelope.id,
    keyAuthor: author.anonymous === undefined ? participant : `anonymous ${author.anonymous}`,
    contentHash: tokens.keyedHash('command', JSON.stringify(command)),
    ...(live && envelope.pressed !== undefined ? { pressed: envelope.pressed } : {}),
  };
};

/** Being here is an event, once: the record tells who was present and in which role. */
export const noteJoined = (tools: CarryingTools, { room, role, participant }: Admitted): void => {
  const person = room.runtime.state.people.participants[participant];
  const present =
    person?.joinedAt !== undefined && person.leftAt === undefined && (person.present ?? []).includes(role);
  if (present) return;
  const id = `join-${participant}-${role}-${tools.now()}`;
  room.runtime
    .submit(systemJob({ type: 'participant.join', participant, role }, id))
    .catch((error: unknown) => tools.report(error, 'join'));
};
