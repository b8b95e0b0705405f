import { judgesInOrder, hostView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { afterEach, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { explain, namesIn } from './explain.ts';

afterEach(() => overwriteGetLocale(() => 'zh'));

it('puts every step of a result into words and figures in both languages', () => {
  const { state, talks } = scenario('reveal-talk');
  const view = hostView(state);
  const result = view.judging[talks[0]!]?.result;
  const names = namesIn(
    view,
    (id) => view.people[id]?.name ?? id,
    (id) => id,
  );
  for (const locale of ['zh', 'en'] as const) {
    overwriteGetLocale(() => locale);
    const steps = explain(result?.explanation ?? [], names);
    expect(steps).toHaveLength(result?.explanation.length ?? -1);
    expect(steps.filter((one) => one.kind === 'judge-total')).toHaveLength(7);
    expect(steps.filter((one) => one.kind === 'dropped')).toHaveLength(2);
    expect(steps.find((one) => one.kind === 'total')?.sum).toContain(`= ${result?.total ?? ''}`);
    for (const one of steps) expect(`${one.text} ${one.sum ?? ''}`).not.toMatch(/undefined|\{|\}/);
  }
  const first = explain(result?.explanation ?? [], names)[0];
  const [judge] = judgesInOrder(view);
  const total = result?.judgeTotals[0]?.total;
  expect(first?.text).toContain(view.people[judge ?? '']?.name);
  expect(first?.sum).toMatch(new RegExp(`^内容 .+ = ${total ?? ''}$`));
});
