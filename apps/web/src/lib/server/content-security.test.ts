import { expect, it } from 'vitest';
import { withOwnSockets } from './content-security.ts';

const policy = "default-src 'none'; connect-src 'self'; script-src 'self' 'nonce-x'";

it.each(['rostrum.example', '192.168.1.20:3000', '[fd00::1]:3000', 'localhost:3000'])(
  'names the sockets of %s',
  (host) => {
    expect(withOwnSockets(policy, host)).toContain(`connect-src 'self' ws://${host} wss://${host};`);
  },
);

it.each(["x; script-src 'unsafe-inline'", 'a b', '*', 'x,y', ''])('adds nothing for %j, which is no host', (host) => {
  expect(withOwnSockets(policy, host)).toBe(policy);
});
