export type VideoState = 'off' | 'looking' | 'building' | 'starting' | 'ready' | 'missing' | 'failed';

/** What stands in the way of video, as codes that the host's page words. */
export type VideoLack =
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
export type VideoVerdict = 'yes' | 'unproven' | 'no';

export interface VideoReach {
  readonly watch: VideoVerdict;
  /** With camera and microphone. */
  readonly speak: VideoVerdict;
  readonly missing: readonly VideoLack[];
}

/** Who can be reached by video. */
export interface VideoReachability {
  /** People in the hall and its building. */
  readonly network: VideoReach;
  /** People on the internet. */
  readonly outside: VideoReach;
}

/** How video stands. All but the state is for hosts alone: it speaks of the machine and its network. */
export interface VideoNews {
  readonly state: VideoState;
  /** Why it is missing or failed: a sentence or the program's last lines, in English. */
  readonly reason?: string;
  /** The one line that installs LiveKit on this system. */
  readonly installLine?: string;
  /** Absent where video is off, or comes from a LiveKit elsewhere, whose network cannot be seen from here. */
  readonly reach?: VideoReachability;
}
