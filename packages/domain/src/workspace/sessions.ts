import * as v from 'valibot';
import type { role } from '../kernel.ts';
import {
  count,
  decided,
  entry,
  id,
  instant,
  language,
  optionalText,
  refuse,
  text,
  type Context,
  type Decision,
  type Instant,
  type Tagged,
} from '../kernel.ts';
import { openingCommands, type Opening } from '../opening.ts';
import { judgedPanels, judgingRules, presetRules } from '../rules.ts';
import { thresholds } from '../order-figures.ts';
import { DEFAULT_SETTINGS, settings } from '../session-info.ts';
import type { WorkspaceState } from './workspace.ts';

const opening = openingCommands['session.open'];
const person = v.object({ name: text(60), unit: v.exactOptional(optionalText(80)), member: v.exactOptional(id) });

export const sessionListCommands = {
  'session.create': v.object({
    programme: v.exactOptional(id),
    title: text(120),
    startsAt: instant,
    place: optionalText(120),
    language,
    theme: v.exactOptional(v.picklist(['neutral', 'formal'])),
    host: v.exactOptional(person),
    talks: v.pipe(
      v.array(
        v.object({
          title: text(160),
          minutes: v.pipe(count, v.minValue(1), v.maxValue(240)),
          speaker: person,
          remote: v.exactOptional(v.boolean()),
        }),
      ),
      v.maxLength(50),
    ),
    /** Those without a panel sit on the leading one. */
    judges: v.pipe(v.array(v.object({ ...person.entries, panel: v.exactOptional(id) })), v.maxLength(60)),
    headJudge: v.exactOptional(person),
    clerk: v.exactOptional(person),
    remotes: v.exactOptional(v.pipe(v.array(person), v.maxLength(50))),
    rules: v.exactOptional(judgingRules),
    settings: v.exactOptional(v.partial(settings)),
  }),
  /** By the server, which reads the run that ends; links, codes and decks stay. */
  'session.reset': v.object({ session: id, opening }),
  'session.remove': v.object({ session: id }),
  /** By the server: what the session's present run is called, and when it begins. */
  'session.list': v.object({ session: id, run: count, title: text(120), startsAt: instant }),
} as const;
export const sessionListEvents = {
  'session.created': v.object({ session: id, opening }),
  'run.opened': v.object({ session: id, opening }),
  'session.removed': v.object({ session: id }),
  'session.listed': v.object({ session: id, run: count, title: text(120), startsAt: instant }),
} as const;
export type SessionListCommand = Tagged<typeof sessionListCommands>;
export type SessionListEvent = Tagged<typeof sessionListEvents>;

/** What the workspace itself knows of a session; the session's own stream has the rest. */
export interface SessionEntry {
  readonly session: string;
  readonly programme?: string;
  readonly code: string;
  readonly guestKey: string;
  readonly createdAt: Instant;
  run: number;
  title: string;
  startsAt: Instant;
}

export const decideSessionList = (
  state: WorkspaceState,
  command: SessionListCommand,
  context: Context,
): Decision<SessionListEvent> => {
  if (command.type === 'session.create') return decideCreate(state, command, context);
  const found = entry(state.sessions, command.session);
  if (!found) return refuse('unknown-session');
  if (command.type === 'session.remove') return decided([{ ...command, type: 'session.removed' }]);
  if (command.type === 'session.list') {
    const same = found.title === command.title && found.startsAt === command.startsAt;
    return same || found.run !== command.run ? decided([]) : decided([{ ...command, type: 'session.listed' }]);
  }
  return command.opening.info.run === found.run + 1
    ? decided([{ ...command, type: 'run.opened' }])
    : refuse('changed-meanwhile');
};

