import { projectorView, type ProjectorView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import SceneView from './SceneView.svelte';

const base = projectorView(scenario('reveal-talk', { step: 5 }).state);
const talk = base.reveal!.talk!;
const others = Object.values(base.order)
  .filter((one) => one.kind === 'talk')
  .map((one) => one.item);
const shown = (more: Partial<ProjectorView>): ProjectorView => ({ ...base, ...more });
const wall = (view: ProjectorView) => {
  const { container, rerender } = render(SceneView, {
    view,
    now: () => 0,
    session: 's',
    role: 'projector' as const,
    origin: 'http://hall.test',
    lang: 'en' as const,
  });
  return {
    text: () => container.textContent.replace(/\s+/g, ' '),
    still: () => container.querySelector('.hall')!.classList.contains('still'),
    show: (next: ProjectorView) => rerender({ view: next }),
  };
};
const parts = {
  judges: { value: '92.10', points: '64.47' },
  hall: { name: 'The hall', value: '128', points: '28.5' },
};
const withParts = (seen: readonly string[] | undefined, at: number): ProjectorView => {
  const { parts: _parts, ...reveal } = base.reveal!;
  return shown({
    reveal: { ...reveal, at, of: 7, kind: 'part', ...(seen ? { parts: seen } : {}) },
    results: { [talk]: { ...base.results[talk], mean: '92.10', parts } },
  });
};

describe('a reveal on the wall', () => {
  it('[RV7] adds a panel’s figure with its step, and takes it off with one step back', async () => {
    const hall = wall(withParts(['judges'], 4));
    expect(hall.text()).toContain('+64.47');
    expect(hall.text()).not.toContain('The hall');
    await hall.show(withParts(['judges', 'hall'], 5));
    expect(hall.text()).toContain('The hall');
    expect(hall.still()).toBe(false);
    await hall.show(withParts(['judges'], 4));
    expect(hall.text()).not.toContain('The hall');
    expect(hall.text()).not.toContain('28.5');
  });

  it('[RV7] is still when it is loaded in the middle and on the way back', async () => {
    const hall = wall(withParts(['judges'], 4));
    expect(hall.still()).toBe(true);
    await hall.show(withParts(['judges', 'hall'], 5));
    expect(hall.still()).toBe(false);
    await hall.show(withParts(['judges'], 4));
    expect(hall.still()).toBe(true);
  });

  it('says that a figure may still change as long as it may', async () => {
    const hall = wall(shown({ provisional: true }));
    expect(hall.text()).toContain('Provisional');
    const { provisional: _provisional, ...final } = base;
    await hall.show(final);
    expect(hall.text()).not.toContain('Provisional');
  });

  it('shows a tier with all who have it, and nothing of a tier after a step back before the first', async () => {
    const awards = (award: { award: string; talks: readonly string[] } | undefined, at: number): ProjectorView =>
      shown({
        provisional: true,
        reveal: { what: 'awards', at, of: 2, ...(award ? { latest: award.talks[0]!, kind: 'award', award } : {}) },
        results: Object.fromEntries(others.map((one, nth) => [one, { total: `9${nth}.10`, award: 'Silver' }])),
      });
    const hall = wall(awards(undefined, 0));
    expect(hall.text()).toContain('In a moment');
    expect(hall.text()).not.toMatch(/9\d\.10|Silver|Provisional/);
    await hall.show(awards({ award: 'Silver', talks: others.slice(0, 2) }, 1));
    expect(hall.text()).toContain('Silver');
    expect(hall.text()).toMatch(/90\.10.*91\.10/);
    expect(hall.text()).not.toContain('92.10');
    await hall.show(awards(undefined, 0));
    expect(hall.text()).not.toMatch(/9\d\.10|Silver/);
  });
});

describe('a vote on the wall', () => {
  it('tells how to vote and how many have, numbers the talks, and counts those without room', () => {
    const many = Array.from({ length: 40 }, (_, nth) => `t${nth}`);
    const hall = wall(
      shown({
        scene: { kind: 'vote', panel: 'hall' },
        vote: {
          panel: 'hall',
          name: 'Best talk',
          fill: 'crowd',
          kind: 'list',
          status: 'open',
          talks: many,
          voters: 12,
        },
      }),
    );
    expect(hall.text()).toContain('Best talk');
    expect(hall.text()).toContain('12 people have voted');
    expect(hall.text()).toContain('and 10 more');
    expect(hall.text()).toContain(base.join.code.slice(0, 3));
  });
});

describe('marks that are held', () => {
  it('[RV7] are counted, and the wall says why they stay closed', () => {
    const scoring = { scene: { kind: 'judging', talk }, sheets: { in: 3, of: 7 } } as const;
    expect(wall(shown({ ...scoring, hold: 'together' })).text()).toContain('Scored together');
    expect(wall(shown({ ...scoring, hold: 'end' })).text()).toContain('Marks stay closed until the reveal');
    expect(wall(shown(scoring)).text()).toContain('The host will announce the result');
  });
});
