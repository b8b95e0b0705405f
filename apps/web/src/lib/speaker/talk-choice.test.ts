import { speakerView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import { dueAt, ownTalks, talkNumber, talkOnAir, talksBefore, talkToPrepare } from './talk-choice.ts';

describe("a speaker's talk", () => {
  const before = scenario('prepared');
  const during = scenario('talk');
  const viewOf = (one: typeof before, speaker: number) => speakerView(one.state, one.speakers[speaker]!);

  it('is on air only for its own speaker, in a session that runs', () => {
    expect(talkOnAir(viewOf(during, 0))?.item).toBe(during.talks[0]);
    expect(talkOnAir(viewOf(during, 1))).toBeUndefined();
    expect(talkOnAir(viewOf(before, 0))).toBeUndefined();
  });
  it('is prepared until it has been given, and knows how many stand before it', () => {
    const view = viewOf(during, 2);
    expect(talkToPrepare(view)?.item).toBe(during.talks[2]);
    expect(talksBefore(view, during.talks[2]!)).toBe(2);
    expect(talksBefore(view, during.talks[0]!)).toBe(0);
    expect(ownTalks(view).map((one) => one.item)).toEqual([during.talks[2]]);
  });
  it('has a number that breaks do not take', () => {
    expect(talkNumber(viewOf(before, 1).order, before.talks[1]!)).toBe('02');
  });
  it('is due when what stands before it has taken its time', () => {
    const view = viewOf(before, 1);
    const first = view.order[before.talks[0]!]!;
    expect(dueAt(view, before.talks[0]!)).toBe(view.session.startsAt);
    expect(dueAt(view, before.talks[1]!)).toBe(view.session.startsAt + first.planned);
    const live = viewOf(during, 1);
    const opened = live.order[during.talks[0]!]!;
    expect(dueAt(live, during.talks[1]!)).toBe((opened.openedAt ?? 0) + opened.planned);
  });
});
