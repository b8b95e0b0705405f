import type { ItemView, JuryView } from '@rostrum/domain';

/** Sheets that one person has typed in from paper and another has not yet. */
export const paperWaits = (
  view: Pick<JuryView, 'judging'>,
  talks: readonly Pick<ItemView, 'item'>[],
): { talk: string; judge: string; by: string }[] =>
  talks.flatMap(({ item: talk }) =>
    Object.entries(view.judging[talk]?.sheets ?? {}).flatMap(([judge, { paper }]) =>
      paper && paper.confirmed === undefined ? [{ talk, judge, by: paper.entered }] : [],
    ),
  );
