import { hostView, type SessionCommand, type SessionState } from '@rostrum/domain';
import { as, scenario, type Scenario, type ScenarioName, type ScenarioOptions } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import { stepAfter } from './next-step.ts';

const step = (name: ScenarioName, options?: ScenarioOptions) => stepAfter(hostView(scenario(name, options).state));
const after = (at: Scenario): ReturnType<typeof stepAfter> => stepAfter(hostView(at.play.state));

describe('the next step', () => {
  it('goes from the door to the first clock', () => {
    expect(step('prepared')).toEqual({ kind: 'go-live' });
    const { state, talks } = scenario('welcome');
    expect(stepAfter(hostView(state))).toEqual({ kind: 'open-item', to: talks[0] });
    expect(step('talk').kind).toBe('end-clock');
    expect(step('talk-paused').kind).toBe('resume-clock');
    expect(step('ended')).toEqual({ kind: 'none' });
  });

  it('after a talk shows how judging goes, then locks it, naming what is missing', () => {
    const options = { sheets: 3 };
    expect(step('talk-ended').kind).toBe('show-judging');
    expect(step('live-board', options)).toMatchObject({ kind: 'lock-judging', missing: 4 });
    expect(step('live-board')).toMatchObject({ kind: 'lock-judging', missing: 0 });
  });

  it('without a panel the next talk follows at once', () => {
    expect(step('talk-ended', { judges: 0 }).kind).toBe('open-item');
  });

  it('leads a whole session to its end by itself, whether marks are live, held for each talk, or to the end', () => {
    for (const marksShown of ['live', 'talk', 'end'] as const) {
      const at = scenario('welcome', { settings: { marksShown } });
      const seen = play(at);
      expect(seen[seen.length - 1], `${marksShown}: ${seen.join(' ')}`).toBe('none');
      expect(seen.filter((kind) => kind === 'end-clock').length).toBe(4);
      expect(seen.filter((kind) => kind === 'lock-judging').length).toBe(4);
      expect(seen.filter((kind) => kind === 'open-results').length).toBe({ live: 0, talk: 4, end: 1 }[marksShown]);
      expect(seen).toContain('reveal-step');
      const { results } = hostView(at.play.state).projector;
      expect(
        Object.values(results)
          .map((one) => one.rank)
          .sort(),
      ).toHaveLength(4);
    }
  });
});

/** Presses the one button until there is nothing left to press. */
const play = (at: Scenario): string[] => {
  const seen: string[] = [];
  for (let press = 0; press < 120; press += 1) {
    const next = after(at);
    seen.push(next.kind);
    if (next.kind === 'none') return seen;
    const { state } = at.play;
    if (next.kind === 'end-clock') at.play.wait(9 * 60_000);
    if (next.kind === 'lock-judging' && next.missing > 0) {
      for (const judge of at.judges)
        at.play.run(
          { type: 'sheet.send', talk: next.talk, marks: marks(at.judges.indexOf(judge)), comment: '' },
          as('judge', judge),
        );
      seen.pop();
      continue;
    }
    at.play.wait(1_000).run(commandFor(next, state), as('host', at.host));
  }
  return seen;
};
const marks = (nth: number) => ({ content: String(30 + nth), form: '15', language: '16', presence: '17' });

const commandFor = (step: ReturnType<typeof stepAfter>, state: SessionState): SessionCommand => {
  const from = state.projector.serial;
  switch (step.kind) {
    case 'go-live':
      return { type: 'session.start' };
    case 'open-item':
      return { type: 'item.open', to: step.to, ...(state.order.current ? { from: state.order.current } : {}) };
    case 'start-clock':
      return { type: 'countdown.start', item: step.item };
    case 'resume-clock':
      return { type: 'countdown.resume', item: step.item };
    case 'end-clock':
      return { type: 'countdown.end', item: step.item };
    case 'open-judging':
      return { type: 'judging.open', talk: step.talk };
    case 'show-judging':
      return { type: 'scene.show', from, scene: { kind: 'judging', talk: step.talk } };
    case 'lock-judging':
      return { type: 'judging.close', talk: step.talk };
    case 'settle-deduction': {
      const all = Object.values(state.judging.talks[step.talk]?.deductions ?? {});
      const open = all.find((one) => one.status === 'proposed');
      return { type: 'deduction.confirm', talk: step.talk, deduction: open?.deduction ?? '' };
    }
    case 'open-results':
      return { type: 'results.open', ...(step.talk === undefined ? {} : { talk: step.talk }) };
    case 'reveal':
      return { type: 'reveal.begin', what: step.what };
    case 'reveal-step':
      return { type: 'reveal.step', from: step.from, to: step.from + 1 };
    case 'reveal-finish':
      return { type: 'reveal.finish' };
    case 'show-scoreboard':
      return { type: 'scene.show', from, scene: { kind: 'scoreboard' } };
    case 'end-session':
    case 'none':
      return { type: 'session.end' };
  }
};
