import { sessionCommands, workspaceCommands, type SessionCommand, type WorkspaceCommand } from '@rostrum/domain';
import * as v from 'valibot';

const commandId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{10,40}$/));

/** What a screen sends to have something done. */
export const envelope = v.object({
  /** Fresh for each command, the same at each retry: with the author it is the key of its one effect. */
  id: commandId,
  /** The run that the screen saw. */
  run: v.pipe(v.number(), v.integer()),
  /** For live commands: the instant of the press, on the server's clock. */
  pressed: v.exactOptional(v.pipe(v.number(), v.integer())),
  /** For anonymous questions: the one-time secret of the phone. The server keeps only its hash. */
  secret: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,60}$/))),
  command: v.looseObject({ type: v.string() }),
});
export interface Envelope {
  readonly id: string;
  readonly run: number;
  readonly pressed?: number;
  readonly secret?: string;
  readonly command: SessionCommand;
}

export type Answer =
  | { readonly ok: true; readonly revision: number; readonly answer?: Readonly<Record<string, string | number>> }
  | { readonly ok: false; readonly code: string; readonly detail?: Readonly<Record<string, string | number>> };

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: 'bad-command';
      readonly detail: { readonly field: string; readonly problem: string };
    };

const bad = <T>(issues: readonly v.BaseIssue<unknown>[]): Parsed<T> => {
  const [issue] = issues;
  const field = (issue?.path ?? []).map((part) => String(part.key)).join('.');
  // Both may quote what came, which may be huge.
  const short = (text: string): string => text.slice(0, 120);
  return {
    ok: false,
    code: 'bad-command',
    detail: { field: short(field), problem: short(issue?.message ?? 'invalid') },
  };
};

/** An envelope with a command that the domain knows, fields it does not know dropped; or what is wrong with it. */
export const parseEnvelope = (raw: unknown): Parsed<Envelope> => {
  const outer = v.safeParse(envelope, raw);
  if (!outer.success) return bad(outer.issues);
  const inner = parseWith<SessionCommand>(sessionCommands, outer.output.command);
  return inner.ok ? { ok: true, value: { ...outer.output, command: inner.value } } : inner;
};

export const parseWorkspaceCommand = (raw: unknown): Parsed<WorkspaceCommand> => {
  const outer = v.safeParse(v.looseObject({ type: v.string() }), raw);
  return outer.success ? parseWith<WorkspaceCommand>(workspaceCommands, outer.output) : bad(outer.issues);
};

const parseWith = <T>(table: Readonly<Record<string, v.GenericSchema>>, raw: { type: string }): Parsed<T> => {
  const schema = Object.prototype.hasOwnProperty.call(table, raw.type) ? table[raw.type] : undefined;
  if (!schema) return { ok: false, code: 'bad-command', detail: { field: 'type', problem: 'unknown' } };
  const { type, ...payload } = raw;
  const parsed = v.safeParse(schema, payload);
  return parsed.success ? { ok: true, value: { type, ...(parsed.output as object) } as T } : bad(parsed.issues);
};
