import { Random } from '../random.ts';
import { ToyClient } from './client.ts';
import { ToyNode } from './node.ts';
import type { Defect } from './node.ts';
import { evolve, meView, NOTHING, roleView } from './toy.ts';
import type { ToyEvent } from './toy.ts';

const CLIENTS = 5;
const STEPS = 400;
/** A storm leaves some hundreds of messages; so many mean that somebody asks for ever. */
const ENOUGH = 20_000;

/** One history: two nodes, a storm, cuts anywhere; then quiet. Answers what was wrong, an empty list when all is well. */
export function runHistory(seed: number, defect?: Defect): string[] {
  const random = new Random(seed);
  // Every third history also loses patches within a socket; what lies behind such a hole cannot be promised.
  const lossy = seed % 3 === 0;
  const log: ToyEvent[] = [];
  const nodes = [new ToyNode(log, defect), new ToyNode(log, defect)];
  const clients: ToyClient[] = [];
  const wrong = new Set<string>();
  let now = 0;

  for (let step = 0; step < STEPS; step++) {
    now += random.below(20);
    for (const node of nodes) {
      if (random.chance(0.5)) node.follow(random);
      if (random.chance(0.7)) node.publishIfDue(now);
    }
    if (random.chance(0.4)) log.push(randomEvent(random));
    if (clients.length < CLIENTS && random.chance(0.05)) {
      const client = new ToyClient(`c${clients.length}`, random);
      // A page of HTML first; now and then none, as when a worker serves the shell.
      if (random.chance(0.8)) client.open(random.pick(nodes));
      clients.push(client);
    }
    for (const client of clients) {
      if (!client.connected && random.chance(0.15)) client.connect(random.pick(nodes));
      else if (random.chance(0.02)) client.cut();
      if (random.chance(0.05)) client.vote();
      if (lossy && random.chance(0.02)) client.losePatch();
      for (let n = random.below(4); n > 0; n--) {
        client.deliver();
        observe(client, lossy, wrong);
      }
    }
  }

  // A hole at the very end shows with the next change; so in lossy histories every view changes once more.
  if (lossy) {
    log.push({ kind: 'set', map: 'end', key: 'end', value: 1 });
    for (const { name } of clients) log.push({ kind: 'vote', client: name, command: `${name}-end` });
  }
  const quiet = settle(nodes, clients, random, now, (client) => observe(client, lossy, wrong));
  if (!quiet) return [...wrong, 'the sockets never fall silent'];
  const state = log.reduce(evolve, NOTHING);
  for (const client of clients) {
    if (!equal(client.replica.role, roleView(state))) wrong.add(`${client.name}: role view differs`);
    if (!equal(client.replica.me, meView(state, client.name))) wrong.add(`${client.name}: personal view differs`);
    if (client.pending.length > 0) wrong.add(`${client.name}: still pending ${client.pending.join()}`);
  }
  return [...wrong];
}

/** What must hold at every moment. */
function observe(client: ToyClient, lossy: boolean, wrong: Set<string>): void {
  if (lossy) return;
  if (client.aheadOfRole) wrong.add(`${client.name}: personal view ahead of the role's`);
  if (client.brokenPromises().length > 0) wrong.add(`${client.name}: covered, but not shown`);
}

/** Everybody connects, both nodes reach the end of the log, everything is delivered; false when that never ends. */
function settle(
  nodes: ToyNode[],
  clients: ToyClient[],
  random: Random,
  storm: number,
  seen: (client: ToyClient) => void,
): boolean {
  let deliveries = 0;
  for (const client of clients) if (!client.connected) client.connect(random.pick(nodes));
  for (let now = storm, calm = 0; calm < 3; now += 100) {
    for (const node of nodes) {
      node.followAll();
      node.publishIfDue(now);
    }
    let delivered = false;
    for (const client of clients) {
      while (client.deliver()) {
        delivered = true;
        seen(client);
        if (++deliveries > ENOUGH) return false;
      }
    }
    calm = delivered ? 0 : calm + 1;
  }
  return true;
}

function randomEvent(random: Random): ToyEvent {
  const map = random.pick(['talks', 'questions', '__proto__']);
  const key = random.pick(['a', 'b', 'c', 'd']);
  if (random.chance(0.4)) return { kind: 'scene', scene: random.pick(['black', 'talk']) };
  return random.chance(0.6) ? { kind: 'set', map, key, value: random.below(3) } : { kind: 'remove', map, key };
}

function equal(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
