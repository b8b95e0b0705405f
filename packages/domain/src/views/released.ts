import { countedSheet, judgesOf, judgingOf } from '../judging-state.ts';
import { entry } from '../kernel.ts';
import { rubricOf } from '../sheets.ts';
import type { SessionState } from '../session.ts';
import { given, personById } from './parts.ts';
import { criteriaOf, type CriterionView } from './rubric.ts';

/** What a speaker may see of how their own talk was judged, once the host has released it. */
export interface ReleasedTalk {
  version: number;
  total?: string;
  rank?: number;
  tied?: true;
  deductions: readonly {
    reason: string;
    kind: 'deduction' | 'bonus';
    points: string;
    seconds?: number;
    note?: string;
  }[];
  /** In an order that has nothing to do with the panel's, unless judges are named. */
  sheets: readonly {
    name?: string;
    criteria: readonly CriterionView[];
    marks: Record<string, string>;
    comment?: string;
  }[];
}

/** OU4: only of a final result, only of their own talk, and no name or comment that was not released. */
export const releasedTalk = (state: SessionState, talk: string): ReleasedTalk | undefined => {
  const { released, final, versions } = state.judging;
  const newest = versions[versions.length - 1];
  const row = newest?.rows.find((one) => one.talk === talk);
  if (!released || !final || !newest || !row) return undefined;
  const { sheets, deductions } = judgingOf(state, talk);
  const shown = judgesOf(state, talk).flatMap((judge) => {
    const sheet = countedSheet(entry(sheets, judge));
    if (!sheet) return [];
    const { marks, comment } = sheet;
    return [
      {
        ...given('name', released.names ? personById(state, judge).name : undefined),
        criteria: criteriaOf(rubricOf(state, judge) ?? { criteria: [] }),
        marks,
        ...given('comment', released.comments && comment !== '' ? comment : undefined),
      },
    ];
  });
  const sorted = released.names
    ? shown
    : [...shown].sort((a, b) => (JSON.stringify(a.marks) < JSON.stringify(b.marks) ? -1 : 1));
  return {
    version: newest.version,
    ...given('total', row.total),
    ...given('rank', row.rank),
    ...given('tied', row.tied),
    deductions: Object.values(deductions)
      .filter((one) => one.status === 'confirmed')
      .map(({ reason, kind, points, seconds, note }) => ({
        reason,
        kind,
        points,
        ...given('seconds', seconds),
        ...given('note', note),
      })),
    sheets: sorted,
  };
};
