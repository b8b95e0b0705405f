import { createHash } from 'node:crypto';
import { sessionCommands, sessionEvents, workspaceCommands, workspaceEvents } from '@rostrum/domain';
import { expect, it } from 'vitest';
import { envelope } from './commands.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** The hash of all that travels and is stored, for each version of the protocol. */
const HASHES: Readonly<Record<number, string>> = {
  1: '64ca35310648dace6cc8f33d',
};

/** A schema as plain data: what it accepts, without its functions' text but with what they check. */
const shape = (schema: unknown): unknown => {
  if (schema === null || typeof schema !== 'object') return typeof schema === 'bigint' ? String(schema) : schema;
  if (schema instanceof RegExp) return String(schema);
  if (Array.isArray(schema)) return schema.map(shape);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([key, value]) =>
          typeof value !== 'function' && !key.startsWith('~') && !['async', 'reference', 'expects'].includes(key),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, shape(value)]),
  );
};
const hashOf = (schemas: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(shape(schemas)))
    .digest('hex')
    .slice(0, 24);

it('[SY2] what travels has not changed without a new version of the protocol', () => {
  const hash = hashOf({ envelope, sessionCommands, sessionEvents, workspaceCommands, workspaceEvents });
  const advice = [
    `The schemas of commands or events have changed: their hash is now ${hash}.`,
    'Did you mean to? If this version has never been released, write the new hash into HASHES.',
    'If it has: raise PROTOCOL_VERSION, add the hash under the new number, write the pair of adapters for the version before,',
    'and see that events of old logs can still be read (an upcast, never a rewrite).',
  ].join('\n');
  expect(HASHES[PROTOCOL_VERSION], advice).toBe(hash);
});

it('[SY2] the hash sees a changed limit, a new field and a new choice', async () => {
  const v = await import('valibot');
  const base = v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.picklist(['x']) });
  const others = [
    v.object({ a: v.pipe(v.string(), v.maxLength(6)), b: v.picklist(['x']) }),
    v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.picklist(['x', 'y']) }),
    v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.picklist(['x']), c: v.string() }),
    v.object({ a: v.exactOptional(v.pipe(v.string(), v.maxLength(5))), b: v.picklist(['x']) }),
  ];
  expect(new Set([base, ...others].map(hashOf)).size).toBe(5);
});
