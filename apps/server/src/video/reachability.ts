import type { VideoLack, VideoReach, VideoReachability } from '@rostrum/protocol';
import { isPublic } from './addresses.ts';
import { mediaPlan, type NetworkSettings, type VideoPorts } from './livekit-config.ts';

const reach = (missing: readonly VideoLack[]): VideoReach => {
  const blocks = (each: VideoLack) => each.what === 'address' && each.reason !== 'only-public';
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
export const reachability = (settings: NetworkSettings, ports: VideoPorts | null): VideoReachability => {
  const plan = mediaPlan(settings);
  const { tcp, udp } = ports ?? settings.videoPorts;
  const moved = tcp !== settings.videoPorts.tcp || udp !== settings.videoPorts.udp;
  const publicPage = settings.publicUrl !== undefined && URL.canParse(settings.publicUrl);
  const secure = settings.tls || (publicPage && new URL(settings.publicUrl).protocol === 'https:');
  const certificate: VideoLack[] = secure ? [] : [{ what: 'certificate', reason: 'plain-http' }];
  const movedPort: VideoLack[] = moved && plan.kind !== 'loopback' ? [{ what: 'port', reason: 'moved', tcp, udp }] : [];
  const alone: VideoLack = {
    what: 'address',
    reason: plan.kind === 'loopback' && settings.lanAddresses.length === 0 ? 'no-network' : 'this-machine-only',
  };

  const inside: VideoLack[] = [];
  if (plan.kind === 'loopback') inside.push(alone);
  else if (plan.kind === 'nat') inside.push({ what: 'address', reason: 'only-public' });

  const out: VideoLack[] = [];
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
