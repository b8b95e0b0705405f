import * as v from 'valibot';

/** Epoch milliseconds on the server's clock. */
export type Instant = number;
/** Milliseconds. */
export type Duration = number;

/** What a personal field reads as once its person has been erased: no key, no text. */
export const ERASED = '\u2205';

export type Role =
  'host' | 'head-judge' | 'clerk' | 'timekeeper' | 'speaker' | 'judge' | 'audience' | 'remote' | 'projector';
export const ROLES: readonly Role[] = [
  'host',
  'head-judge',
  'clerk',
  'timekeeper',
  'speaker',
  'judge',
  'audience',
  'remote',
  'projector',
];

/** Who sends a command. An anonymous question comes from no participant: only from the hash of a secret on the phone. */
export interface Author {
  readonly participant?: string;
  readonly role: Role | 'owner' | 'system';
  readonly anonymous?: string;
}

/** What a decision may know beside the state. */
export interface Context {
  readonly author: Author;
  /** The instant of the decision. */
  readonly now: Instant;
  /** The instant of the press, for live commands: within three seconds before `now`, never before the stream's last event. */
  readonly pressed: Instant;
  /** The id of the command, which an undo may name. */
  readonly command: string;
  /** A fresh opaque id. */
  newId(): string;
  /** A whole random number from 0 to below `limit`. */
  random(limit: number): number;
}

export type Detail = Readonly<Record<string, string | number>>;
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly detail?: Detail;
}
export interface Decided<E> {
  readonly ok: true;
  readonly events: readonly E[];
  /** What the acknowledgement carries back, such as the id of a new question. */
  readonly answer?: Detail;
}
export type Decision<E> = Decided<E> | Refusal;

export const refuse = (code: string, detail?: Detail): Refusal =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };
export const decided = <E>(events: readonly E[], answer?: Detail): Decided<E> =>
  answer === undefined ? { ok: true, events } : { ok: true, events, answer };

/** The schemas of a capability's commands or events, by their name. */
export type Schemas = Readonly<Record<string, v.GenericSchema>>;
/** The union of `{ type: name } & payload` over a table of schemas. */
export type Tagged<T extends Schemas> = {
  [K in keyof T & string]: { readonly type: K } & Readonly<v.InferOutput<T[K]>>;
}[keyof T & string];
/** What every stored event carries beside its payload. */
export interface Stamp {
  readonly at: Instant;
  readonly by?: string;
}

// Control characters (but not line breaks) and direction overrides can garble a projector or disguise a name.
const GARBLING = /[\u0000-\u0009\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// A character is at most two units: what is longer is refused before it is taken apart.
const fits = (value: string, max: number): boolean => value.length <= 2 * max && [...value].length <= max;

/** Text of 1 to `max` characters (code points) after trimming. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((value) => value.replace(GARBLING, ' ').trim()),
    v.minLength(1, 'empty'),
    v.check((value) => fits(value, max), 'too-long'),
    // For whoever reads the schema, such as the test that guards the wire: the check's own limit is out of sight.
    v.metadata({ longest: max }),
  );
/** Text that may be empty. */
export const optionalText = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((value) => value.replace(GARBLING, ' ').trim()),
    v.check((value) => fits(value, max), 'too-long'),
    v.metadata({ longest: max }),
  );
/** Names that plain objects inherit: as the key of a record they would reach the prototype instead. */
const INHERITED: readonly string[] = ['__proto__', 'constructor', 'prototype'];
export const id = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/),
  v.check((value) => !INHERITED.includes(value), 'reserved'),
);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
export const duration = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 3_600_000));
export const decimal = v.pipe(v.string(), v.regex(/^-?\d{1,9}(\.\d{1,9})?$/));
export const language = v.picklist(['zh', 'en']);
export type Language = v.InferOutput<typeof language>;
export const role = v.picklist(ROLES);
export const flag = v.literal(true);

/** Marks text as identifying the person whose id stands in the sibling field `person`. The log encrypts it. */
export const personal = <S extends v.GenericSchema<string, string>>(schema: S, person: string) =>
  v.pipe(schema, v.metadata({ personal: person }));

/** Where personal text stands in an event, and where the id of its person stands; '*' is every element or entry. */
export interface PersonalMark {
  readonly path: readonly string[];
  readonly person: readonly string[];
}

interface SchemaShape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, SchemaShape>>;
  readonly wrapped?: SchemaShape;
  readonly item?: SchemaShape;
  readonly value?: SchemaShape;
  readonly pipe?: readonly { readonly type: string; readonly metadata?: Readonly<Record<string, unknown>> }[];
}

const collect = (schema: SchemaShape, path: readonly string[], marks: PersonalMark[]): void => {
  for (const action of schema.pipe ?? []) {
    const person = action.metadata?.['personal'];
    if (typeof person === 'string') marks.push({ path, person: [...path.slice(0, -1), person] });
  }
  if (schema.wrapped) collect(schema.wrapped, path, marks);
  if (schema.item) collect(schema.item, [...path, '*'], marks);
  if (schema.type === 'record' && schema.value) collect(schema.value, [...path, '*'], marks);
  for (const [name, entry] of Object.entries(schema.entries ?? {})) collect(entry, [...path, name], marks);
};

/** The personal marks of a table of event schemas, for the codec of the log. */
export const personalMarks = (events: Schemas): Record<string, PersonalMark[]> => {
  const all: Record<string, PersonalMark[]> = {};
  for (const [type, schema] of Object.entries(events)) {
    const marks: PersonalMark[] = [];
    collect(schema, [], marks);
    if (marks.length > 0) all[type] = marks;
  }
  return all;
};

/** A value or, where it is absent, a fallback: for records indexed by ids that came over the wire. */
export const entry = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
