import { describe, expect, it } from 'vitest';
import { onAir, wantedFrom } from './stage-person.ts';

const stage = {
  b: { participant: 'b', name: 'B', airAt: 2_000 },
  a: { participant: 'a', name: 'A', airAt: 1_000 },
  h: { participant: 'h', name: 'H', airAt: 500, fromHall: true as const },
};

describe('who is on air', () => {
  it('[ST2] are those whose time has come, in the order in which they came', () => {
    expect(onAir(stage, [], 1_500).map((one) => one.participant)).toEqual(['h', 'a']);
    expect(onAir(stage, [], 2_000).map((one) => one.participant)).toEqual(['h', 'a', 'b']);
  });
  it('takes picture and voice from the room, the name from the session', () => {
    const video = {} as MediaStreamTrack;
    const found = onAir(stage, [{ participant: 'a', name: 'other', video, speaking: true }], 1_500);
    expect(found[1]).toMatchObject({ name: 'A', video, speaking: true });
  });
});

describe('what a screen takes', () => {
  it('[ST2] is nothing before somebody is on air, nothing of strangers, nothing of oneself', () => {
    expect(wantedFrom(stage, 'b', 1_999, { rights: 'watch' })).toEqual({ picture: false, voice: false });
    expect(wantedFrom(stage, 'x', 9_999, { rights: 'projector' })).toEqual({ picture: false, voice: false });
    expect(wantedFrom(stage, 'a', 9_999, { rights: 'stage', self: 'a' })).toEqual({ picture: false, voice: false });
  });
  it('in the hall is never a voice from the hall, and on the host’s page no voice at all', () => {
    expect(wantedFrom(stage, 'h', 9_999, { rights: 'projector' })).toEqual({ picture: true, voice: false });
    expect(wantedFrom(stage, 'a', 9_999, { rights: 'projector' })).toEqual({ picture: true, voice: true });
    expect(wantedFrom(stage, 'h', 9_999, { rights: 'watch' })).toEqual({ picture: true, voice: true });
    expect(wantedFrom(stage, 'a', 9_999, { rights: 'preview' })).toEqual({ picture: true, voice: false });
  });
});
