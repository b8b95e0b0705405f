import { networkInterfaces } from 'node:os';

export interface LanAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly interface: string;
}

/** Interfaces of containers, virtual machines and tunnels: phones in the hall are not there. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|zt|tailscale|cni|flannel|lxc|podman|vEthernet)/i;

/** The addresses of this machine on its networks, the likeliest for phones first. */
export const lanAddresses = (interfaces = networkInterfaces()): LanAddress[] =>
  Object.entries(interfaces)
    .flatMap(([name, all]) => (all ?? []).map((one) => ({ name, one })))
    .filter(({ name, one }) => !one.internal && !VIRTUAL.test(name) && !(one.family === 'IPv6' && one.scopeid !== 0))
    .map(({ name, one }): LanAddress => ({ address: one.address, family: one.family, interface: name }))
    .sort((a, b) => rank(a) - rank(b));

/** The same, asked of the system once in five seconds: it costs as much as a page, and every page names our address. */
export const lanLookup = (now: () => number, look: () => LanAddress[] = lanAddresses): (() => LanAddress[]) => {
  let known: { at: number; addresses: LanAddress[] } | undefined;
  return () => {
    const at = now();
    if (!known || at - known.at > 5_000) known = { at, addresses: look() };
    return known.addresses;
  };
};

const rank = ({ address, family }: LanAddress): number => {
  if (family === 'IPv6') return 3;
  return /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ? 0 : address.startsWith('169.254.') ? 2 : 1;
};

export const originOf = (protocol: 'http' | 'https', host: string, port: number): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (protocol === 'https' ? 443 : 80) ? `${protocol}://${name}` : `${protocol}://${name}:${port}`;
};
