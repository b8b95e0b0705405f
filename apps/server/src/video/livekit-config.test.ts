import { describe, expect, it } from 'vitest';
import type { NetworkAddress } from './addresses.ts';
import { liveKitConfig, mediaPlan, type MediaPlan, type NetworkSettings } from './livekit-config.ts';

const on = (name: string, ...addresses: string[]): NetworkAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 'IPv6' : 'IPv4', interface: name }));

const ports = { signal: 7880, tcp: 7881, udp: 7882 };
const base: NetworkSettings = { host: '0.0.0.0', port: 3000, lanAddresses: [], tls: false, videoPorts: ports };
const wifi = on('wlan0', '192.168.1.20');
const loopback: MediaPlan = { kind: 'loopback', local: ['127.0.0.1'], nodeIp: '127.0.0.1' };
const one: MediaPlan = { kind: 'network', local: ['192.168.1.20'], nodeIp: '192.168.1.20' };

const cases: [string, Partial<NetworkSettings>, MediaPlan][] = [
  ['HOST is loopback', { host: '127.0.0.1', lanAddresses: wifi }, loopback],
  ['HOST is localhost', { host: 'localhost', lanAddresses: wifi }, loopback],
  ['no network at all', { lanAddresses: on('lo', '127.0.0.1', '::1') }, loopback],
  ['one LAN address', { lanAddresses: [...on('lo', '127.0.0.1'), ...wifi] }, one],
  [
    'containers, virtual machines and a VPN beside the LAN',
    {
      lanAddresses: [
        ...on('docker0', '172.17.0.1'),
        ...on('br-0123456789ab', '172.18.0.1'),
        ...on('utun3', '10.8.0.2'),
        ...on('tailscale0', '100.100.1.1'),
        ...on('vEthernet (WSL)', '172.29.0.1'),
        ...wifi,
      ],
    },
    one,
  ],
  [
    'only a VPN',
    { lanAddresses: on('tailscale0', '100.100.1.1') },
    { kind: 'network', local: ['100.100.1.1'], nodeIp: '100.100.1.1' },
  ],
  ['a LAN that is a bridge', { lanAddresses: on('br-lan', '192.168.1.20') }, one],
  ['an external switch of Hyper-V', { lanAddresses: on('vEthernet (External)', '192.168.1.20') }, one],
  [
    'Wi-Fi and cable: both are offered',
    { lanAddresses: [...wifi, ...on('eth0', '10.1.0.5')] },
    { kind: 'network', local: ['192.168.1.20', '10.1.0.5'] },
  ],
  ['a link-local address beside it', { lanAddresses: [...on('eth0', '169.254.3.4', 'fe80::1'), ...wifi] }, one],
  [
    'IPv6 beside IPv4, HOST on both',
    { host: '::', lanAddresses: [...on('wlan0', 'fd00::20', '2001:db8::20'), ...wifi] },
    { kind: 'network', local: ['192.168.1.20', 'fd00::20'] },
  ],
  [
    'IPv6 only',
    { host: '::', lanAddresses: on('wlan0', 'fd00::20') },
    { kind: 'network', local: ['fd00::20'], nodeIp: 'fd00::20' },
  ],
  ['IPv6 there, but HOST is IPv4', { lanAddresses: [...on('wlan0', 'fd00::20'), ...wifi] }, one],
  ['HOST is one of two addresses', { host: '192.168.1.20', lanAddresses: [...wifi, ...on('eth0', '10.1.0.5')] }, one],
  [
    'HOST is one IPv6 address, in brackets',
    { host: '[fd00::20]' },
    { kind: 'network', local: ['fd00::20'], nodeIp: 'fd00::20' },
  ],
  ['PUBLIC_URL is localhost', { publicUrl: 'http://localhost:3000', lanAddresses: wifi }, one],
  [
    'a rented server with a public address of its own',
    { publicUrl: 'https://talks.example', publicAddresses: ['203.0.113.5'], lanAddresses: on('eth0', '203.0.113.5') },
    { kind: 'network', local: ['203.0.113.5'], nodeIp: '203.0.113.5' },
  ],
  [
    'the same behind a content network in another place',
    { publicUrl: 'https://talks.example', publicAddresses: ['198.51.100.9'], lanAddresses: on('eth0', '203.0.113.5') },
    { kind: 'network', local: ['203.0.113.5'], nodeIp: '203.0.113.5' },
  ],
  [
    'PUBLIC_URL is a public address that the router forwards',
    { publicUrl: 'http://203.0.113.5:3000', lanAddresses: wifi },
    { kind: 'nat', local: ['192.168.1.20'], nodeIp: '203.0.113.5' },
  ],
  [
    'PUBLIC_URL is a name behind NAT: the address is asked for',
    { publicUrl: 'https://talks.example', publicAddresses: ['203.0.113.5'], lanAddresses: wifi },
    { kind: 'stun', local: ['192.168.1.20'] },
  ],
  [
    'PUBLIC_URL is a name that does not resolve',
    { publicUrl: 'https://talks.example', lanAddresses: wifi },
    { kind: 'stun', local: ['192.168.1.20'] },
  ],
  [
    'asking failed: what the name resolves to',
    { publicUrl: 'https://talks.example', publicAddresses: ['203.0.113.5'], lanAddresses: wifi, stunFailed: true },
    { kind: 'nat', local: ['192.168.1.20'], nodeIp: '203.0.113.5' },
  ],
  [
    'asking failed and the name does not resolve',
    { publicUrl: 'https://talks.example', lanAddresses: wifi, stunFailed: true },
    one,
  ],
  [
    'a name of this network, our own',
    { publicUrl: 'https://rostrum.lan', publicAddresses: ['192.168.1.20'], lanAddresses: wifi },
    one,
  ],
  [
    'a name of this network, a reverse proxy on another machine',
    { publicUrl: 'https://rostrum.lan', publicAddresses: ['192.168.1.2'], lanAddresses: wifi },
    one,
  ],
  [
    'HOST is loopback behind a reverse proxy: media does not pass through it',
    {
      host: '127.0.0.1',
      publicUrl: 'https://talks.example',
      publicAddresses: ['203.0.113.5'],
      lanAddresses: on('eth0', '203.0.113.5'),
    },
    { kind: 'network', local: ['203.0.113.5'], nodeIp: '203.0.113.5' },
  ],
  ['PUBLIC_URL is not an address', { publicUrl: 'nonsense', lanAddresses: wifi }, one],
];

