import { judgesInOrder, inOrder, type HostView, type PersonView } from '@rostrum/domain';
import type { NodesFacts, Presence, VideoNews } from '@rostrum/protocol';

/** One thing to have in order before going live. `people` are those whom a reminder would go to. */
export type Check =
  | { readonly kind: 'projector'; readonly ok: boolean; readonly screens: number }
  | { readonly kind: 'decks'; readonly ok: boolean; readonly ready: number; readonly of: number }
  | {
      readonly kind: 'deck-missing' | 'deck-reading' | 'deck-broken';
      readonly ok: false;
      readonly talks: readonly string[];
    }
  | {
      readonly kind: 'speakers' | 'judges';
      readonly ok: boolean;
      readonly here: number;
      readonly of: number;
      readonly people: readonly PersonView[];
    }
  /** Only where somebody is expected from afar. */
  | { readonly kind: 'video'; readonly ok: boolean; readonly lack?: 'not-ready' | 'outside' | 'speak' }
  | { readonly kind: 'shared'; readonly ok: false; readonly notShared: NodesFacts['notShared'] }
  | { readonly kind: 'survives'; readonly ok: boolean; readonly survives: NodesFacts['survives'] }
  | { readonly kind: 'links'; readonly ok: boolean; readonly people: readonly PersonView[] };

/** What the host's connection knows beside the view. */
export interface Surroundings {
  readonly presence?: Presence | undefined;
  readonly video: VideoNews;
  /** Where several servers share one store. */
  readonly nodes?: NodesFacts | undefined;
}

/** The readiness of a session, what is in order first. */
export const checksOf = (view: HostView, { presence, video, nodes }: Surroundings): Check[] => {
  const talks = inOrder(view.projector.order).filter((one) => one.kind === 'talk');
  const screens = presence?.roles.projector ?? 0;
  const checks: Check[] = [{ kind: 'projector', ok: screens > 0, screens }];

  const stateOf = (talk: string): 'ready' | 'deck-missing' | 'deck-reading' | 'deck-broken' => {
    const deck = view.decks[talk];
    if (deck?.deck !== undefined) return deck.ready >= deck.pages ? 'ready' : 'deck-reading';
    return deck?.problem === undefined ? 'deck-missing' : 'deck-broken';
  };
  const ready = talks.filter((one) => stateOf(one.item) === 'ready').length;
  if (ready > 0 && ready === talks.length) checks.push({ kind: 'decks', ok: true, ready, of: talks.length });
  for (const kind of ['deck-broken', 'deck-reading', 'deck-missing'] as const) {
    const found = talks.filter((one) => stateOf(one.item) === kind).map((one) => one.item);
    if (found.length > 0) checks.push({ kind, ok: false, talks: found });
  }

  const here = (participant: string): boolean => presence?.listed[participant] === true;
  const group = (kind: 'speakers' | 'judges', all: readonly string[]): void => {
    if (all.length === 0) return;
    const away = all.filter((one) => !here(one));
    const people = away.map((one) => view.people[one] ?? { participant: one });
    checks.push({ kind, ok: away.length === 0, here: all.length - away.length, of: all.length, people });
  };
  group('speakers', [...new Set(talks.flatMap((one) => (one.speaker ? [one.speaker.participant] : [])))]);
  group('judges', judgesInOrder(view));

  if (Object.values(view.people).some((one) => one.roles['remote'])) {
    const outside = video.reach?.outside;
    const lack =
      video.state !== 'ready'
        ? 'not-ready'
        : outside?.watch === 'no'
          ? 'outside'
          : outside?.speak === 'no'
            ? 'speak'
            : undefined;
    checks.push({ kind: 'video', ok: lack === undefined, ...(lack === undefined ? {} : { lack }) });
  }

  const people = Object.values(view.people).filter(
    (one) =>
      !one.roles['host'] &&
      Object.values(one.links).some(
        (link) => link.role !== 'host' && link.opened === undefined && link.revoked === undefined,
      ),
  );
  // Those who can be called by name first: a screen has none.
  people.sort((one, other) => Number(one.name === undefined) - Number(other.name === undefined));
  checks.push({ kind: 'links', ok: people.length === 0, people });
  if (nodes) checks.push({ kind: 'survives', ok: nodes.survives === 'power-cut', survives: nodes.survives });
  if (nodes && nodes.notShared.length > 0) checks.push({ kind: 'shared', ok: false, notShared: nodes.notShared });
  return [...checks.filter((one) => one.ok), ...checks.filter((one) => !one.ok)];
};
