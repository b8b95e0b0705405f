/** `pnpm bench NAME …`: runs one measurement; the last line printed is its result as JSON. */

type Bench = { run: (args: string[]) => Promise<Record<string, unknown>> };

const BENCHES: ReadonlyMap<string, () => Promise<Bench>> = new Map<string, () => Promise<Bench>>([
  ['fanout', () => import('./fanout.ts')],
  ['join', () => import('./join.ts')],
  ['memory', () => import('./memory.ts')],
  ['storm', () => import('./storm.ts')],
  ['boot', () => import('./boot.ts')],
  ['phone', () => import('./phone.ts')],
  ['clock', () => import('./clock.ts')],
  ['deck', () => import('./deck.ts')],
  ['scoring', () => import('./scoring.ts')],
]);

const [name = '', ...args] = process.argv.slice(2);
const load = BENCHES.get(name);
if (load === undefined) {
  console.error(`Usage: pnpm bench NAME …\nNames: ${[...BENCHES.keys()].join(', ')}`);
  process.exitCode = 2;
} else {
  const bench = await load();
  const result = await bench.run(args);
  console.log(JSON.stringify({ bench: name, ...result }));
}