describe('where media is offered', () => {
  it.each(cases)('%s', (_, settings, plan) => {
    expect(mediaPlan({ ...base, ...settings })).toEqual(plan);
  });
});

describe('the configuration', () => {
  const keys = { apiKey: 'APIx', apiSecret: 's'.repeat(32) };
  const config = (settings: Partial<NetworkSettings>) =>
    liveKitConfig({ ...base, ...settings }, ports, keys, ['http://127.0.0.1:9/']);

  it('opens no TCP port beyond this machine when it serves this machine only', () => {
    expect(config({ host: '127.0.0.1' }).rtc).toEqual({
      udp_port: 7882,
      tcp_port: 0,
      use_external_ip: false,
      enable_loopback_candidate: true,
      node_ip: '127.0.0.1',
      ips: { includes: ['127.0.0.1/32'] },
    });
  });
  it('names the one address of a LAN', () => {
    expect(config({ lanAddresses: wifi }).rtc).toEqual({
      udp_port: 7882,
      tcp_port: 7881,
      use_external_ip: false,
      node_ip: '192.168.1.20',
      ips: { includes: ['192.168.1.20/32'] },
    });
  });
  it('asks no STUN server when there are several addresses', () => {
    expect(config({ host: '::', lanAddresses: [...wifi, ...on('wlan0', 'fd00::20')] }).rtc).toEqual({
      udp_port: 7882,
      tcp_port: 7881,
      use_external_ip: false,
      use_ice_lite: true,
      ips: { includes: ['192.168.1.20/32', 'fd00::20/128'] },
    });
  });
  it('asks for the public address behind NAT, and offers its own beside it', () => {
    expect(config({ publicUrl: 'https://talks.example', lanAddresses: wifi }).rtc).toMatchObject({
      use_external_ip: true,
      advertise_internal_ip: true,
      ips: { includes: ['192.168.1.20/32'] },
    });
  });
  it('keeps signalling on loopback, rooms ours to make, and reports signed', () => {
    expect(config({ lanAddresses: wifi })).toMatchObject({
      port: 7880,
      bind_addresses: ['127.0.0.1'],
      room: { auto_create: false },
      webhook: { api_key: 'APIx', urls: ['http://127.0.0.1:9/'] },
      keys: { APIx: keys.apiSecret },
    });
  });
  it('refuses a secret that LiveKit would refuse', () => {
    expect(() => liveKitConfig(base, ports, { apiKey: 'a', apiSecret: 'short' }, [])).toThrow(RangeError);
  });
});
