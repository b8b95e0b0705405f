import { isPublic } from './addresses.ts';
import { mediaPlan, type NetworkSettings, type VideoPorts } from './livekit-config.ts';

/** What stands in the way of video, as codes that the page words. */
type Missing =
  | {
      readonly what: 'address';
      /**
       * `this-machine-only`: `HOST` is loopback. `no-network`: the machine has no network address. `only-public`: media is offered at the
       * router's public address, and not every router leads its own network back to it. `no-public-url`: `PUBLIC_URL` is not set.
       * `not-public`: it leads to this network only. `unknown-public`: the public address could not be found.
       */
      readonly reason:
        'this-machine-only' | 'no-network' | 'only-public' | 'no-public-url' | 'not-public' | 'unknown-public';
    }
  /** Browsers give camera and microphone only to pages with https (and to localhost). Watching works. */
  | { readonly what: 'certificate'; readonly reason: 'plain-http' }
  /** `forward`: the router must pass these ports on. `moved`: the configured ones were taken, so a firewall may not know these. */
  | { readonly what: 'port'; readonly reason: 'forward' | 'moved'; readonly tcp: number; readonly udp: number };

/** `unproven`: nothing known is against it, but it depends on a router or firewall that cannot be seen from here. */
type Verdict = 'yes' | 'unproven' | 'no';

interface Reach {
  readonly watch: Verdict;
  /** With camera and microphone. */
  readonly speak: Verdict;
  readonly missing: readonly Missing[];
}

export interface Reachability {
  /** People in the hall and its building. */
  readonly network: Reach;
  /** People on the internet. */
  readonly outside: Reach;
}

const reach = (missing: readonly Missing[]): Reach => {
  const blocks = (each: Missing) => each.what === 'address' && each.reason !== 'only-public';
  const watch = missing.some(blocks)
    ? 'no'
    : missing.some(({ what }) => what === 'port' || what === 'address')
      ? 'unproven'
      : 'yes';
  return { watch, speak: missing.some(({ what }) => what === 'certificate') ? 'no' : watch, missing };
};

/**
 * Says who can be reached by video. `ports`: those that LiveKit really has (null: it does not run yet, the configured ones count).
 */
export const reachability = (settings: NetworkSettings, ports: VideoPorts | null): Reachability => {
  const plan = mediaPlan(settings);
  const { tcp, udp } = ports ?? settings.videoPorts;
  const moved = tcp !== settings.videoPorts.tcp || udp !== settings.videoPorts.udp;
  const publicPage = settings.publicUrl !== undefined && URL.canParse(settings.publicUrl);
  const secure = settings.tls || (publicPage && new URL(settings.publicUrl).protocol === 'https:');
  const certificate: Missing[] = secure ? [] : [{ what: 'certificate', reason: 'plain-http' }];
  const movedPort: Missing[] = moved && plan.kind !== 'loopback' ? [{ what: 'port', reason: 'moved', tcp, udp }] : [];
  const alone: Missing = {
    what: 'address',
    reason: plan.kind === 'loopback' && settings.lanAddresses.length === 0 ? 'no-network' : 'this-machine-only',
  };

  const inside: Missing[] = [];
  if (plan.kind === 'loopback') inside.push(alone);
  else if (plan.kind === 'nat') inside.push({ what: 'address', reason: 'only-public' });

  const out: Missing[] = [];
  if (plan.kind === 'loopback') out.push(alone);
  else if (plan.kind === 'network' && !plan.local.some(isPublic)) {
    const reason = !publicPage ? 'no-public-url' : settings.stunFailed ? 'unknown-public' : 'not-public';
    out.push({ what: 'address', reason });
  } else if (plan.kind !== 'network') out.push({ what: 'port', reason: 'forward', tcp, udp });
  return {
    network: reach([...inside, ...certificate, ...movedPort]),
    outside: reach([...out, ...certificate, ...(out.some(({ what }) => what === 'port') ? [] : movedPort)]),
  };
};
