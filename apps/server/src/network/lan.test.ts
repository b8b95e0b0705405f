import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { lanAddresses, lanLookup, originOf } from './lan.ts';

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  family: 'IPv4',
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:01',
  cidr: null,
});
const v6 = (address: string, scopeid = 0): NetworkInterfaceInfo => ({
  address,
  scopeid,
  internal: false,
  family: 'IPv6',
  netmask: 'ffff:ffff:ffff:ffff::',
  mac: '00:00:00:00:00:01',
  cidr: null,
});
const addresses = (interfaces: Record<string, NetworkInterfaceInfo[]>): string[] =>
  lanAddresses(interfaces).map((one) => one.address);

test('the likeliest for phones first: private, then public, then self-assigned, IPv6 last', () => {
  expect(
    addresses({
      eth1: [v4('169.254.3.4'), v6('2001:db8::5')],
      eth0: [v4('203.0.113.9'), v4('10.1.2.3')],
      wlan0: [v4('192.168.1.5')],
    }),
  ).toEqual(['10.1.2.3', '192.168.1.5', '203.0.113.9', '169.254.3.4', '2001:db8::5']);
});
test('only 172.16–172.31 are private there', () => {
  expect(addresses({ a: [v4('172.32.0.1'), v4('172.15.0.1'), v4('172.31.0.1'), v4('172.16.0.1')] })).toEqual([
    '172.31.0.1',
    '172.16.0.1',
    '172.32.0.1',
    '172.15.0.1',
  ]);
});
test('neither this machine’s own, nor of containers and tunnels, nor addresses that need a zone', () => {
  expect(
    addresses({
      lo: [v4('127.0.0.1', true)],
      docker0: [v4('172.17.0.1')],
      'br-3f2a': [v4('172.18.0.1')],
      veth1: [v4('172.19.0.1')],
      tailscale0: [v4('100.64.0.1')],
      wg0: [v4('10.9.0.1')],
      utun3: [v4('10.8.0.1')],
      'vEthernet (WSL)': [v4('172.20.0.1')],
      eth0: [v6('fe80::1', 2)],
    }),
  ).toEqual([]);
});
test('a bridge of one’s own is a network like any other', () => {
  expect(addresses({ bridge0: [v4('192.168.2.1')], wlp3s0: [v4('192.168.1.5')] })).toHaveLength(2);
});
test('an origin names its port unless it is the protocol’s own, and wraps IPv6', () => {
  expect(originOf('http', '192.168.1.5', 3000)).toBe('http://192.168.1.5:3000');
  expect(originOf('http', '192.168.1.5', 80)).toBe('http://192.168.1.5');
  expect(originOf('https', 'hall.local', 443)).toBe('https://hall.local');
  expect(originOf('https', 'hall.local', 80)).toBe('https://hall.local:80');
  expect(originOf('http', '2001:db8::5', 3000)).toBe('http://[2001:db8::5]:3000');
});

test('the system is asked once in five seconds', () => {
  let [now, asked] = [0, 0];
  const lan = lanLookup(
    () => now,
    () => [{ address: `10.0.0.${(asked += 1)}`, family: 'IPv4', interface: 'eth0' }],
  );
  expect([lan()[0]?.address, lan()[0]?.address]).toEqual(['10.0.0.1', '10.0.0.1']);
  now = 5_001;
  expect(lan()[0]?.address).toBe('10.0.0.2');
});
