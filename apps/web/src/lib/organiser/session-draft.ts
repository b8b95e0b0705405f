import { DEFAULT_SETTINGS, presetRules, type Settings, type WorkspaceCommand } from '@rostrum/domain';
import type { MemberSummary, ProgrammeSummary } from '@rostrum/protocol';
import {
  plainFigure,
  rulesDraftOf,
  rulesOf,
  rulesProblems,
  wholeProblem,
  type Problem,
  type RulesDraft,
} from './rules-draft.ts';

export interface PersonDraft {
  /** Of this row of the form. */
  readonly key: string;
  name: string;
  unit: string;
  /** The member of the workspace whom the name was taken from. */
  member?: string | undefined;
  /** Judges: where they sit, when not on the leading panel. */
  panel?: string | undefined;
}
export interface TalkDraft extends PersonDraft {
  title: string;
  minutes: string;
  remote: boolean;
  team: string;
}
/** A session while it is being planned, as its form holds it and as the browser keeps it. */
export interface SessionDraft {
  programme: string;
  title: string;
  /** `2026-10-30`, by this browser's wall. */
  date: string;
  /** `14:30`. */
  time: string;
  place: string;
  language: 'zh' | 'en';
  theme: 'neutral' | 'formal';
  talks: TalkDraft[];
  judges: PersonDraft[];
  headJudge: PersonDraft;
  clerk: PersonDraft;
  remotes: PersonDraft[];
  rules: RulesDraft;
  settings: Settings;
}
/** What was kept by an older page may lack what this one needs. */
export const DRAFT_VERSION = 2;

const two = (value: number): string => String(value).padStart(2, '0');
export const dateOf = (instant: number): string => {
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};
export const timeOf = (instant: number): string => {
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
};
/** The instant of a date and a time on this browser's wall; undefined when they are none. */
export const instantOf = (date: string, time: string): number | undefined => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(`${date}T${time}`);
  if (!parts) return undefined;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [number, number, number, number, number];
  const at = new Date(year, month - 1, day, hour, minute).getTime();
  return Number.isFinite(at) && at >= 0 ? at : undefined;
};

export const newTalk = (key: string, minutes: number): TalkDraft => ({
  key,
  name: '',
  unit: '',
  title: '',
  minutes: String(minutes),
  remote: false,
  team: '',
});

const nobody = (key: string): PersonDraft => ({ key, name: '', unit: '' });

export interface DraftSource {
  readonly now: number;
  readonly language: 'zh' | 'en';
  readonly programme?: ProgrammeSummary | undefined;
  readonly newKey: () => string;
}
/** Tomorrow at 14:30, three talks to fill in, the programme's rules and minutes. */
export const emptyDraft = ({ now, language, programme, newKey }: DraftSource): SessionDraft => {
  const own = programme?.language ?? language;
  const minutes = programme?.minutes ?? 12;
  return {
    programme: programme?.programme ?? '',
    title: '',
    date: dateOf(now + 86_400_000),
    time: '14:30',
    place: '',
    language: own,
    theme: 'neutral',
    talks: [newTalk(newKey(), minutes), newTalk(newKey(), minutes), newTalk(newKey(), minutes)],
    judges: [],
    headJudge: nobody('head-judge'),
    clerk: nobody('clerk'),
    remotes: [],
    rules: rulesDraftOf(programme?.rules ?? presetRules(own)),
    settings: DEFAULT_SETTINGS,
  };
};

const isBlank = (talk: TalkDraft): boolean => talk.name.trim() === '' && talk.title.trim() === '';
/** Rows that nobody has written in are no talks. */
export const filledTalks = (draft: SessionDraft): TalkDraft[] => draft.talks.filter((one) => !isBlank(one));
const filledPeople = (people: readonly PersonDraft[]): PersonDraft[] => people.filter((one) => one.name.trim() !== '');

export const sessionProblems = (draft: SessionDraft): Problem[] => {
  const problems: Problem[] = [];
  if (draft.title.trim() === '') problems.push({ at: 'title', code: 'missing' });
  if (instantOf(draft.date, draft.time) === undefined) problems.push({ at: 'date', code: 'bad-date' });
  for (const talk of filledTalks(draft)) {
    if (talk.name.trim() === '') problems.push({ at: `talks.${talk.key}.name`, code: 'missing' });
    if (talk.title.trim() === '') problems.push({ at: `talks.${talk.key}.title`, code: 'missing' });
    problems.push(...wholeProblem(`talks.${talk.key}.minutes`, talk.minutes, 1, 240));
  }
  if (filledTalks(draft).length > 50) problems.push({ at: 'talks', code: 'too-many', detail: { max: 50 } });
  if (filledPeople(draft.judges).length > 60) problems.push({ at: 'judges', code: 'too-many', detail: { max: 60 } });
  return [...problems, ...rulesProblems(draft.rules)];
};

const personOf = ({ name, unit, member }: PersonDraft) => ({
  name: name.trim(),
  ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
  ...(member === undefined ? {} : { member }),
});

/** What creates the session that a draft without problems describes. */
export const createCommand = (draft: SessionDraft): WorkspaceCommand & { type: 'session.create' } => ({
  type: 'session.create',
  ...(draft.programme === '' ? {} : { programme: draft.programme }),
  title: draft.title.trim(),
  startsAt: instantOf(draft.date, draft.time) ?? 0,
  place: draft.place.trim(),
  language: draft.language,
  theme: draft.theme,
  talks: filledTalks(draft).map((talk) => ({
    title: talk.title.trim(),
    minutes: Number(plainFigure(talk.minutes)),
    speaker: personOf(talk),
    ...(talk.remote ? { remote: true } : {}),
    ...(draft.rules.set.teams && talk.team.trim() !== '' ? { team: talk.team.trim() } : {}),
  })),
  judges: filledPeople(draft.judges).map((one) => ({
    ...personOf(one),
    ...(one.panel === undefined ? {} : { panel: one.panel }),
  })),
  ...(draft.headJudge.name.trim() === '' ? {} : { headJudge: personOf(draft.headJudge) }),
  ...(draft.clerk.name.trim() === '' ? {} : { clerk: personOf(draft.clerk) }),
  remotes: filledPeople(draft.remotes).map(personOf),
  rules: rulesOf(draft.rules),
  settings: { ...draft.settings },
});

export interface Slot {
  readonly key: string;
  readonly startsAt: number;
}
/** When each talk is to begin, one after the other, and when the last one ends. */
export const timetable = (
  startsAt: number,
  items: readonly { readonly key: string; readonly minutes: number }[],
): { slots: Slot[]; endsAt: number; minutes: number } => {
  let at = startsAt;
  const slots = items.map(({ key, minutes }) => {
    const slot = { key, startsAt: at };
    at += (Number.isFinite(minutes) ? minutes : 0) * 60_000;
    return slot;
  });
  return { slots, endsAt: at, minutes: Math.round((at - startsAt) / 60_000) };
};

/** How a member reads in a list of suggestions: the unit beside the name only where two share it. */
export const suggestions = (members: readonly MemberSummary[]): { label: string; member: MemberSummary }[] => {
  const count = new Map<string, number>();
  for (const { name } of members) count.set(name, (count.get(name) ?? 0) + 1);
  return members.map((member) => ({
    label: (count.get(member.name) ?? 0) > 1 && member.unit ? `${member.name} · ${member.unit}` : member.name,
    member,
  }));
};
