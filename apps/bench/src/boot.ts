import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteEventLog } from '@rostrum/event-log';
import { Hall } from './rig/hall.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { instant, median, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';

const QUESTIONS = 20;

/**
 * `boot [--events 100000] [--rounds 3] [--profile DIR]`: a server is started on a log of a session with so many votes, after a
 * power cut and without a snapshot, until it has sent the session's page; and on the same log without the votes. The
 * difference is what replaying them takes.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { events, rounds, profile } = readOptions(args, { events: 100_000, rounds: 3 });
  const where = machine();
  const first = await ServerProcess.start('withoutPages');
  const dataDir = first.dataDir;
  let last: ServerProcess | undefined;
  try {
    const hall = await Hall.open(first);
    const questions: string[] = [];
    for (let at = 0; at < QUESTIONS; at += 1) questions.push(await hall.ask(`第 ${at + 1} 个问题`));
    const [seat] = await hall.guests(1);
    hall.close();
    await first.stop('SIGKILL');
    /** From a fresh copy of the folder each time: a start leaves snapshots and cursors behind. */
    const started = async (folder?: string): Promise<number> => {
      const copy = `${dataDir}-copy`;
      await cp(dataDir, copy, { recursive: true });
      try {
        const began = instant();
        last = await ServerProcess.start('withoutPages', {
          dataDir: copy,
          ...(folder === undefined ? {} : { profile: folder }),
        });
        const page = await fetch(`${last.base}/s/${hall.session}/audience/`, {
          headers: { cookie: seat?.cookie ?? '' },
        });
        if (page.status !== 200) throw new Error(`no page: ${page.status}`);
        await page.text();
        const ms = instant() - began;
        await last.stop(folder === undefined ? 'SIGKILL' : 'SIGTERM');
        return ms;
      } finally {
        await rm(copy, { recursive: true, force: true });
      }
    };
    await started();
    const without: number[] = [];
    for (let index = 0; index < rounds; index += 1) without.push(await started());
    await addVotes(dataDir, `session/${hall.session}/1`, questions, events);
    const replayed: number[] = [];
    for (let index = 0; index < rounds; index += 1) replayed.push(await started());
    if (profile !== undefined) await started(profile);
    const ms = median(replayed) - median(without);
    return {
      events,
      rounds,
      emptyMs: Math.round(median(without)),
      fullMs: Math.round(median(replayed)),
      ...where,
      eventsPerSecond: Math.round((events / ms) * 1000),
      microsecondsAnEvent: round((ms / events) * 1000, 1),
    };
  } finally {
    await last?.stop('SIGKILL');
    await first.end('SIGKILL');
  }
}

/** Votes of 500 people come and go, as the log would have them. */
const addVotes = async (dataDir: string, stream: string, questions: string[], events: number): Promise<void> => {
  const log = await openSqliteEventLog({ file: join(dataDir, 'events.sqlite') });
  await log.forgetSnapshots();
  let head = await log.head(stream);
  const at = Date.now();
  const vote = (index: number) => {
    const voter = `voter${index % 500}`;
    const pass = Math.floor(index / 500);
    const type = Math.floor(pass / questions.length) % 2 === 0 ? 'question.voted' : 'question.unvoted';
    return { type, at, by: voter, data: { question: questions[pass % questions.length] ?? '', voter } };
  };
  for (let from = 0; from < events; from += 1_000) {
    const lot = Array.from({ length: Math.min(1_000, events - from) }, (_, index) => vote(from + index));
    await log.append({ stream, expectedRevision: head, events: lot, commands: [] });
    head += lot.length;
  }
  await log.close();
};
