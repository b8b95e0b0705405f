import { isIP } from 'node:net';
import { isLoopback, isPublic, reachableAddresses, type NetworkAddress } from './addresses.ts';

/** Ports of LiveKit: signalling (loopback only, behind our own port), media over UDP, and over TCP where UDP is blocked. */
export interface VideoPorts {
  readonly signal: number;
  readonly tcp: number;
  readonly udp: number;
}

export interface NetworkSettings {
  /** `HOST`: what the server listens on. */
  readonly host: string;
  readonly port: number;
  /** `PUBLIC_URL`. */
  readonly publicUrl?: string;
  /** What the name in `publicUrl` resolves to; leave it out when it is not known. */
  readonly publicAddresses?: readonly string[];
  /** The addresses of this machine. */
  readonly lanAddresses: readonly NetworkAddress[];
  /** Whether the server itself speaks TLS (`TLS_CERT`, `TLS_KEY`). */
  readonly tls: boolean;
  readonly videoPorts: VideoPorts;
  /** LiveKit could not learn its public address by STUN in an earlier start. */
  readonly stunFailed?: boolean;
}

/**
 * Where media is offered.
 * `loopback`: this machine only. `network`: at `addresses`, which are this machine's own. `nat`: at one public address that a router
 * forwards. `stun`: LiveKit asks a STUN server for the public address and offers it beside its own (needs the internet at start).
 */
export interface MediaPlan {
  readonly kind: 'loopback' | 'network' | 'nat' | 'stun';
  /** The machine's own addresses that LiveKit opens its UDP port on. */
  readonly local: readonly string[];
  /** What is written as `node_ip`, when it is one address. */
  readonly nodeIp?: string;
}

const bare = (host: string) => host.replace(/^\[|\]$/g, '');
const isLocalHost = (host: string) => host === 'localhost' || host.endsWith('.localhost') || isLoopback(host);

const publicHost = (publicUrl: string | undefined): string | undefined => {
  if (publicUrl === undefined || !URL.canParse(publicUrl)) return undefined;
  const host = bare(new URL(publicUrl).hostname);
  return isLocalHost(host) ? undefined : host;
};

const network = (local: readonly string[]): MediaPlan =>
  local[0] !== undefined && local.length === 1
    ? { kind: 'network', local, nodeIp: local[0] }
    : { kind: 'network', local };

/** Decides where media is offered. Pure; the cases are a table in the test. */
export const mediaPlan = (settings: NetworkSettings): MediaPlan => {
  const host = bare(settings.host);
  const outside = publicHost(settings.publicUrl);
  const loopback: MediaPlan = { kind: 'loopback', local: ['127.0.0.1'], nodeIp: '127.0.0.1' };
  // A server on loopback with a public address stands behind a reverse proxy, which passes pages but no media.
  if (isLocalHost(host) && outside === undefined) return loopback;

  const one = isIP(host) !== 0 && !isLoopback(host) && host !== '0.0.0.0' && host !== '::';
  const local = one
    ? [host]
    : reachableAddresses(settings.lanAddresses).filter((address) => host !== '0.0.0.0' || isIP(address) === 4);
  const inside = local.length === 0 ? loopback : network(local);
  if (outside === undefined || local.some(isPublic)) return inside;

  const named = isIP(outside) !== 0 ? [outside] : (settings.publicAddresses ?? []);
  const own = settings.lanAddresses.map(({ address }) => address);
  const ownNamed = named.filter((address) => own.includes(address));
  if (ownNamed.length > 0) return one ? inside : network([...new Set([...ownNamed, ...local])]);
  const forwarded = named.find(isPublic);
  const nat = (nodeIp: string): MediaPlan => ({
    kind: 'nat',
    local: local.filter((address) => isIP(address) === isIP(nodeIp)),
    nodeIp,
  });
  if (isIP(outside) !== 0) return forwarded === undefined ? inside : nat(forwarded);
  // A name of this network (router, mDNS) says nothing of the internet.
  if (named.length > 0 && forwarded === undefined) return inside;
  // A public name may belong to a proxy in front, so its address is only the second best guess.
  if (!settings.stunFailed) return { kind: 'stun', local };
  return forwarded === undefined ? inside : nat(forwarded);
};

export interface LiveKitKeys {
  readonly apiKey: string;
  /** At least 32 characters; LiveKit refuses shorter ones. */
  readonly apiSecret: string;
}

const WEEK = 7 * 24 * 3600;
const cidr = (address: string) => `${address}/${isIP(address) === 6 ? 128 : 32}`;

/**
 * LiveKit's configuration (its config-sample.yaml, 1.13) as a plain object: JSON is YAML, so `JSON.stringify` is the file.
 * Rooms are ours to make (`auto_create`) and stay while nobody is in them. Throws a RangeError on a secret that LiveKit would refuse.
 */
export const liveKitConfig = (
  settings: NetworkSettings,
  ports: VideoPorts,
  keys: LiveKitKeys,
  webhookUrls: readonly string[],
) => {
  if (keys.apiSecret.length < 32) throw new RangeError('The secret of LiveKit must have at least 32 characters.');
  const plan = mediaPlan(settings);
  const rtc: Record<string, unknown> = { udp_port: ports.udp, use_external_ip: plan.kind === 'stun' };
  // LiveKit's TCP port listens on every interface, so a server for this machine alone goes without (left out, it would be 7881).
  rtc.tcp_port = plan.kind === 'loopback' ? 0 : ports.tcp;
  if (plan.kind === 'loopback') rtc.enable_loopback_candidate = true;
  if (plan.nodeIp !== undefined) rtc.node_ip = plan.nodeIp;
  if (plan.kind === 'stun') rtc.advertise_internal_ip = true;
  // Several addresses: each is offered as it is. ICE Lite, because otherwise LiveKit would ask STUN servers on the internet.
  if (plan.kind === 'network' && plan.nodeIp === undefined) rtc.use_ice_lite = true;
  if (plan.local.length > 0) rtc.ips = { includes: plan.local.map(cidr) };
  return {
    port: ports.signal,
    bind_addresses: ['127.0.0.1'],
    rtc,
    room: { auto_create: false, empty_timeout: WEEK, departure_timeout: WEEK },
    webhook: { api_key: keys.apiKey, urls: [...webhookUrls] },
    logging: { level: 'info', json: true, pion_level: 'error' },
    keys: { [keys.apiKey]: keys.apiSecret },
  };
};
