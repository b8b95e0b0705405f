import { put, type SetDraft } from '../rules-draft.ts';

export type TimeDraft = NonNullable<SetDraft['time']>;
const NONE: TimeDraft = {};

export const timeOf = ({ time }: SetDraft): TimeDraft => time ?? NONE;

/** Writes in what a set says about time; a set that then says nothing has no such part. */
export const writeTime = (set: SetDraft, write: (time: TimeDraft) => void): void => {
  set.time ??= {};
  write(set.time);
  if (Object.keys(set.time).length === 0) put(set, 'time', undefined);
};
