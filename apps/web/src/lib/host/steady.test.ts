import { hostView } from '@rostrum/domain';
import { as, scenario } from '@rostrum/domain/testing';
import { applyPatch, diff } from '@rostrum/sync';
import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { Toasts } from '#lib/design/toasts.svelte.ts';
import { FixtureConnection } from '#lib/sync/fixture.svelte.ts';
import { Desk } from './desk.svelte.ts';
import { alike, sameFields, steady } from './steady.ts';

it('holds a value for as long as it says the same', () => {
  const hold = steady(alike);
  const first = hold({ a: [1] });
  expect(hold({ a: [1] })).toBe(first);
  expect(hold({ a: [2] })).not.toBe(first);
  expect(sameFields({ a: first, b: 1 }, { b: 1, a: first })).toBe(true);
  expect(sameFields({ a: 1 }, { b: 1 })).toBe(false);
  expect(sameFields({ a: 1 }, undefined)).toBe(false);
});

it('a vote changes the questions on the desk and nothing else', () => {
  const { play, guests } = scenario('questions');
  const before = hostView(play.state);
  const connection = new FixtureConnection({ role: 'host', view: before, now: play.now });
  const desk = new Desk(connection, new Toasts());
  const slices = () => [desk.projector, desk.items, desk.step, desk.cue, desk.judging, desk.people, desk.clock];
  const question = Object.values(before.questions)
    .filter((one) => one.status === 'open')
    .sort((a, b) => a.votes - b.votes)[0]!;
  const stood = slices();
  const asked = desk.questions;
  play.run({ type: 'question.vote', question: question.question }, as('audience', guests[guests.length - 1]!));
  connection.view = applyPatch<typeof before>(before, diff(before, hostView(play.state)) ?? {});
  flushSync();
  expect(desk.questions).not.toBe(asked);
  slices().forEach((slice, index) => expect(slice, `slice ${index}`).toBe(stood[index]));
});
