import { judgeView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import { onwardFrom, sheetToShow, unfinished } from './sheet-choice.ts';

const viewOf = (name: 'prepared' | 'talk') => {
  const play = scenario(name);
  return { view: judgeView(play.state, play.judges[0]!), talks: play.talks };
};

describe('which sheet', () => {
  it('is that of the talk that is on, and none before the session', () => {
    const { view, talks } = viewOf('talk');
    expect(sheetToShow(view)).toBe(talks[0]);
    expect(sheetToShow(viewOf('prepared').view)).toBeUndefined();
  });
  it('comes next: the talk that is on, else the one after', () => {
    const { view, talks } = viewOf('talk');
    expect(onwardFrom(view, talks[2]!)?.item).toBe(talks[0]);
    expect(onwardFrom(view, talks[0]!)?.item).toBe(talks[1]);
  });
  it('is unfinished: the talk that is on, else the first draft', () => {
    const { view, talks } = viewOf('prepared');
    expect(unfinished(view, () => 'empty')).toBeUndefined();
    expect(unfinished(view, (talk) => (talk === talks[1] ? 'draft' : 'sent'))?.item).toBe(talks[1]);
  });
});
