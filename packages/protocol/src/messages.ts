import type {
  AudienceView,
  HostView,
  JudgeView,
  JuryDeskView,
  Language,
  MeView,
  ProjectorView,
  Role,
  SpeakerView,
  TimekeeperView,
} from '@rostrum/domain';
import type { VideoNews } from './video.ts';

/** The view that each role is sent. A remote member sees what the audience sees. */
export interface ViewOf {
  host: HostView;
  'head-judge': JuryDeskView;
  clerk: JuryDeskView;
  timekeeper: TimekeeperView;
  speaker: SpeakerView;
  judge: JudgeView;
  audience: AudienceView;
  remote: AudienceView;
  projector: ProjectorView;
}

/** How a screen introduces itself when its socket connects. */
export interface Hello {
  readonly protocol: number;
  readonly run?: number;
  /** The revisions that the screen holds, from its HTML or an earlier connection. */
  readonly role?: number;
  readonly me?: number;
  /** The highest revision of the log that it has seen in a patch or an acknowledgement. */
  readonly seen?: number;
}

/** Who is connected now, by the server's own count; not kept. For hosts. */
export interface Presence {
  /** Connections by role. */
  readonly roles: Readonly<Partial<Record<Role, number>>>;
  /** Participants on the list who are connected, by id. */
  readonly listed: Readonly<Record<string, true>>;
}
/** For hosts, where several servers share one store: what an acknowledgement survives, and which settings are missing. */
export interface NodesFacts {
  readonly survives: 'power-cut' | 'last-second' | 'last-save' | 'evict' | 'unknown';
  readonly notShared: readonly ('BLOBS_DIR' | 'LIVEKIT_URL')[];
}
/** What passes without being kept. */
export type Signal =
  | { readonly kind: 'presence'; readonly presence: Presence }
  | ({ readonly kind: 'video' } & VideoNews)
  | ({ readonly kind: 'nodes' } & NodesFacts)
  /** Which build of the pages the server has; said to whoever connects. */
  | { readonly kind: 'build'; readonly build: string }
  /** The address that links and QR codes carry has changed. */
  | { readonly kind: 'address'; readonly origin: string }
  /** A deck is being read: pages done so far. */
  | {
      readonly kind: 'deck';
      readonly talk: string;
      readonly state: 'checking' | 'converting' | 'rendering';
      readonly done: number;
      readonly of: number;
    }
  /** The speaker's pointer on the page, 0–1 from the left and from the top; absent when it leaves. */
  | { readonly kind: 'pointer'; readonly talk: string; readonly x?: number; readonly y?: number };
/** What a screen may pass on: the speaker's pointer. */
export type ClientSignal = Extract<Signal, { kind: 'pointer' }>;

export interface PingAnswer {
  readonly received: number;
  readonly sent: number;
}

/** Why the server ends a connection for good; a screen that hears it does not come back by itself. */
export type Farewell = 'revoked' | 'signed-out' | 'removed' | 'run-ended' | 'outdated' | 'server-stopping';

/** What the HTML of a screen carries, so that it shows the truth before its socket connects. */
export interface Bootstrap<R extends Role = Role> {
  readonly session: string;
  readonly run: number;
  readonly role: R;
  readonly protocol: number;
  readonly build: string;
  readonly participant?: string;
  readonly view: { readonly revision: number; readonly data: ViewOf[R] };
  readonly me?: { readonly revision: number; readonly data: MeView };
  /** The server's clock when the page was made. */
  readonly serverNow: number;
  /** The address that links and QR codes carry. */
  readonly origin: string;
  /** The session's own language: the projector's, unless its address names another. */
  readonly language: Language;
  readonly video: VideoNews;
}
