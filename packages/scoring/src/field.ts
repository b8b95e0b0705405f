import type { Adjusted } from './adjust.ts';
import { adjustmentsOf } from './adjust.ts';
import type { Contest, Entry } from './contest.ts';
import type { Field } from './convert.ts';
import { fieldOf } from './convert.ts';
import { Exact } from './exact.ts';
import type { PanelFile } from './members.ts';
import { expectedFor, filePanel } from './members.ts';
import type { PanelValue } from './panel-value.ts';
import { panelValue } from './panel-value.ts';
import type { Plan } from './plan.ts';
import type { Step } from './steps.ts';
import { competes } from './total.ts';

/** A contest found by talk, for one computation. */
export interface Files {
  readonly panels: readonly PanelFile[];
  /** The place of each talk in the running order. */
  readonly places: ReadonlyMap<string, number>;
}

export function fileContest(plan: Plan, contest: Contest): Files {
  const places = new Map<string, number>();
  for (const [at, { talk }] of contest.entries.entries()) {
    if (places.has(talk)) throw new RangeError(`talk ${talk} is entered twice`);
    places.set(talk, at);
  }
  return { panels: plan.panels.map(({ panel }) => filePanel(contest, panel)), places };
}

/** One talk as far as it goes without the others. */
export interface Talk {
  readonly entry: Entry;
  readonly adjusted: Adjusted;
  readonly panels: readonly PanelValue[];
}

export function talkOf(plan: Plan, files: Files, entry: Entry, note?: (step: Step) => void): Talk {
  const at = plan.rules.adjust?.at;
  const adjusted = adjustmentsOf(plan.rules, entry, undefined);
  const place = files.places.get(entry.talk) ?? 0;
  const panels = plan.panels.map((panel, index): PanelValue => {
    const file = files.panels[index];
    if (!file) throw new RangeError(`no file of panel ${panel.panel.id}`);
    const deducted = at?.stage === 'judge' && at.panel === panel.panel.id ? adjusted.net : Exact.zero;
    const expected = expectedFor(panel.panel, file, entry, place, files.places);
    return panelValue(panel, file, expected, entry.talk, deducted, note);
  });
  return { entry, adjusted, panels };
}

/** What conversions have to know of all that compete, panel by panel. */
export function fieldsOf(plan: Plan, talks: readonly Talk[]): Field[] {
  const at = plan.rules.adjust?.at;
  return plan.panels.map(({ panel, convert }, index) => {
    if (!convert || convert.kind === 'times') return fieldOf([]);
    const values = talks.flatMap(({ entry, adjusted, panels }) => {
      const value = panels[index]?.pooled?.value;
      if (!competes(entry) || !value) return [];
      return [at?.stage === 'panel' && at.panel === panel.id ? value.minus(adjusted.net) : value];
    });
    return fieldOf(values);
  });
}
