import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeDir, tempDir } from '../testing/server.ts';
import { Hall } from './testing/hall.ts';
import { freePort, ServerProcess } from './testing/server-process.ts';
import { readTrace, type Call } from './testing/strace.ts';

const ROUNDS = 12;

let dir: string;
let server: ServerProcess;
let trace: string;
beforeEach(async () => {
  dir = await tempDir();
  trace = join(dir, 'trace');
  const calls = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg,ftruncate';
  server = new ServerProcess(dir, await freePort(), [
    'strace',
    '-D',
    '-f',
    '-yy',
    '-ttt',
    '-s',
    '4096',
    '-e',
    calls,
    '-o',
    trace,
  ]);
});
afterEach(async () => {
  await server.kill();
  await removeDir(dir);
});

const ofLog = ({ name, text }: Call, ...names: string[]): boolean =>
  names.includes(name) && text.includes('events.sqlite-wal');
/** What went out on a TCP connection; a WebSocket frame may be written with others. */
const sent = ({ name, text }: Call): boolean =>
  ['write', 'writev', 'sendto', 'sendmsg'].includes(name) && text.includes('<TCP');

it('[SY9] each acknowledgement follows an fsync of the log that came after the write of its batch', async () => {
  const hall = await Hall.open(server.base, await server.start(), { settings: { moderation: false } });
  const phones = await Promise.all(
    Array.from({ length: 4 }, async (_one, at) => hall.screen(await hall.guest(`访客${at}`))),
  );
  const answers: { revision: number; question: string }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const asked = await Promise.all(
      phones.map((phone, at) =>
        phone.keep({ type: 'question.ask', text: `Round ${round} of phone ${at}`, named: true }),
      ),
    );
    for (const answer of asked) {
      if (!answer?.ok) throw new Error(answer?.code);
      answers.push({ revision: answer.revision, question: String(answer.answer?.['question']) });
    }
  }
  for (const phone of phones) phone.close();
  await server.kill('SIGTERM');

  const calls = readTrace(await readFile(trace, 'latin1'));
  const writes = calls.filter((one) => ofLog(one, 'pwrite64', 'write'));
  const flushes = calls.filter((one) => ofLog(one, 'fsync', 'fdatasync'));
  const told = calls.filter(sent);
  const batches = new Set<number>();
  for (const { revision, question } of answers) {
    // The event's row holds the question's id; the write-ahead log gets the page with it.
    const written = writes.find((one) => one.text.includes(question));
    expect(written, `the write of ${question}`).toBeDefined();
    // Acknowledgements are Socket.IO packets «43<id>[{"ok":true,"revision":…».
    const answered = told.find(
      (one) => one.text.includes(String.raw`\"ok\":true,\"revision\":${revision},`) && one.text.includes(question),
    );
    expect(answered, `the acknowledgement of ${question}`).toBeDefined();
    expect(answered!.begun).toBeGreaterThan(written!.ended);
    // The last write of the batch is the one that commits; the flush must come after it and end before the answer begins.
    const flush = flushes.find((one) => one.begun > written!.ended && one.ended < answered!.begun);
    expect(flush, `a flush between the write and the acknowledgement of ${question}`).toBeDefined();
    batches.add(flush!.begun);
    // Nothing tells of the question before it is on the disk: no view, to nobody.
    const early = told.find((one) => one.text.includes(question) && one.begun < flush!.ended);
    expect(early, `${question} was told before it was on the disk`).toBeUndefined();
  }
  process.stdout.write(`fsync: ${JSON.stringify({ acknowledged: answers.length, flushes: batches.size })}\n`);
  expect(batches.size).toBeGreaterThanOrEqual(ROUNDS);
}, 60_000);

it('[SY9] the store is opened so that a commit is a flush: WAL, synchronous=FULL, fullfsync', async () => {
  // SQLite keeps these for a connection, not in the file: asked of the program that opens it, as the server does.
  const source = new URL('../../../../packages/event-log/src/sqlite-schema.ts', import.meta.url).href;
  const script = `const { openDatabase } = await import(${JSON.stringify(source)});
    const database = openDatabase({ file: process.argv[1], busyTimeoutMs: 1000 });
    const read = (name) => Object.values(database.prepare('PRAGMA ' + name).get())[0];
    process.stdout.write(JSON.stringify(['journal_mode', 'synchronous', 'fullfsync', 'checkpoint_fullfsync'].map(read)));`;
  const file = join(dir, 'asked.sqlite');
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual(['wal', 2, 1, 1]);
  const other = new DatabaseSync(file);
  expect(Object.values(other.prepare('PRAGMA journal_mode').get()!)).toEqual(['wal']);
  other.close();
});
