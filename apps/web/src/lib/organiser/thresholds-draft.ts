import { thresholds } from '@rostrum/domain';
import { plainFigure } from './rules-draft.ts';

export interface Limits {
  readonly warnAt: number;
  readonly finalAt: number;
}

/** Milliseconds as people write a time left: `2:00`, `0:30`. */
export const minutesSeconds = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The same as typed, in milliseconds; undefined when it is no time of that form. */
export const millisecondsOf = (text: string): number | undefined => {
  const match = /^(\d{1,3}):([0-5]\d)$/.exec(plainFigure(text).replace('：', ':'));
  return match ? (Number(match[1]) * 60 + Number(match[2])) * 1000 : undefined;
};

/** RO9: whether the last words come after the warning and both within the time. */
export const fits = ({ warnAt, finalAt }: Limits, planned: number): boolean => finalAt < warnAt && warnAt <= planned;

/** What holds while nobody has typed anything: what is set, or what this length brings by itself. */
export const limitsShown = (set: Limits | undefined, planned: number): Limits =>
  set && fits(set, planned) ? set : thresholds(planned);
