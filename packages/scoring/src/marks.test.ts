import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRubric } from './check-rubric.ts';
import { checkMarks, maximumTotal, runningTotal, stepMark } from './marks.ts';
import type { Criterion } from './rubric.ts';

const content: Criterion = { id: 'content', min: '0', max: '40', step: '0.5', weight: '1' };
const form: Criterion = { id: 'form', min: '0', max: '10', step: '0.1', weight: '0.4' };
const rubric = { criteria: [content, form] };

describe('checkMarks', () => {
  it('takes a complete sheet', () => {
    expect(checkMarks(rubric, { content: '37.5', form: '9.3' })).toEqual([]);
    expect(checkMarks(rubric, { content: '40.0', form: '0' })).toEqual([]);
  });

  it.each([
    [{ content: '37.5' }, 'form', 'missing'],
    [{ content: '37.5', form: '' }, 'form', 'missing'],
    [{ content: 'x', form: '1' }, 'content', 'not-a-decimal'],
    [{ content: '40.5', form: '1' }, 'content', 'out-of-range'],
    [{ content: '-0.5', form: '1' }, 'content', 'out-of-range'],
    [{ content: '37.25', form: '1' }, 'content', 'off-step'],
    [{ content: '37', form: '1', extra: '1' }, 'extra', 'unknown-criterion'],
  ] as const)('%j: %s is %s', (marks, criterion, problem) => {
    expect(checkMarks(rubric, marks)).toEqual([{ criterion, problem }]);
  });

  it('counts steps from the base mark and does not trip over inherited names', () => {
    const base: Criterion = { id: 'toString', min: '95.05', max: '99.95', step: '0.1', weight: '1' };
    expect(checkMarks({ criteria: [base] }, {})).toEqual([{ criterion: 'toString', problem: 'missing' }]);
    expect(checkMarks({ criteria: [base] }, { toString: '95.15' })).toEqual([]);
    expect(checkMarks({ criteria: [base] }, { toString: '95.10' })).toEqual([
      { criterion: 'toString', problem: 'off-step' },
    ]);
  });
});

describe('the form of a judge', () => {
  it('adds up the valid marks so far', () => {
    expect(runningTotal(rubric, {})).toBe('0');
    expect(runningTotal(rubric, { form: '9.3' })).toBe('3.72');
    expect(runningTotal(rubric, { content: '37.5', form: '9.3' })).toBe('41.22');
    expect(runningTotal(rubric, { content: '37.5', form: '99' })).toBe('37.5');
    expect(maximumTotal(rubric)).toBe('44');
  });

  it('steps within the range', () => {
    expect(stepMark(content, '37.5', 1)).toBe('38.0');
    expect(stepMark(content, '37.5', -3)).toBe('36.0');
    expect(stepMark(content, '40', 1)).toBe('40.0');
    expect(stepMark(content, '0.5', -10)).toBe('0.0');
    expect(stepMark(content, undefined, 1)).toBe('0.0');
    expect(stepMark(content, undefined, -1)).toBe('40.0');
    expect(stepMark({ ...content, base: '34' }, undefined, 1)).toBe('34.0');
    expect(stepMark({ ...content, decimals: 2 }, '37.5', 1)).toBe('38.00');
  });

  it('every step from a valid mark is a valid mark', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -120, max: 120 }), (at, steps) => {
        const mark = stepMark(form, stepMark(form, '0', at), steps);
        expect(checkMarks({ criteria: [form] }, { form: mark })).toEqual([]);
      }),
    );
  });
});

describe('checkRubric', () => {
  it.each([
    [{ criteria: [] }, 'no-criteria', 'rubric.criteria'],
    [{ criteria: [content, content] }, 'duplicate-criterion', 'rubric.criteria.content'],
    [{ criteria: [{ ...content, max: 'ten' }] }, 'not-a-decimal', 'rubric.criteria.content.max'],
    [{ criteria: [{ ...content, max: '0' }] }, 'empty-range', 'rubric.criteria.content.max'],
    [{ criteria: [{ ...content, step: '0' }] }, 'step-not-positive', 'rubric.criteria.content.step'],
    [{ criteria: [{ ...content, step: '0.3' }] }, 'range-not-in-steps', 'rubric.criteria.content.step'],
    [{ criteria: [{ ...content, base: '0.3' }] }, 'base-not-a-mark', 'rubric.criteria.content.base'],
    [{ criteria: [{ ...content, decimals: 0 }] }, 'decimals-coarser-than-step', 'rubric.criteria.content.decimals'],
    [{ criteria: [{ ...content, weight: '-1' }] }, 'negative-weight', 'rubric.criteria.content.weight'],
  ] as const)('[SC6] %j: %s', (bad, problem, at) => {
    expect(checkRubric(bad)).toEqual([{ problem, at }]);
  });
});
