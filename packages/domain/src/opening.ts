import * as v from 'valibot';
import { deckFacts, type Ranges } from './deck.ts';
import { decided, id, optionalText, personal, role, text, type Context, type Decision } from './kernel.ts';
import { item } from './running-order.ts';
import { judgingRules } from './rules.ts';
import { opening } from './session-info.ts';
import type { SessionEvent, SessionState } from './session.ts';

const range = v.array(v.tuple([v.number(), v.number()]));

/** All that the first events of a run hold: from the workspace for the first, from the run before for the next. */
export const openingCommands = {
  'session.open': v.object({
    info: opening,
    participants: v.array(
      v.object({
        participant: id,
        name: v.exactOptional(personal(text(60), 'participant')),
        unit: v.exactOptional(personal(optionalText(80), 'participant')),
        member: v.exactOptional(id),
        roles: v.array(role),
      }),
    ),
    links: v.array(v.object({ link: id, participant: id, role, revoked: v.exactOptional(v.boolean()) })),
    items: v.array(item),
    decks: v.array(v.object({ facts: deckFacts, ready: range })),
    rules: judgingRules,
    /** Judges by panel; `panel` is the leading one, in logs from before panels had names. */
    panels: v.exactOptional(v.record(id, v.array(id))),
    panel: v.exactOptional(v.array(id)),
  }),
  'run.close': v.object({}),
} as const;
export type OpeningCommand =
  | ({ readonly type: 'session.open' } & v.InferOutput<(typeof openingCommands)['session.open']>)
  | { readonly type: 'run.close' };
export type Opening = Omit<v.InferOutput<(typeof openingCommands)['session.open']>, never>;

export const decideOpening = (
  state: SessionState,
  command: OpeningCommand,
  _context: Context,
): Decision<SessionEvent> => {
  if (command.type === 'run.close')
    return state.info.status === 'closed' ? decided([]) : decided([{ type: 'run.closed' }]);
  if (state.info.status !== 'unopened') return decided([]);
  const events: SessionEvent[] = [{ type: 'session.opened', ...command.info }];
  for (const one of command.participants) events.push({ type: 'participant.added', ...one });
  for (const { revoked, ...link } of command.links) {
    events.push({ type: 'link.issued', ...link });
    if (revoked) events.push({ type: 'link.revoked', link: link.link });
  }
  for (const one of command.items) events.push({ type: 'item.added', ...one });
  for (const { facts, ready } of command.decks)
    events.push({ type: 'deck.accepted', ...facts }, { type: 'deck.progressed', deck: facts.deck, ready });
  const panels = command.panels ? { panels: command.panels } : command.panel ? { panel: command.panel } : {};
  events.push({ type: 'judging.configured', rules: command.rules, ...panels });
  return decided(events);
};

/** What a reset carries into the next run: people on the list, links with their revocations, the order, decks, rules. */
export const openingFrom = (state: SessionState, run: number): Opening => {
  const { status: _status, startedAt: _startedAt, endedAt: _endedAt, ...info } = state.info;
  // A guest whom the host has given a link is on the list as well.
  const linked = new Set(Object.values(state.people.links).map((one) => one.participant));
  const listed = Object.values(state.people.participants).filter((one) => !one.guest || linked.has(one.participant));
  return {
    info: { ...info, run },
    participants: listed.map(({ participant, name, unit, member, roles }) => ({
      participant,
      roles,
      ...(name === undefined ? {} : { name }),
      ...(unit === undefined ? {} : { unit }),
      ...(member === undefined ? {} : { member }),
    })),
    links: Object.values(state.people.links).map(({ link, participant, role: as, revokedAt }) => ({
      link,
      participant,
      role: as,
      ...(revokedAt === undefined ? {} : { revoked: true }),
    })),
    items: Object.values(state.order.items).map(({ status: _s, openedAt: _o, closedAt: _c, ...facts }) => facts),
    decks: Object.values(state.decks.decks).map(({ ready, page: _page, shown: _shown, ...facts }) => ({
      facts,
      ready: mutable(ready),
    })),
    rules: state.judging.rules,
    panels: Object.fromEntries(Object.entries(state.judging.panels).map(([panel, all]) => [panel, [...all]])),
  };
};
const mutable = (ranges: Ranges): [number, number][] => ranges.map(([from, to]) => [from, to]);
