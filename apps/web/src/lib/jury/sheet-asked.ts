import type { JuryView } from '@rostrum/domain';

/** The sheet that a scanned code names, `talk.judge`, if there is such a one. */
export const sheetAsked = (
  view: Pick<JuryView, 'judging'>,
  asked: string | null,
): { talk: string; judge: string } | undefined => {
  const [talk, judge] = (asked ?? '').split('.');
  if (talk === undefined || judge === undefined || judge === '') return undefined;
  return view.judging[talk]?.sheets[judge] === undefined ? undefined : { talk, judge };
};
