import * as v from 'valibot';
import {
  count,
  decided,
  entry,
  id,
  language,
  optionalText,
  refuse,
  text,
  type Context,
  type Decision,
  type Tagged,
} from '../kernel.ts';
import { judgingRules, presetRules, type JudgingRules } from '../rules.ts';
import type { WorkspaceState } from './workspace.ts';

const facts = {
  title: text(120),
  purpose: v.exactOptional(optionalText(400)),
  language,
  /** Minutes that a talk usually gets. */
  minutes: v.pipe(count, v.minValue(1), v.maxValue(240)),
  rules: v.exactOptional(judgingRules),
};
export const programmeCommands = {
  'programme.create': v.object(facts),
  'programme.change': v.object({
    programme: id,
    title: v.exactOptional(facts.title),
    purpose: facts.purpose,
    minutes: v.exactOptional(facts.minutes),
    rules: facts.rules,
  }),
  'programme.remove': v.object({ programme: id }),
} as const;
export const programmeEvents = {
  'programme.created': v.object({ programme: id, ...facts }),
  'programme.changed': programmeCommands['programme.change'],
  'programme.removed': v.object({ programme: id }),
} as const;
export type ProgrammeCommand = Tagged<typeof programmeCommands>;
export type ProgrammeEvent = Tagged<typeof programmeEvents>;

export interface Programme {
  readonly programme: string;
  title: string;
  purpose?: string;
  language: 'zh' | 'en';
  minutes: number;
  rules: JudgingRules;
}

export const decideProgramme = (
  state: WorkspaceState,
  command: ProgrammeCommand,
  context: Context,
): Decision<ProgrammeEvent> => {
  if (command.type === 'programme.create') {
    const programme = context.newId();
    return decided([{ ...command, type: 'programme.created', programme }], { programme });
  }
  if (!entry(state.programmes, command.programme)) return refuse('unknown-programme');
  if (command.type === 'programme.change') return decided([{ ...command, type: 'programme.changed' }]);
  if (Object.values(state.sessions).some((one) => one.programme === command.programme))
    return refuse('programme-has-sessions');
  return decided([{ ...command, type: 'programme.removed' }]);
};

export const applyProgramme = (state: WorkspaceState, event: ProgrammeEvent): void => {
  const { type: _type, ...given } = event;
  switch (event.type) {
    case 'programme.created':
      state.programmes[event.programme] = { rules: presetRules(event.language), ...given } as Programme;
      return;
    case 'programme.changed': {
      const found = state.programmes[event.programme];
      if (found) Object.assign(found, given);
      return;
    }
    case 'programme.removed':
      delete state.programmes[event.programme];
      return;
  }
};
