import { describe, expect, it } from 'vitest';
import { openingCommands, openingFrom } from './opening.ts';
import { decideSession, evolveSession, initialSession } from './session.ts';
import * as v from 'valibot';
import { as, contextOf, SYSTEM } from './testing/context.ts';
import { started } from './testing/events.ts';
import { given, stamped } from './testing/given.ts';
import { scenario } from './testing/scenario.ts';

describe('runs', () => {
  it('[RU3] [RU4] a reset keeps links with their revocations, order, decks, rules, codes; and nothing of the crowd', () => {
    const one = scenario('ended');
    const link = Object.keys(one.state.people.links)[3]!;
    one.play.run({ type: 'link.revoke', link }, as('host', one.host));
    one.play.run({ type: 'link.issue', participant: one.guests[0]!, role: 'remote' }, as('host', one.host));
    const before = one.play.state;
    const opening = openingFrom(before, 2);
    const raw = { ...opening };
    expect(v.parse(openingCommands['session.open'], JSON.parse(JSON.stringify(raw)))).toEqual(
      JSON.parse(JSON.stringify(opening)),
    );
    const decision = decideSession(initialSession, { type: 'session.open', ...opening }, contextOf(SYSTEM));
    if (!decision.ok) throw new Error(decision.code);
    const next = evolveSession(initialSession, stamped(decision.events));
    expect(next.info).toMatchObject({
      status: 'prepared',
      run: 2,
      code: before.info.code,
      guestKey: before.info.guestKey,
      title: before.info.title,
      settings: before.info.settings,
    });
    expect(Object.keys(next.info)).not.toContain('startedAt');
    expect(Object.keys(next.people.links).sort()).toEqual(Object.keys(before.people.links).sort());
    expect(next.people.links[link]?.revokedAt).toBeTypeOf('number');
    for (const { participant } of Object.values(next.people.links))
      expect(next.people.participants[participant]).toBeDefined();
    expect(next.people.participants[one.guests[1]!]).toBeUndefined();
    expect(
      Object.values(next.decks.decks).map(({ deck, ready, shown, page }) => ({ deck, ready, shown, page })),
    ).toEqual(Object.values(before.decks.decks).map(({ deck, ready }) => ({ deck, ready, shown: [], page: 0 })));
    expect([next.judging.rules, next.judging.panels]).toEqual([before.judging.rules, before.judging.panels]);
    expect([next.judging.talks, next.questions.items, next.messages.items, next.people.joined]).toEqual([
      {},
      {},
      {},
      0,
    ]);
    expect(Object.values(next.order.items).every((item) => item.status === 'waiting')).toBe(true);
    expect(decideSession(next, { type: 'session.open', ...opening }, contextOf(SYSTEM))).toEqual({
      ok: true,
      events: [],
    });
    given(...started())
      .when({ type: 'run.close' }, SYSTEM)
      .then({ type: 'run.closed' })
      .when({ type: 'run.close' }, SYSTEM)
      .thenNothing();
  });
});
