/** Judges by panel, each panel in its order. */
export type Seats = Readonly<Record<string, string[]>>;

export const withoutJudge = (seats: Seats, judge: string): Record<string, string[]> =>
  Object.fromEntries(Object.entries(seats).map(([panel, all]) => [panel, all.filter((one) => one !== judge)]));

/** At the end of a panel; nobody sits on two. */
export const seatOn = (seats: Seats, judge: string, panel: string): Record<string, string[]> => {
  const others = withoutJudge(seats, judge);
  return { ...others, [panel]: [...(others[panel] ?? []), judge] };
};

/** One place up or down within the panel. */
export const moveOnPanel = (seats: Seats, judge: string, by: -1 | 1): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(seats).map(([panel, all]) => {
      const at = all.indexOf(judge);
      const to = at + by;
      if (at < 0 || to < 0 || to >= all.length) return [panel, [...all]];
      const others = all.filter((one) => one !== judge);
      return [panel, [...others.slice(0, to), judge, ...others.slice(to)]];
    }),
  );
