import { describe, expect, test } from 'vitest';
import { addressChoices, chosenOrigin, reachOf, type AddressFacts } from './addresses.ts';

const lan = ['192.168.1.5', '10.1.2.3'].map((address) => ({ address, family: 'IPv4' as const, interface: 'eth0' }));
const facts = (given: Partial<AddressFacts> = {}): AddressFacts => ({
  protocol: 'http',
  port: 3000,
  host: '::',
  lan,
  ...given,
});

describe('[AD1] the address that links carry', () => {
  test('what the owner chose comes before all, also when it is gone by now', () => {
    expect(chosenOrigin(facts({ chosen: 'http://172.16.0.9:3000', publicUrl: 'https://r.example.org' }))).toBe(
      'http://172.16.0.9:3000',
    );
  });
  test('else PUBLIC_URL, else the first of the network', () => {
    expect(chosenOrigin(facts({ publicUrl: 'https://r.example.org' }))).toBe('https://r.example.org');
    expect(chosenOrigin(facts())).toBe('http://192.168.1.5:3000');
    expect(chosenOrigin(facts({ host: '0.0.0.0' }))).toBe('http://192.168.1.5:3000');
  });
  test('this machine’s own only when there is no other', () => {
    expect(chosenOrigin(facts({ lan: [] }))).toBe('http://localhost:3000');
    expect(chosenOrigin(facts({ host: '127.0.0.1' }))).toBe('http://localhost:3000');
    expect(chosenOrigin(facts({ host: '127.0.0.1', publicUrl: 'https://r.example.org' }))).toBe(
      'https://r.example.org',
    );
  });
  test('a server bound to one address is reached there', () => {
    expect(chosenOrigin(facts({ host: '10.1.2.3' }))).toBe('http://10.1.2.3:3000');
  });
});

describe('the choices', () => {
  test('the chosen first, each once, this machine’s own last', () => {
    const all = addressChoices(facts({ chosen: 'http://10.1.2.3:3000', publicUrl: 'https://r.example.org' }));
    expect(all.map((one) => one.origin)).toEqual([
      'http://10.1.2.3:3000',
      'https://r.example.org',
      'http://192.168.1.5:3000',
      'http://localhost:3000',
    ]);
    expect(all.filter((one) => one.chosen).map((one) => one.origin)).toEqual(['http://10.1.2.3:3000']);
  });
  test('cameras work over https and on this machine', () => {
    const secure = (origin: string, given: Partial<AddressFacts>) =>
      addressChoices(facts(given)).find((one) => one.origin === origin)?.secure;
    expect(secure('http://192.168.1.5:3000', {})).toBe(false);
    expect(secure('http://localhost:3000', {})).toBe(true);
    expect(secure('https://r.example.org', { publicUrl: 'https://r.example.org' })).toBe(true);
    expect(secure('https://192.168.1.5:3000', { protocol: 'https' })).toBe(true);
  });
});

test.each([
  ['http://localhost:3000', 'this-machine'],
  ['http://127.0.0.1:3000', 'this-machine'],
  ['http://[::1]:3000', 'this-machine'],
  ['http://192.168.1.5:3000', 'this-network'],
  ['http://10.0.0.1', 'this-network'],
  ['http://172.20.1.1', 'this-network'],
  ['http://172.32.1.1', 'anywhere'],
  ['http://169.254.1.1', 'this-network'],
  ['http://[fd12::1]:3000', 'this-network'],
  ['http://[fe80::1]:3000', 'this-network'],
  ['http://[2001:db8::1]:3000', 'anywhere'],
  ['http://hall.local:3000', 'this-network'],
  ['http://lectern:3000', 'this-network'],
  ['https://rostrum.example.org', 'anywhere'],
  ['https://fd.example.org', 'anywhere'],
  ['https://fcbarcelona.example.org', 'anywhere'],
  ['http://203.0.113.9:3000', 'anywhere'],
  ['https://10.example.org', 'anywhere'],
  ['https://localhost.example.org', 'anywhere'],
  ['http://100.64.1.1:3000', 'this-network'],
  ['http://100.128.1.1:3000', 'anywhere'],
  ['http://lectern.lan', 'this-network'],
  ['http://app.localhost:3000', 'this-machine'],
])('a link with %s reaches %s', (origin, reach) => {
  expect(reachOf(origin)).toBe(reach);
});
