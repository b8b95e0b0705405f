import { isIP } from 'node:net';
import type { AddressChoice } from '@rostrum/protocol';
import type { LanAddress } from './lan.ts';
import { originOf } from './lan.ts';

export interface AddressFacts {
  readonly protocol: 'http' | 'https';
  readonly port: number;
  /** The address that the server binds: `::`, `0.0.0.0`, or one of them. */
  readonly host: string;
  readonly publicUrl?: string;
  readonly lan: readonly LanAddress[];
  /** What the owner chose, also of an address that is gone by now. */
  readonly chosen?: string;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
/** Private, shared by a provider's customers, and self-assigned. */
const PRIVATE_4 = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)/;
const PRIVATE_6 = /^f([cd]|e[89ab])/;
/** Names that only a local network knows. */
const LOCAL_NAME = /^[^.]+$|\.(local|lan|internal|home\.arpa)$/;

/** Where a link with this origin works. */
export const reachOf = (origin: string): AddressChoice['reach'] => {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  if (LOOPBACK.test(host) || host.endsWith('.localhost')) return 'this-machine';
  const family = isIP(host);
  const near = family === 4 ? PRIVATE_4.test(host) : family === 6 ? PRIVATE_6.test(host) : LOCAL_NAME.test(host);
  return near ? 'this-network' : 'anywhere';
};

/** AD1: the address that links carry: what the owner chose, else PUBLIC_URL, else the first of the network; never this machine's own by accident. */
export const chosenOrigin = (facts: AddressFacts): string => {
  const [first] = origins(facts);
  return facts.chosen ?? first ?? originOf(facts.protocol, 'localhost', facts.port);
};

/** All that the owner may choose among, the best first. */
export const addressChoices = (facts: AddressFacts): AddressChoice[] => {
  const chosen = chosenOrigin(facts);
  const all = [...new Set([chosen, ...origins(facts), originOf(facts.protocol, 'localhost', facts.port)])];
  return all.map((origin) => ({
    origin,
    reach: reachOf(origin),
    chosen: origin === chosen,
    secure: origin.startsWith('https:') || reachOf(origin) === 'this-machine',
  }));
};

const origins = (facts: AddressFacts): string[] => {
  const everywhere = facts.host === '::' || facts.host === '0.0.0.0';
  const bound = everywhere ? facts.lan.map((one) => one.address) : LOOPBACK.test(facts.host) ? [] : [facts.host];
  const own = bound.map((address) => originOf(facts.protocol, address, facts.port));
  return facts.publicUrl === undefined ? own : [facts.publicUrl, ...own];
};
