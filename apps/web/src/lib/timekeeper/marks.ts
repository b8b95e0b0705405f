import { spent, type Clock } from '@rostrum/domain';

/** What a timekeeper does at a mark: shows the card, rings the bell, stops the speaker. */
export type MarkKind = 'card' | 'bell' | 'stop';
export interface TimeMark {
  readonly kind: MarkKind;
  /** Milliseconds spent when it is due. */
  readonly at: number;
  readonly passed: boolean;
}

/** The marks of a clock, in order: the card at its warning, the bell at its final threshold, the stop at its limit. */
export const marksOf = (clock: Clock, now: number): TimeMark[] => {
  const done = spent(clock, now);
  const mark = (kind: MarkKind, left: number): TimeMark => {
    const at = Math.max(0, clock.limit - left);
    return { kind, at, passed: clock.status !== 'ready' && done >= at };
  };
  return [mark('card', clock.warnAt), mark('bell', clock.finalAt), mark('stop', 0)];
};

/** Where the three stations stand on the rail, in per cent: they would collide on a true scale. */
const STATIONS = [46, 76, 100] as const;

/** How far the rail is filled, 0–100. Between two stations it runs evenly; beyond the stop it stays full. */
export const railAt = (clock: Clock, now: number): number => {
  const done = spent(clock, now);
  const marks = marksOf(clock, now);
  let from = { at: 0, place: 0 };
  for (const [index, mark] of marks.entries()) {
    const place = STATIONS[index] ?? 100;
    if (done < mark.at) return from.place + ((done - from.at) / (mark.at - from.at)) * (place - from.place);
    from = { at: mark.at, place };
  }
  return 100;
};

/** The mark that asks for action: the latest that has passed and that nobody has said to be done. */
export const dueMark = (marks: readonly TimeMark[], done: ReadonlySet<MarkKind>): TimeMark | undefined => {
  const passed = marks.filter((mark) => mark.passed);
  const last = passed[passed.length - 1];
  return last && !done.has(last.kind) ? last : undefined;
};
