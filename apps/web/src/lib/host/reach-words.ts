import type { VideoLack, VideoReach } from '@rostrum/protocol';
import { m } from '#lib/paraglide/messages.js';

/** Whether these people can be reached, in a sentence. */
export const reachWords = ({ watch, speak }: VideoReach): string => {
  if (watch === 'no') return m.host_reach_no();
  if (watch === 'unproven') return speak === 'no' ? m.host_reach_unproven_watch() : m.host_reach_unproven();
  return { yes: m.host_reach_yes, unproven: m.host_reach_watch_unproven, no: m.host_reach_watch }[speak]();
};

/** What is missing, as one word, and what cures it. */
export const lackWords = (lack: VideoLack): { readonly what: string; readonly cure: string } => {
  switch (lack.what) {
    case 'certificate':
      return { what: m.host_lack_certificate(), cure: m.host_cure_certificate() };
    case 'port': {
      const ports = { udp: String(lack.udp), tcp: String(lack.tcp) };
      return {
        what: m.host_lack_port(),
        cure: lack.reason === 'forward' ? m.host_cure_forward(ports) : m.host_cure_moved(ports),
      };
    }
    case 'address':
      return { what: m.host_lack_address(), cure: CURES[lack.reason]() };
  }
};

const CURES: Readonly<Record<Extract<VideoLack, { what: 'address' }>['reason'], () => string>> = {
  'this-machine-only': m.host_cure_this_machine,
  'no-network': m.host_cure_no_network,
  'only-public': m.host_cure_only_public,
  'no-public-url': m.host_cure_no_public_url,
  'not-public': m.host_cure_not_public,
  'unknown-public': m.host_cure_unknown_public,
};
