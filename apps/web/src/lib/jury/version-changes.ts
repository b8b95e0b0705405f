import type { JuryView } from '@rostrum/domain';

export type Version = JuryView['versions'][string];
type Row = Version['rows'][number];
/** What a later version says otherwise of a talk. */
export interface Change {
  readonly talk: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** Versions, the newest first. */
export const newestFirst = (versions: JuryView['versions']): Version[] =>
  Object.values(versions).sort((a, b) => b.version - a.version);

/** The talks whose total, place, standing or awards a version changed. */
export const changesBetween = (before: Version, after: Version): Change[] => {
  const talks = [...new Set([...after.rows, ...before.rows].map((one) => one.talk))];
  return talks.flatMap((talk) => {
    const old = before.rows.find((one) => one.talk === talk);
    const now = after.rows.find((one) => one.talk === talk);
    return same(old, now) ? [] : [{ talk, before: old, after: now }];
  });
};

const same = (a: Row | undefined, b: Row | undefined): boolean =>
  a?.total === b?.total &&
  a?.rank === b?.rank &&
  a?.status === b?.status &&
  (a?.awards ?? []).join('\n') === (b?.awards ?? []).join('\n');
