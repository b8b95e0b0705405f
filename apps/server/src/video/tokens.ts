import { AccessToken, TrackSource, type VideoGrant } from 'livekit-server-sdk';
import type { LiveKitKeys } from './livekit-config.ts';

/**
 * `watch`: a remote member in the audience, sees and hears. `stage`: on air, sends camera, microphone and screen as well.
 * `projector`: the hall's screen, hidden, sees and hears. `preview`: the host's small picture of the stage, hidden, the same.
 */
export type VideoRights = 'watch' | 'stage' | 'projector' | 'preview';

/** Every field of LiveKit's permission: it is always replaced whole, and a field left out reads as "no" or, worse, as "all". */
export interface Permission {
  readonly canSubscribe: boolean;
  readonly canPublish: boolean;
  readonly canPublishData: boolean;
  readonly canPublishSources: TrackSource[];
  readonly hidden: boolean;
  readonly recorder: boolean;
  readonly canUpdateMetadata: boolean;
  readonly agent: boolean;
  readonly canSubscribeMetrics: boolean;
  readonly canManageAgentSession: boolean;
}

/**
 * Only people on stage are announced to others: LiveKit tells everyone of every join that is not hidden, which a crowd of watchers
 * would pay for. A watcher becomes visible on promotion.
 */
export const permissionOf = (rights: VideoRights): Permission => ({
  canSubscribe: true,
  canPublish: rights === 'stage',
  canPublishData: false,
  canPublishSources:
    rights === 'stage'
      ? [TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO]
      : [],
  hidden: rights !== 'stage',
  recorder: false,
  canUpdateMetadata: false,
  agent: false,
  canSubscribeMetrics: false,
  canManageAgentSession: false,
});

/** Seconds for which a token opens the door. LiveKit renews it for who is inside; who comes back later asks for a new one. */
export const TOKEN_SECONDS = 300;
/** The attribute that tells the screens of the house from people. */
export const RIGHTS_ATTRIBUTE = 'rights';

/** LiveKit's room for one run of a session. */
export const videoRoom = (session: string, run: string) => `${session}.${run}`;

/** A participant's identity in LiveKit; `connection` tells two devices of one person apart (LiveKit drops the elder of two equal ones). */
export const videoIdentity = (participant: string, connection?: string) =>
  connection === undefined ? participant : `${participant}~${connection}`;

/** The participant whom an identity names. */
export const participantOf = (identity: string) => identity.replace(/~.*$/, '');

interface TokenRequest {
  readonly room: string;
  /** From `videoIdentity`: opaque ids only. */
  readonly identity: string;
  /** Shown by LiveKit to others in the room; leave it out where the views carry the name. */
  readonly name?: string;
  readonly rights: VideoRights;
}

export type MintToken = (request: TokenRequest) => Promise<string>;

/** Makes the function that mints join tokens (JWT) with the keys of LiveKit. Who may have which rights is the caller's to know. */
export const createTokenMint =
  (keys: LiveKitKeys): MintToken =>
  ({ room, identity, name, rights }) => {
    const { canUpdateMetadata, ...permission } = permissionOf(rights);
    const grant: VideoGrant = { room, roomJoin: true, canUpdateOwnMetadata: canUpdateMetadata, ...permission };
    const token = new AccessToken(keys.apiKey, keys.apiSecret, {
      identity,
      ttl: TOKEN_SECONDS,
      attributes: { [RIGHTS_ATTRIBUTE]: rights },
      ...(name === undefined ? {} : { name }),
    });
    token.addGrant(grant);
    return token.toJwt();
  };
