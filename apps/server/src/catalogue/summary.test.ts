import { as, castOf, scenario, seedSession, SYSTEM } from '@rostrum/domain/testing';
import { ERASED, evolveSession, type SessionState } from '@rostrum/domain';
import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

const done = (state: SessionState): boolean[] => summaryOf(state).talks.map((one) => one.done);

test('a prepared session: its facts, its talks in order, who has not opened a link', () => {
  const seed = seedSession({ remoteTalk: true, decks: 3, judges: 5 });
  const cast = castOf('zh');
  const summary = summaryOf(seed.play.state);
  expect(summary).toMatchObject({
    status: 'prepared',
    title: cast.session,
    place: cast.place,
    run: 1,
    judges: 5,
    recordConfirmed: false,
    code: expect.stringMatching(/^\d{6}$/) as string,
  });
  expect(summary.programme).toBeDefined();
  expect(summary.startedAt).toBeUndefined();
  expect(summary.talks.map((one) => [one.speaker, one.minutes, one.deck, one.done, one.remote])).toEqual(
    cast.talks.map((talk, index) => [cast.speakers[index]!.name, talk.minutes, index < 3, false, index === 1]),
  );
  expect(summary.unopened.map((one) => one.name)).toEqual([
    ...cast.speakers.map((one) => one.name),
    ...cast.judges.slice(0, 5).map((one) => one.name),
  ]);
  seed.play.run({ type: 'participant.join', participant: seed.judges[0]!, role: 'judge' }, SYSTEM);
  expect(summaryOf(seed.play.state).unopened).toHaveLength(8);
});

test('a revoked link waits for nobody, and a second one opened is enough', () => {
  const { play, judges, host } = seedSession({ judges: 2 });
  const linkOf = (judge: string) =>
    Object.values(play.state.people.links).find((one) => one.participant === judge)!.link;
  const waiting = () => summaryOf(play.state).unopened.filter((one) => one.role === 'judge').length;
  play.run({ type: 'link.revoke', link: linkOf(judges[0]!) }, as('host', host));
  expect(waiting()).toBe(1);
  play.run({ type: 'link.issue', participant: judges[0]!, role: 'judge' }, as('host', host));
  expect(waiting()).toBe(2);
  play.run({ type: 'participant.join', participant: judges[0]!, role: 'judge' }, SYSTEM);
  expect(waiting()).toBe(1);
});

test('[OR1] a talk has been given once its clock has run and the session went on or ended, not while it is on', () => {
  const { play, talks, host } = seedSession();
  const by = as('host', host);
  play.run({ type: 'session.start' }, by);
  play.run({ type: 'item.open', to: talks[0]! }, by);
  play.wait(1000).run({ type: 'item.open', from: talks[0]!, to: talks[1]! }, by);
  expect(done(play.state)).toEqual([false, false, false, false]);
  play.run({ type: 'countdown.start', item: talks[1]! }, by);
  play.wait(60_000);
  expect(done(play.state)).toEqual([false, false, false, false]);
  play.run({ type: 'item.open', from: talks[1]!, to: talks[2]! }, by);
  expect(done(play.state)).toEqual([false, true, false, false]);
  play.run({ type: 'countdown.start', item: talks[2]! }, by);
  play.wait(60_000).run({ type: 'session.end' }, by);
  expect(done(play.state)).toEqual([false, true, true, false]);
});

test('an ended session: every talk given, when it was, whether its record is confirmed', () => {
  const { play, host } = scenario('ended');
  expect(summaryOf(play.state)).toMatchObject({ status: 'ended', recordConfirmed: false });
  expect(done(play.state)).toEqual([true, true, true, true]);
  expect(summaryOf(play.state).endedAt).toBeGreaterThan(summaryOf(play.state).startedAt!);
  play.run({ type: 'record.confirm' }, as('host', host));
  expect(summaryOf(play.state).recordConfirmed).toBe(true);
});

test('an erased speaker or judge shows no name', () => {
  const { play, speakers, judges } = seedSession({ judges: 1 });
  const erased = [speakers[0]!, judges[0]!].map((participant) => ({
    type: 'participant.changed' as const,
    participant,
    name: ERASED,
    at: play.now,
  }));
  const summary = summaryOf(evolveSession(play.state, erased));
  expect(summary.talks[0]!.speaker).toBeUndefined();
  expect(summary.unopened.filter((one) => one.name === undefined)).toHaveLength(2);
  expect(JSON.stringify(summary)).not.toContain(ERASED);
});
