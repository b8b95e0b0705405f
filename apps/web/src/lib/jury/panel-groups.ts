import { judgesInOrder, type JuryView, type PanelView } from '@rostrum/domain';
import { calibrationGroup, type RuleSet } from '@rostrum/scoring';
import { m } from '#lib/paraglide/messages.js';

/** Judges who send sheets, panel by panel, as the matrix shows them side by side. */
export interface PanelGroup {
  readonly panel: string;
  readonly name: string;
  readonly judges: readonly string[];
}

export const panelName = ({ name, key }: Pick<PanelView, 'name' | 'key'>): string =>
  name ?? m.jury_panel({ number: key + 1 });

export const panelGroups = (view: Pick<JuryView, 'panels' | 'judges'>): PanelGroup[] => {
  const judges = judgesInOrder(view);
  return Object.values(view.panels)
    .filter((one) => one.kind === 'marks' && one.fill === 'judges')
    .sort((a, b) => a.key - b.key)
    .map((one) => ({
      panel: one.panel,
      name: panelName(one),
      judges: judges.filter((judge) => view.judges[judge]?.panel === one.panel),
    }))
    .filter((one) => one.judges.length > 0);
};

/** Panels whose outcome is not made of sheets: those that vote, and those whose figures are entered. */
export const votingPanels = (view: Pick<JuryView, 'panels'>): PanelView[] =>
  Object.values(view.panels)
    .filter((one) => one.fill !== 'judges' || one.kind === 'places')
    .sort((a, b) => a.key - b.key);

/** JU12: the talks that are scored together with this one, itself included; none when it stands alone. */
export const scoredTogether = (set: RuleSet, talks: readonly string[], talk: string): readonly string[] => {
  const at = talks.indexOf(talk);
  if (at < 0) return [];
  const { first, last } = calibrationGroup(set, at, talks.length);
  return last > first ? talks.slice(first, last + 1) : [];
};