const decideCreate = (
  state: WorkspaceState,
  command: SessionListCommand & { type: 'session.create' },
  context: Context,
): Decision<SessionListEvent> => {
  const programme = command.programme === undefined ? undefined : entry(state.programmes, command.programme);
  if (command.programme !== undefined && !programme) return refuse('unknown-programme');
  const taken = new Set(Object.values(state.sessions).map((one) => one.code));
  let code = newCode(context);
  while (taken.has(code)) code = newCode(context);
  const session = context.newId();
  const participants: Opening['participants'] = [];
  const links: Opening['links'] = [];
  const add = (one: { name?: string; unit?: string; member?: string }, roles: v.InferOutput<typeof role>[]): string => {
    // One person in two roles (a judge who also speaks) is one participant when both name the same member.
    const same = one.member === undefined ? undefined : participants.find((other) => other.member === one.member);
    const participant = same?.participant ?? context.newId();
    const fresh = roles.filter((as) => !same?.roles.includes(as));
    if (same) same.roles.push(...fresh);
    else participants.push({ participant, ...one, roles: [...roles] });
    for (const as of fresh) links.push({ link: context.newId(), participant, role: as });
    return participant;
  };
  add(command.host ?? { name: state.ownerName ?? 'Host' }, ['host']);
  add({}, ['projector']);
  add({}, ['timekeeper']);
  const items: Opening['items'] = command.talks.map((talk, index) => ({
    item: context.newId(),
    key: index + 1,
    kind: 'talk',
    title: talk.title,
    planned: talk.minutes * 60_000,
    speaker: add(talk.speaker, talk.remote ? ['speaker', 'remote'] : ['speaker']),
    ...thresholds(talk.minutes * 60_000),
    ...(talk.remote ? { remote: true } : {}),
  }));
  const rules = command.rules ?? programme?.rules ?? presetRules(command.language);
  const named = judgedPanels(rules).map((panel) => panel.id);
  const panels: Record<string, string[]> = {};
  for (const { panel: asked, ...judge } of command.judges) {
    const panel = named.find((one) => one === asked) ?? named[0];
    const participant = add(judge, ['judge']);
    if (panel !== undefined) (panels[panel] ??= []).push(participant);
  }
  if (command.headJudge) add(command.headJudge, ['head-judge']);
  if (command.clerk) add(command.clerk, ['clerk']);
  for (const one of command.remotes ?? []) add(one, ['remote']);
  const chosen = Object.fromEntries(Object.entries(command.settings ?? {}).filter(([, value]) => value !== undefined));
  const made: Opening = {
    info: {
      session,
      run: 1,
      workspace: state.name ?? 'Rostrum',
      code,
      guestKey: context.newId() + context.newId(),
      title: command.title,
      startsAt: command.startsAt,
      place: command.place,
      language: command.language,
      theme: command.theme ?? 'neutral',
      settings: { ...DEFAULT_SETTINGS, ...chosen },
      ...(programme ? { programme: programme.programme, programmeTitle: programme.title } : {}),
    },
    participants,
    links,
    items,
    decks: [],
    rules,
    panels,
  };
  return decided([{ type: 'session.created', session, opening: made }], { session });
};

/** Six digits, the first not zero, so that nobody wonders whether to type it. */
const newCode = (context: Context): string => String(100_000 + context.random(900_000));

export const applySessionList = (state: WorkspaceState, event: SessionListEvent, at: Instant): void => {
  switch (event.type) {
    case 'session.created': {
      const { info } = event.opening;
      state.sessions[event.session] = {
        session: event.session,
        code: info.code,
        guestKey: info.guestKey,
        run: info.run,
        title: info.title,
        startsAt: info.startsAt,
        createdAt: at,
        ...(info.programme === undefined ? {} : { programme: info.programme }),
      };
      return;
    }
    case 'run.opened': {
      const found = state.sessions[event.session];
      if (!found) return;
      const { run, title, startsAt } = event.opening.info;
      Object.assign(found, { run, title, startsAt });
      return;
    }
    case 'session.listed': {
      const { title, startsAt } = event;
      const found = state.sessions[event.session];
      if (found?.run === event.run) Object.assign(found, { title, startsAt });
      return;
    }
    case 'session.removed':
      delete state.sessions[event.session];
      return;
  }
};
