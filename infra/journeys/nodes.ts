import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rostrum } from './rostrum.ts';

const SERVER = join(import.meta.dirname, '../../apps/server/src');

interface Node {
  start(): Promise<string>;
  kill(): Promise<void>;
}
interface Started {
  readonly one: Node;
  readonly other: Node;
  readonly balancer: { readonly base: string; readonly given: readonly number[] };
  readonly ownerToken: string;
  close(): Promise<void>;
}

/** Rostrum as two processes on one Redis, behind a balancer that knows of nothing. */
export const startTwoNodes = async (): Promise<Rostrum & Pick<Started, 'one' | 'other' | 'balancer'>> => {
  const { startNodes } = (await import(pathToFileURL(join(SERVER, 'proofs/testing/nodes.ts')).href)) as {
    startNodes(redisSettings: object, script: string): Promise<Started>;
  };
  const { one, other, balancer, ownerToken, close } = await startNodes({}, join(SERVER, 'serve.ts'));
  return {
    one,
    other,
    balancer,
    base: balancer.base,
    dataDir: '',
    ownerLink: () => Promise.resolve(`${balancer.base}/owner/${ownerToken}`),
    close,
  };
};
