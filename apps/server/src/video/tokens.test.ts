import { TokenVerifier, TrackSource } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import {
  createTokenMint,
  participantOf,
  permissionOf,
  TOKEN_SECONDS,
  videoIdentity,
  type VideoRights,
} from './tokens.ts';

const keys = { apiKey: 'APIx', apiSecret: 's'.repeat(32) };
const claims = async (rights: VideoRights) => {
  const token = await createTokenMint(keys)({ room: 's.r', identity: videoIdentity('p1', 'd2'), rights });
  return new TokenVerifier(keys.apiKey, keys.apiSecret).verify(token);
};

describe('tokens of video', () => {
  it.each([
    ['watch', false, true],
    ['stage', true, false],
    ['projector', false, true],
    ['preview', false, true],
  ] as const)('%s: publishes %s, hidden %s', async (rights, canPublish, hidden) => {
    const { video, sub } = await claims(rights);
    expect(sub).toBe('p1~d2');
    expect(video).toMatchObject({
      room: 's.r',
      roomJoin: true,
      canPublish,
      hidden,
      canSubscribe: true,
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    expect(video?.canPublishSources ?? []).toEqual(
      canPublish ? ['camera', 'microphone', 'screen_share', 'screen_share_audio'] : [],
    );
    for (const more of ['roomAdmin', 'roomCreate', 'roomList', 'roomRecord'] as const)
      expect(video?.[more]).toBeUndefined();
  });

  it('open the door for five minutes', async () => {
    const { exp, nbf } = await claims('watch');
    expect(exp! - nbf!).toBe(TOKEN_SECONDS);
    expect(TOKEN_SECONDS).toBe(300);
  });

  it('name the participant, whichever the device', () => {
    expect(participantOf(videoIdentity('p1', 'd2'))).toBe('p1');
    expect(participantOf(videoIdentity('p1'))).toBe('p1');
  });

  it('leave no field of a permission open', () => {
    expect(permissionOf('watch')).toEqual({
      canSubscribe: true,
      canPublish: false,
      canPublishData: false,
      canPublishSources: [],
      hidden: true,
      recorder: false,
      canUpdateMetadata: false,
      agent: false,
      canSubscribeMetrics: false,
      canManageAgentSession: false,
    });
    expect(permissionOf('stage').canPublishSources).toContain(TrackSource.MICROPHONE);
  });
});
