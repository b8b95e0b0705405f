import type { StageView } from '@rostrum/domain';

/** Somebody on stage, as a screen shows them. */
export interface StagePerson {
  readonly participant: string;
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  /** Absent while the camera is off, or has not yet come through. */
  readonly video?: MediaStreamTrack | undefined;
  readonly speaking?: boolean | undefined;
  /** By the host, or after a cut. */
  readonly muted?: boolean | undefined;
}

/**
 * Who is on air at an instant, in the order in which they came: the session says who, the video room adds picture and
 * voice. Somebody of whom only one of the two knows is shown by name, or not at all.
 */
export const onAir = (
  stage: Readonly<Record<string, StageView>>,
  room: readonly StagePerson[],
  now: number,
): StagePerson[] => {
  const known = new Map(room.map((one) => [one.participant, one]));
  return Object.values(stage)
    .filter((one) => one.airAt <= now)
    .sort((a, b) => a.airAt - b.airAt)
    .map(({ participant, name, unit, muted }) => {
      const heard = known.get(participant);
      return { participant, name, unit, muted, video: heard?.video, speaking: heard?.speaking };
    });
};
