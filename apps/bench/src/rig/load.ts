import { serveTasks } from './child.ts';
import { instant } from './quantiles.ts';
import { Wire, type WireEvents, type WireOptions } from './wire.ts';

/** A crowd of clients in one process. It is told what to do, and says when it was done. */
export type LoadTask =
  /** Opens clients, so many under way at once, and waits until each is `ready`: connected, or with its first snapshot. */
  | { do: 'open'; clients: WireOptions[]; atOnce: number; ready: Ready }
  /** From now on counts events that begin with `prefix`; `all` waits until each client has had one. */
  | { do: 'count'; prefix: string }
  | { do: 'all' }
  /** Each client asks its questions one after another, all clients at once. */
  | { do: 'storm'; event: string; asked: unknown[][] }
  | { do: 'close' };
export type Ready = 'connected' | 'snapshot';
export interface Opened {
  readonly began: number;
  readonly ended: number;
}
export interface AllHad {
  readonly ended: number;
  /** One of the events, as it came. */
  readonly sample: string;
}
export interface Stormed {
  readonly milliseconds: number;
  readonly latencies: number[];
  /** Answers by whether they were `ok`, else by their code. */
  readonly answers: Record<string, number>;
}

const SNAPSHOT = '["view",{"kind":"snapshot","view":"role"';

let crowd: Wire[] = [];
/** One for all: each client is done with what it has read before the next one reads. */
const buffer = Buffer.alloc(64 * 1024);
/** What no event begins with: nothing is counted. */
const NOTHING = '\0';
let closed = 0;
const counting = { prefix: NOTHING, had: 0, ended: 0, sample: '', done: (): void => undefined };

const open = async ({ clients, atOnce, ready }: LoadTask & { do: 'open' }): Promise<Opened> => {
  const began = instant();
  let next = 0;
  const one = (options: WireOptions): Promise<void> =>
    new Promise((resolve) => {
      let awaited = ready === 'snapshot';
      const on: WireEvents = {
        connected: () => ready === 'connected' && resolve(),
        event: (decoded) => {
          if (!awaited && counting.prefix === NOTHING) return;
          const json = decoded();
          if (awaited && json.startsWith(SNAPSHOT)) {
            awaited = false;
            resolve();
          }
          if (!json.startsWith(counting.prefix)) return;
          counting.had += 1;
          counting.ended = instant();
          counting.sample = json;
          if (counting.had === crowd.length) counting.done();
        },
        closed: () => void (closed += 1),
      };
      const wire = new Wire(options, on, buffer);
      crowd.push(wire);
    });
  const lane = async (): Promise<void> => {
    for (let client = clients[next++]; client; client = clients[next++]) await one(client);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { began, ended: instant() };
};

const all = async (): Promise<AllHad> => {
  if (closed > 0) throw new Error(`${closed} clients have lost their connection`);
  if (counting.had < crowd.length) await new Promise<void>((resolve) => (counting.done = resolve));
  return { ended: counting.ended, sample: counting.sample };
};

const storm = async ({ event, asked }: LoadTask & { do: 'storm' }): Promise<Stormed> => {
  const latencies: number[] = [];
  const answers: Record<string, number> = {};
  // Phones write out their own commands; here one process stands for all of them.
  const questions = crowd.map((wire, at) => (asked[at] ?? []).map((payload) => wire.question(event, payload)));
  const began = instant();
  await Promise.all(
    questions.map(async (own) => {
      for (const ask of own) {
        const sent = instant();
        const json = await ask();
        latencies.push(instant() - sent);
        const kind = json.startsWith('[{"ok":true') ? 'ok' : (/"code":"([a-z-]+)"/.exec(json)?.[1] ?? json);
        answers[kind] = (answers[kind] ?? 0) + 1;
      }
    }),
  );
  return { milliseconds: instant() - began, latencies, answers };
};

serveTasks(async (task: LoadTask): Promise<object> => {
  switch (task.do) {
    case 'open':
      return open(task);
    case 'count':
      Object.assign(counting, { prefix: task.prefix, had: 0, done: () => undefined });
      return {};
    case 'all':
      return all();
    case 'storm':
      return storm(task);
    case 'close':
      for (const wire of crowd) wire.close();
      crowd = [];
      closed = 0;
      return {};
  }
});
