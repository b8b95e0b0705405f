import { expect, test } from 'vitest';
import { ERASED } from '../kernel.ts';
import { evolveSession } from '../session.ts';
import { as, scenario, seedSession, SYSTEM } from '../testing/index.ts';
import { attendancePage, PAGE_SIZE, questionPage } from './host-pages.ts';

const allPeople = (state: Parameters<typeof attendancePage>[0]) => {
  const people = [];
  let page = attendancePage(state)!;
  people.push(...page.people);
  while (page.next !== undefined) {
    page = attendancePage(state, page.next)!;
    people.push(...page.people);
  }
  return people;
};

test('attendance: everyone who was present, guests included, the earliest first, none twice', () => {
  const { state, guests, projector } = scenario('ended', { crowd: 450 });
  const first = attendancePage(state)!;
  expect(first.people).toHaveLength(PAGE_SIZE);
  expect(first.next).toBeDefined();
  const people = allPeople(state);
  const present = Object.values(state.people.participants).filter(
    (one) => one.joinedAt !== undefined && one.participant !== projector,
  );
  expect(people).toHaveLength(present.length);
  expect(new Set(people.map((one) => one.participant)).size).toBe(present.length);
  const times = people.map((one) => one.joinedAt);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(
    people
      .filter((one) => one.guest)
      .map((one) => one.participant)
      .sort(),
  ).toEqual([...guests].sort());
  const { hall, afar, unsaid } = first.totals;
  expect(hall + afar + unsaid).toBe(present.length);
  expect(afar).toBe(present.filter((one) => one.place === 'afar').length);
});

test('it says in which roles and where, and whom nobody can name any more', () => {
  const { play, host, speakers, judges } = seedSession();
  const join = (participant: string, role: 'speaker' | 'judge', place: 'hall' | 'afar') =>
    play.run({ type: 'participant.join', participant, role, place }, SYSTEM);
  join(speakers[0]!, 'speaker', 'afar');
  play.wait(1000);
  join(judges[0]!, 'judge', 'hall');
  play.wait(1000).run({ type: 'participant.leave', participant: judges[0]! }, SYSTEM);
  const [speaker, judge] = attendancePage(play.state)!.people;
  expect(speaker).toMatchObject({ participant: speakers[0], roles: ['speaker'], place: 'afar' });
  expect(speaker!.leftAt).toBeUndefined();
  expect(judge).toMatchObject({ roles: ['judge'], place: 'hall', leftAt: play.now });
  expect(attendancePage(play.state)!.people.map((one) => one.participant)).not.toContain(host);
  const state = evolveSession(play.state, [
    { type: 'participant.changed', participant: speakers[0]!, name: ERASED, at: play.now },
  ]);
  expect(attendancePage(state)!.people[0]).toMatchObject({ erased: true });
  expect(attendancePage(state)!.people[0]!.name).toBeUndefined();
});

test('questions of one status, the oldest first, beyond the fifty of the view', () => {
  const { state } = scenario('questions', { questions: 320, crowd: 60 });
  const first = questionPage(state, 'open')!;
  expect(first.of).toBe(state.questions.counts.open);
  expect(first.of).toBeGreaterThan(PAGE_SIZE);
  expect(first.questions).toHaveLength(PAGE_SIZE);
  const rest = questionPage(state, 'open', first.next)!;
  expect(rest.next).toBeUndefined();
  const ids = [...first.questions, ...rest.questions].map((one) => one.question);
  expect(new Set(ids).size).toBe(first.of);
  expect(questionPage(state, 'waiting')!.questions.every((one) => one.status === 'waiting')).toBe(true);
});

test('[PR2] an anonymous question carries neither asker nor secret', () => {
  const { play, host } = scenario('talk');
  play.run(
    { type: 'question.ask', text: 'Who pays?', named: false },
    { role: 'audience', anonymous: 'hash-of-a-secret' },
  );
  const text = JSON.stringify(questionPage(play.state, 'waiting'));
  expect(text).toContain('Who pays?');
  expect(text).not.toContain('hash-of-a-secret');
  expect(JSON.parse(text).questions[0].asker).toBeUndefined();
  play.run({ type: 'question.ask', text: 'And when?', named: true }, as('host', host));
  expect(questionPage(play.state, 'waiting')!.questions[1]!.asker?.participant).toBe(host);
});

test('a cursor that is none of ours gives no page', () => {
  const { state } = scenario('welcome');
  for (const cursor of ['', 'x', '12', '12.', '.a1', '-1.a1', '12.a b', '1e3.a']) {
    expect(attendancePage(state, cursor)).toBeUndefined();
    expect(questionPage(state, 'open', cursor)).toBeUndefined();
  }
});
