import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Child } from './rig/child.ts';
import { Crowd } from './rig/crowd.ts';
import { Hall } from './rig/hall.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { median, quantile, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';
import type { Written, WriteTask } from './rig/sqlite-writer.ts';

const TARGET = { ratio: 0.3, p99Ms: 250 };
/** What a phone may send at once, and how long until it may again. */
const BURST = 20;
const REFILL = 4_500;

/**
 * `storm [--clients 500] [--rounds 6] [--group 100] [--profile DIR]`: every client votes for twenty questions (then takes the
 * votes back, and so on), each vote sent once the one before is acknowledged, which is once it is on disk. `ratio`: votes a
 * second over those of SQLite alone, which appends the same rows to a copy of the same log, `group` votes a commit.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const options = readOptions(args, { clients: 500, rounds: 6, group: 100 });
  const where = machine();
  const server = await ServerProcess.start('withoutPages', options);
  const [crowd, writer] = [new Crowd(), new Child('sqlite-writer.ts')];
  try {
    const hall = await Hall.open(server);
    const { dataDir } = server;
    const questions: string[] = [];
    for (let at = 0; at < BURST; at += 1) questions.push(await hall.ask(`第 ${at + 1} 个问题：这一页讲的是什么？`));
    await crowd.open(await hall.guests(options.clients), 'snapshot');
    const [rates, references, ratios]: [number[], number[], number[]] = [[], [], []];
    const latencies: number[] = [];
    const [cpu, crowdCpu]: [number[], number[]] = [[], []];
    const answers: Record<string, number> = {};
    for (let index = -1; index < options.rounds; index += 1) {
      await delay(REFILL);
      const type = index % 2 === 0 ? 'question.unvote' : 'question.vote';
      const asked = Array.from({ length: options.clients }, () =>
        questions.map((question) => ({
          id: randomBytes(12).toString('base64url'),
          run: 1,
          command: { type, question },
        })),
      );
      await writer.ask({ do: 'copy', dataDir } satisfies WriteTask);
      const [cpuBefore, crowdBefore] = [await server.cpuMs(), await crowd.cpuMs()];
      const stormed = await crowd.storm('command', asked);
      const votes = stormed.latencies.length;
      const [cpuUsed, crowdUsed] = [(await server.cpuMs()) - cpuBefore, (await crowd.cpuMs()) - crowdBefore];
      const task = { do: 'write', dataDir, votes, group: options.group } satisfies WriteTask;
      const written = await writer.ask<Written>(task);
      // The first warms both up.
      if (index < 0) continue;
      for (const [kind, count] of Object.entries(stormed.answers)) answers[kind] = (answers[kind] ?? 0) + count;
      latencies.push(...stormed.latencies);
      rates.push((votes / stormed.milliseconds) * 1000);
      references.push((votes / written.milliseconds) * 1000);
      cpu.push((cpuUsed / votes) * 1000);
      crowdCpu.push((crowdUsed / votes) * 1000);
      ratios.push(written.milliseconds / stormed.milliseconds);
    }
    const [ratio, p99] = [median(ratios), quantile(latencies, 0.99)];
    return {
      clients: options.clients,
      rounds: options.rounds,
      answers,
      perSecond: Math.round(median(rates)),
      barePerSecond: Math.round(median(references)),
      group: options.group,
      cpuMicrosecondsAVote: Math.round(median(cpu)),
      crowdCpuMicrosecondsAVote: Math.round(median(crowdCpu)),
      p50Ms: round(median(latencies), 1),
      p99Ms: round(p99, 1),
      ...where,
      ratio: round(ratio),
      target: TARGET,
      reached: ratio >= TARGET.ratio && p99 <= TARGET.p99Ms,
    };
  } finally {
    await Promise.all([crowd.end(), writer.end(), server.end()]);
  }
}
