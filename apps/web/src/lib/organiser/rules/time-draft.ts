import { countOf, put, type SetDraft } from '../rules-draft.ts';
import { millisecondsOf, minutesSeconds } from '../thresholds-draft.ts';

export type TimeDraft = NonNullable<SetDraft['time']>;
const NONE: TimeDraft = {};

export const timeOf = ({ time }: SetDraft): TimeDraft => time ?? NONE;

/** Writes in what a set says about time; a set that then says nothing has no such part. */
export const writeTime = (set: SetDraft, write: (time: TimeDraft) => void): void => {
  set.time ??= {};
  write(set.time);
  if (Object.keys(set.time).length === 0) put(set, 'time', undefined);
};

/** `6:00`; plain seconds where there is a part of one. */
export const clockOf = (seconds: number | undefined): string | number | undefined =>
  seconds === undefined || !Number.isInteger(seconds) ? seconds : minutesSeconds(seconds * 1000);
/** Either, as typed. */
export const secondsOf = (text: string): number | undefined => {
  const at = millisecondsOf(text);
  return at === undefined ? countOf(text) : at / 1000;
};
