import { networkInterfaces } from 'node:os';
import type { NetworkAddress } from './addresses.ts';
import { startTrial } from './trial.ts';
import { videoIdentity } from './tokens.ts';
import type { NetworkSettings } from './livekit-config.ts';

/**
 * A server in a network namespace, for `network.integration.test.ts`. Arguments: HOST, port and, when given, PUBLIC_URL. It says one
 * line of JSON when it is ready: two tokens and what it thinks of its reachability; it ends with its standard input.
 */
const [host = '0.0.0.0', port = '3000', publicUrl] = process.argv.slice(2);
const room = 'net.1';
const first = Number(port);
const lanAddresses: NetworkAddress[] = Object.entries(networkInterfaces()).flatMap(([name, all]) =>
  (all ?? []).map(({ address, family }) => ({ address, family, interface: name })),
);
const network: NetworkSettings = {
  host,
  port: first,
  lanAddresses,
  tls: false,
  videoPorts: { signal: first + 1, tcp: first + 2, udp: first + 3 },
  ...(publicUrl === undefined || publicUrl === '' ? {} : { publicUrl }),
};
const began = performance.now();
const trial = await startTrial(network, undefined, undefined, { host, port: first });
trial.video.stage.follow({ room, onStage: new Set(['speaker']), expelled: new Set() });
if (!(await trial.video.stage.settled(room))) throw new Error('LiveKit made no room');
const mint = trial.video.mintToken;
if (mint === undefined) throw new Error('video is off');
console.log(
  JSON.stringify({
    speaker: await mint({ room, identity: videoIdentity('speaker'), rights: 'stage' }),
    hall: await mint({ room, identity: videoIdentity('hall'), rights: 'projector' }),
    reachability: trial.video.reachability(),
    startMs: Math.round(performance.now() - began),
  }),
);
process.stdin.resume();
process.stdin.once('end', () => void trial.stop().then(() => process.exit(0)));
