import { BlockList, isIP } from 'node:net';

/** One address of this machine, as `os.networkInterfaces()` knows it (loopback ones may be present). */
export interface NetworkAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly interface: string;
}

const blocks = (ranges: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]) => {
  const list = new BlockList();
  for (const [network, prefix, family] of ranges) list.addSubnet(network, prefix, family);
  return (address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
};

const inLoopback = blocks([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]);
const inLinkLocal = blocks([
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
]);
/** RFC 1918, RFC 6598 (carrier NAT) and RFC 4193: addresses that the internet does not route. */
const inPrivate = blocks([
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
]);

export const isLoopback = (address: string) => isIP(address) !== 0 && inLoopback(address);
export const isPublic = (address: string) =>
  isIP(address) !== 0 && !inLoopback(address) && !inLinkLocal(address) && !inPrivate(address);

/**
 * Interfaces that lead to containers, virtual machines or a VPN: nobody in the hall can reach an address there. `br-` alone is not
 * enough (OpenWrt's `br-lan` is a LAN), nor is `vEthernet` (Hyper-V's external switch carries the machine's own address).
 */
const VIRTUAL = new RegExp(
  '^(docker|br-[0-9a-f]{12}|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|tailscale|zt|ppp|ipsec|cni|flannel|cali|cilium|kube|lxc|lxd|podman|ifb)' +
    '|vEthernet \\((Default Switch|WSL|nat)|VirtualBox|VMware|Tailscale|ZeroTier|WireGuard|OpenVPN|TAP-Windows',
  'i',
);

/** How many addresses are offered to a browser at most: each is one more candidate that it tries. */
const MOST = 6;

/**
 * The addresses at which people of this network can reach this machine, IPv4 first, one IPv6 an interface. When only virtual
 * interfaces are left (a machine that lives in a VPN), those.
 */
export const reachableAddresses = (all: readonly NetworkAddress[]): string[] => {
  const usable = all.filter(({ address }) => isIP(address) !== 0 && !inLoopback(address) && !inLinkLocal(address));
  const real = usable.filter((each) => !VIRTUAL.test(each.interface));
  const chosen = real.length > 0 ? real : usable;
  const four = chosen.filter(({ family }) => family === 'IPv4');
  const six = chosen.filter(
    (each, at) =>
      each.family === 'IPv6' &&
      chosen.findIndex((other) => other.family === 'IPv6' && other.interface === each.interface) === at,
  );
  return [...new Set([...four, ...six].map(({ address }) => address))].slice(0, MOST);
};
