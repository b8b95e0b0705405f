import { describe, expect, it } from 'vitest';
import type { NetworkAddress } from './addresses.ts';
import type { NetworkSettings, VideoPorts } from './livekit-config.ts';
import { reachability } from './reachability.ts';

const ports: VideoPorts = { signal: 7880, tcp: 7881, udp: 7882 };
const at = (address: string): NetworkAddress[] => [{ address, family: 'IPv4', interface: 'eth0' }];
const lan = at('192.168.1.20');
const base: NetworkSettings = { host: '0.0.0.0', port: 3000, lanAddresses: lan, tls: false, videoPorts: ports };
const name = { publicUrl: 'https://talks.example', publicAddresses: ['203.0.113.5'] };

/** `watch/speak` and the reasons of what is missing. */
const brief = (settings: Partial<NetworkSettings>, actual: VideoPorts | null = ports) => {
  const { network, outside } = reachability({ ...base, ...settings }, actual);
  const line = (reach: typeof network) =>
    [`${reach.watch}/${reach.speak}`, ...reach.missing.map((each) => `${each.what}:${each.reason}`)].join(' ');
  return [line(network), line(outside)];
};

const cases: [string, Partial<NetworkSettings>, VideoPorts | null, string, string][] = [
  [
    'this machine only',
    { host: '127.0.0.1' },
    ports,
    'no/no address:this-machine-only certificate:plain-http',
    'no/no address:this-machine-only certificate:plain-http',
  ],
  [
    'no network',
    { lanAddresses: [] },
    ports,
    'no/no address:no-network certificate:plain-http',
    'no/no address:no-network certificate:plain-http',
  ],
  [
    'a LAN, plain HTTP: the hall may watch',
    {},
    ports,
    'yes/no certificate:plain-http',
    'no/no address:no-public-url certificate:plain-http',
  ],
  ['a LAN with a certificate', { tls: true }, ports, 'yes/yes', 'no/no address:no-public-url'],
  ['not started yet', { tls: true }, null, 'yes/yes', 'no/no address:no-public-url'],
  ['a rented server', { ...name, lanAddresses: at('203.0.113.5') }, ports, 'yes/yes', 'yes/yes'],
  ['a public name behind a router', name, ports, 'yes/yes', 'unproven/unproven port:forward'],
  [
    'a public address behind a router, plain HTTP',
    { publicUrl: 'http://203.0.113.5' },
    ports,
    'unproven/no address:only-public certificate:plain-http',
    'unproven/no port:forward certificate:plain-http',
  ],
  [
    'its public address cannot be found',
    { publicUrl: 'https://talks.example', stunFailed: true },
    ports,
    'yes/yes',
    'no/no address:unknown-public',
  ],
  [
    'a name of this network',
    { publicUrl: 'https://rostrum.lan', publicAddresses: ['192.168.1.20'] },
    ports,
    'yes/yes',
    'no/no address:not-public',
  ],
  [
    'the configured port was taken',
    { tls: true },
    { ...ports, udp: 7883 },
    'unproven/unproven port:moved',
    'no/no address:no-public-url port:moved',
  ],
];

describe('who can be reached by video', () => {
  it.each(cases)('%s', (_, settings, actual, network, outside) => {
    expect(brief(settings, actual)).toEqual([network, outside]);
  });

  it('names the ports that a router has to pass on', () => {
    const { outside } = reachability({ ...base, ...name }, { ...ports, udp: 7890 });
    expect(outside.missing).toEqual([{ what: 'port', reason: 'forward', tcp: 7881, udp: 7890 }]);
  });
});
