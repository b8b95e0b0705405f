/** Somebody on stage, as a screen shows them. */
export interface StagePerson {
  readonly participant: string;
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  /** Absent while the camera is off, or has not yet come through. */
  readonly video?: MediaStreamTrack | undefined;
  readonly speaking?: boolean;
  /** By the host, or after a cut. */
  readonly muted?: boolean;
}
