import { BlockList, isIP, isIPv6, SocketAddress } from 'node:net';

/** What an authority may vouch for beside the local names and private addresses, which it always may. */
export interface Permitted {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

/** Names that only a local network knows; each stands for all below it. */
const LOCAL_NAMES = ['localhost', 'local', 'lan', 'internal', 'home.arpa'];
/** Private, a provider's shared, self-assigned, and the machine itself. */
const LOCAL_NETS: readonly (readonly [address: string, bits: number])[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
];

export const isPermitted = (name: string, { hosts, addresses }: Permitted): boolean => {
  if (!isIP(name)) return [...LOCAL_NAMES, ...hosts].some((one) => name === one || name.endsWith(`.${one}`));
  if (addresses.includes(name)) return true;
  const nets = new BlockList();
  for (const [address, bits] of LOCAL_NETS) nets.addSubnet(address, bits, isIPv6(address) ? 'ipv6' : 'ipv4');
  return nets.check(name, isIPv6(name) ? 'ipv6' : 'ipv4');
};

/** The extension of RFC 5280, 4.2.1.10: permitted subtrees of DNS names and IP addresses, in DER. */
export const nameConstraints = ({ hosts, addresses }: Permitted): Uint8Array<ArrayBuffer> => {
  const names = [...LOCAL_NAMES, ...hosts].map((name) => der(0x30, der(0x82, Buffer.from(name, 'ascii'))));
  const own = addresses.map((address) => [address, isIPv6(address) ? 128 : 32] as const);
  const nets = [...LOCAL_NETS, ...own].map(([address, bits]) => {
    const bytes = bytesOf(address);
    const mask = bytes.map((_, at) => 0xff & ~(0xff >> Math.min(8, Math.max(0, bits - at * 8))));
    return der(0x30, der(0x87, Buffer.from([...bytes, ...mask])));
  });
  return new Uint8Array(der(0x30, der(0xa0, ...names, ...nets)));
};

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};

const bytesOf = (address: string): number[] => {
  if (!isIPv6(address)) return address.split('.').map(Number);
  // The platform writes it shortest: only `::` is left to fill.
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  const [head = '', tail] = short.split('::');
  const words = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [words(head), words(tail ?? '')];
  const middle = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...(tail === undefined ? [] : middle), ...after].flatMap((word) => {
    const value = parseInt(word, 16);
    return [value >> 8, value & 0xff];
  });
};
