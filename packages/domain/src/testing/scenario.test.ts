import { describe, expect, it } from 'vitest';
import { phase, remaining } from '../clock.ts';
import { evolveSession, initialSession } from '../session.ts';
import { canonical } from './given.ts';
import { scenario, SCENARIOS } from './scenario.ts';

describe('scenarios', () => {
  for (const name of SCENARIOS) {
    it(`${name}: is reached by commands, the same each time, and its events alone give its state`, () => {
      const one = scenario(name);
      expect(canonical(scenario(name).events)).toBe(canonical(one.events));
      expect(canonical(evolveSession(initialSession, one.events))).toBe(canonical(one.state));
    });
  }
  it('phases of the clock', () => {
    for (const [name, expected] of [
      ['talk', 'normal'],
      ['talk-warning', 'warning'],
      ['talk-final', 'final'],
      ['talk-over', 'over'],
    ] as const) {
      const one = scenario(name);
      const clock = one.state.countdown.clocks[one.talks[0]!]!;
      expect(phase(clock, one.now), `${name} ${remaining(clock, one.now)}`).toBe(expected);
    }
  });
  it('held marks, few sheets, English, long names, a nameless crowd and 300 questions all work', () => {
    for (const marksShown of ['talk', 'end'] as const) {
      for (const name of ['judging', 'scoreboard', 'ended'] as const)
        scenario(name, { settings: { marksShown }, language: 'en', names: 'longest' });
    }
    for (let sheets = 0; sheets <= 7; sheets += 1) {
      const one = scenario('judging', { sheets });
      expect(Object.values(one.state.judging.talks[one.talks[0]!]!.sheets).filter((sheet) => sheet.sent)).toHaveLength(
        sheets,
      );
    }
    expect(
      Object.keys(scenario('questions', { questions: 300, nameless: true, names: 'uyghur' }).state.questions.items),
    ).toHaveLength(300);
    for (let step = 0; step <= 5; step += 1) expect(scenario('reveal-talk', { step }).state.reveal.show?.at).toBe(step);
  });
});
