import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { run } from './child-process.ts';

/** A process told apart from a later one that got the same number. */
const identity = v.object({ pid: v.pipe(v.number(), v.integer(), v.minValue(2)), started: v.string() });
const recordSchema = v.object({ child: identity, owner: identity });
export type ProcessIdentity = v.InferOutput<typeof identity>;
export type ProcessRecord = v.InferOutput<typeof recordSchema>;

const query = async (pid: number): Promise<string | undefined> => {
  const [program, args]: [string, string[]] =
    process.platform === 'win32'
      ? ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]];
  const { code, lines } = await run(program, args, { env: process.env, timeoutMs: 10_000 });
  return code === 0 && lines.length > 0 ? lines.join(' ').trim() : undefined;
};

/** When a process started, in whatever form this system tells it; undefined when there is no such process. */
export const processStarted = async (pid: number): Promise<string | undefined> => {
  if (process.platform !== 'linux') return query(pid);
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // proc(5): after the parenthesised name, field 3 is the state and field 22 the start in ticks since boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${boot.trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
};

const alive = async ({ pid, started }: ProcessIdentity) => (await processStarted(pid)) === started;

export const identify = async (pid: number): Promise<ProcessIdentity | undefined> => {
  const started = await processStarted(pid);
  return started === undefined ? undefined : { pid, started };
};

export const writeRecord = async (file: string, record: ProcessRecord) => {
  await writeFile(`${file}.new`, JSON.stringify(record), { mode: 0o600 });
  await rename(`${file}.new`, file);
};

export const removeRecord = (file: string) => rm(file, { force: true });

/**
 * Ends the child that an earlier process of ours left behind when it was killed. A record whose owner still lives is left alone: that
 * is another server on the same folder. Answers the number of the process that was ended.
 */
export const endStale = async (file: string): Promise<number | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  let record: ProcessRecord;
  try {
    record = v.parse(recordSchema, JSON.parse(text));
  } catch {
    await removeRecord(file);
    return undefined;
  }
  if (await alive(record.owner)) return undefined;
  let ended: number | undefined;
  if (await alive(record.child)) {
    process.kill(record.child.pid, 'SIGKILL');
    for (let tries = 0; tries < 60 && (await alive(record.child)); tries++) await sleep(50);
    ended = record.child.pid;
  }
  await removeRecord(file);
  return ended;
};
